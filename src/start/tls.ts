import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotRun } from '../core/errors.ts'
import { localCertificate } from './local-ca.ts'

export type TlsSettings = {
  /** PATRON_TLS_CERT: a PEM file with the certificate and what chain it needs. */
  readonly certFile?: string | undefined
  /** PATRON_TLS_KEY: a PEM file with its private key, not encrypted. */
  readonly keyFile?: string | undefined
  /** PATRON_TLS=self-signed */
  readonly selfSigned: boolean
  readonly dataDir: string
}

/** What an HTTPS server needs, as PEM. */
export type Tls = {
  readonly cert: string
  readonly key: string
  /** The certificate of the local CA, for clients to trust; only there if the server's own is made by it. */
  readonly caFile?: string
}

/**
 * The certificate to serve HTTPS with; undefined: plain HTTP only. Named files go before a certificate of our own, which
 * is kept in `<dataDir>/tls` and made anew when it expires within 30 days of `nowMs`.
 * @throws CannotRun with a sentence that names the setting
 */
export async function loadTls(settings: TlsSettings, nowMs = Date.now()): Promise<Tls | undefined> {
  const { certFile, keyFile, selfSigned, dataDir } = settings
  if (certFile !== undefined || keyFile !== undefined) return namedFiles(certFile, keyFile)
  if (!selfSigned) return undefined
  const dir = join(dataDir, 'tls')
  try {
    return await localCertificate(dir, nowMs)
  } catch (cause) {
    throw new CannotRun(`PATRON_TLS: no certificate can be kept in ${dir} (${reasonOf(cause)}).`, { cause })
  }
}

async function namedFiles(certFile: string | undefined, keyFile: string | undefined): Promise<Tls> {
  if (certFile === undefined) throw new CannotRun('PATRON_TLS_KEY is set, but PATRON_TLS_CERT is not.')
  if (keyFile === undefined) throw new CannotRun('PATRON_TLS_CERT is set, but PATRON_TLS_KEY is not.')
  const cert = await readSetting('PATRON_TLS_CERT', certFile)
  const key = await readSetting('PATRON_TLS_KEY', keyFile)
  const certificate = parseSetting(
    'PATRON_TLS_CERT',
    certFile,
    'a PEM certificate',
    () => new X509Certificate(cert),
  )
  const privateKey = parseSetting('PATRON_TLS_KEY', keyFile, 'an unencrypted PEM private key', () =>
    createPrivateKey(key),
  )
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new CannotRun(
      `PATRON_TLS_KEY: the key in ${keyFile} does not belong to the certificate in ${certFile}.`,
    )
  }
  return { cert, key }
}

async function readSetting(setting: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new CannotRun(`${setting}: the file ${file} cannot be read (${reasonOf(cause)}).`, { cause })
  }
}

function parseSetting<T>(setting: string, file: string, content: string, parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new CannotRun(`${setting}: the file ${file} does not begin with ${content}.`, { cause })
  }
}

/** `ENOENT` of a system error, else its message. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
