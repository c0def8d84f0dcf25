import { createPrivateKey, KeyObject, webcrypto, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A certificate and its private key, as PEM and parsed. */
type Pair = { cert: string; key: string; certificate: X509Certificate; privateKey: KeyObject }

const DAY_MS = 86_400_000
const RENEWED_BEFORE_MS = 30 * DAY_MS
const CA_MS = 3650 * DAY_MS
/** Apple refuses server certificates that are valid for more than 825 days, also below a CA that the user trusts. */
const SERVER_MS = 800 * DAY_MS
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const

/**
 * A server certificate for this machine's own names, signed by a CA that lives in `dir`: clients trust `ca.crt` once and
 * stay content when the server certificate is renewed. The CA is made anew only when it, or its key, is gone, broken or
 * expires within 30 days.
 */
export async function localCertificate(
  dir: string,
  nowMs: number,
): Promise<{ cert: string; key: string; caFile: string }> {
  await mkdir(dir, { recursive: true })
  const caFile = join(dir, 'ca.crt')
  const ca = await readCertificate(caFile)
  const server = await readPair(dir, 'server')
  if (
    ca !== undefined &&
    server !== undefined &&
    isSignedBy(server, ca) &&
    lasts(server.certificate, nowMs)
  ) {
    return { cert: server.cert, key: server.key, caFile }
  }
  const { cert, key } = await makeServer(dir, await keptOrNewCa(dir, nowMs), nowMs)
  return { cert, key, caFile }
}

function isSignedBy({ certificate }: Pair, ca: X509Certificate): boolean {
  return certificate.checkIssued(ca) && certificate.verify(ca.publicKey)
}

function lasts(certificate: X509Certificate, nowMs: number): boolean {
  return certificate.validToDate.getTime() - nowMs > RENEWED_BEFORE_MS
}

async function keptOrNewCa(dir: string, nowMs: number): Promise<Pair> {
  const kept = await readPair(dir, 'ca')
  return kept !== undefined && lasts(kept.certificate, nowMs) ? kept : makeCa(dir, nowMs)
}

async function makeCa(dir: string, nowMs: number): Promise<Pair> {
  const x509 = await import('@peculiar/x509')
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Patron local CA',
    ...validity(nowMs, nowMs + CA_MS),
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return writePair(dir, 'ca', certificate.toString('pem'), keys.privateKey)
}

async function makeServer(dir: string, ca: Pair, nowMs: number): Promise<Pair> {
  const x509 = await import('@peculiar/x509')
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const issuer = new x509.X509Certificate(ca.cert)
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: issuer.subject,
    ...validity(nowMs, Math.min(nowMs + SERVER_MS, ca.certificate.validToDate.getTime())),
    publicKey: keys.publicKey,
    signingKey: ca.privateKey.toCryptoKey(ALGORITHM, false, ['sign']),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      // Strict clients (Python from 3.13 on) refuse a chain without key identifiers, which selfsigned cannot write.
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return writePair(dir, 'server', certificate.toString('pem'), keys.privateKey)
}

/** Begins a day early, for clients whose clock is behind. */
function validity(nowMs: number, untilMs: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(nowMs - DAY_MS), notAfter: new Date(untilMs) }
}

/** Undefined if a file is absent, unreadable as PEM, or the two do not belong together. */
async function readPair(dir: string, name: string): Promise<Pair | undefined> {
  const certificate = await readCertificate(join(dir, `${name}.crt`))
  const key = await readIfThere(join(dir, `${name}.key`))
  const privateKey = key === undefined ? undefined : parsed(() => createPrivateKey(key))
  if (certificate === undefined || key === undefined || privateKey === undefined) return undefined
  if (!certificate.checkPrivateKey(privateKey)) return undefined
  return { cert: certificate.toString(), key, certificate, privateKey }
}

async function readCertificate(file: string): Promise<X509Certificate | undefined> {
  const pem = await readIfThere(file)
  return pem === undefined ? undefined : parsed(() => new X509Certificate(pem))
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch {
    return undefined
  }
}

async function writePair(
  dir: string,
  name: string,
  pem: string,
  cryptoKey: webcrypto.CryptoKey,
): Promise<Pair> {
  const certificate = new X509Certificate(pem)
  const cert = certificate.toString()
  const privateKey = KeyObject.from(cryptoKey)
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await replaceFile(join(dir, `${name}.key`), key, 0o600)
  await replaceFile(join(dir, `${name}.crt`), cert, 0o644)
  return { cert, key, certificate, privateKey }
}

/** Whole or not at all, should the process die on the way. */
async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  await writeFile(`${file}.new`, content, { mode })
  await rename(`${file}.new`, file)
}
