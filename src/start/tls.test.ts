import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AuthorityKeyIdentifierExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate as Parsed,
} from '@peculiar/x509'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadTls, type Tls, type TlsSettings } from './tls.ts'

const DAY_MS = 86_400_000

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'patron-tls-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('without a setting there is no TLS, and nothing is written', async () => {
  expect(await loadTls({ selfSigned: false, dataDir })).toBeUndefined()
  expect(await readdir(dataDir)).toEqual([])
})

describe('a self-signed certificate', () => {
  test.each(['localhost', '127.0.0.1'])(
    'serves https://%s to a client that trusts the local CA alone',
    async (host) => {
      const tls = await selfSigned()
      await serving(tls, async (port) => {
        expect(await get(host, port, await readFile(caFileOf(tls), 'utf8'))).toBe('hello')
      })
    },
  )

  test('is refused by a client that does not trust the CA', async () => {
    await serving(await selfSigned(), async (port) => {
      await expect(get('localhost', port)).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    })
  })

  test('is for the names of this machine only', async () => {
    const certificate = new X509Certificate((await selfSigned()).cert)
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
    expect(certificate.ca).toBe(false)
  })

  test('names the key of the CA, as strict clients ask', async () => {
    const tls = await selfSigned()
    const ca = new Parsed(await readFile(caFileOf(tls), 'utf8')).getExtension(SubjectKeyIdentifierExtension)
    const server = new Parsed(tls.cert).getExtension(AuthorityKeyIdentifierExtension)
    expect(ca?.keyId).toMatch(/^[0-9a-f]{40}$/)
    expect(server?.keyId).toBe(ca?.keyId)
  })

  test('is kept over restarts, with keys that only the owner can read', async () => {
    const first = await selfSigned()
    const files = await contents()
    expect(await selfSigned()).toEqual(first)
    expect(await contents()).toEqual(files)
    expect(Object.keys(files)).toEqual(['ca.crt', 'ca.key', 'server.crt', 'server.key'])
    for (const name of ['ca.key', 'server.key']) {
      expect((await stat(join(dataDir, 'tls', name))).mode & 0o777).toBe(0o600)
    }
  })

  test('is renewed by the same CA when it expires within 30 days, not earlier', async () => {
    // Long enough ago that the renewed one is valid at the time of the test.
    const first = await selfSigned(Date.now() - 790 * DAY_MS)
    const ca = await readFile(caFileOf(first), 'utf8')
    const expires = new X509Certificate(first.cert).validToDate.getTime()
    expect((await selfSigned(expires - 31 * DAY_MS)).cert).toBe(first.cert)
    const second = await selfSigned(expires - 29 * DAY_MS)
    expect(second.cert).not.toBe(first.cert)
    expect(new X509Certificate(second.cert).validToDate.getTime()).toBeGreaterThan(expires)
    expect(await readFile(caFileOf(second), 'utf8')).toBe(ca)
    await serving(second, async (port) => expect(await get('localhost', port, ca)).toBe('hello'))
  })

  test('never outlives its CA, which is made anew before it expires', async () => {
    const first = await selfSigned()
    const ca = new X509Certificate(await readFile(caFileOf(first)))
    const expires = ca.validToDate.getTime()
    const second = await selfSigned(expires - 100 * DAY_MS)
    expect(new X509Certificate(second.cert).validToDate).toEqual(ca.validToDate)
    expect(new X509Certificate(second.cert).verify(ca.publicKey)).toBe(true)
    const third = await selfSigned(expires - 29 * DAY_MS)
    const newCa = new X509Certificate(await readFile(caFileOf(third)))
    expect(newCa.validToDate.getTime()).toBeGreaterThan(expires)
    expect(new X509Certificate(third.cert).verify(newCa.publicKey)).toBe(true)
  })

  test.each([
    ['server.key', 'same'],
    ['server.crt', 'same'],
    ['ca.crt', 'new'],
  ])('is made anew when %s is broken, by the %s CA', async (name, kept) => {
    const first = await selfSigned()
    const ca = await readFile(caFileOf(first), 'utf8')
    await writeFile(join(dataDir, 'tls', name), 'no PEM')
    const second = await selfSigned()
    expect(second.cert).not.toBe(first.cert)
    const caNow = await readFile(caFileOf(second), 'utf8')
    expect(caNow === ca).toBe(kept === 'same')
    await serving(second, async (port) => expect(await get('localhost', port, caNow)).toBe('hello'))
  })

  test('is served on when the key of its CA was taken away', async () => {
    const first = await selfSigned()
    await rm(join(dataDir, 'tls', 'ca.key'))
    expect(await selfSigned()).toEqual(first)
  })

  test('that cannot be kept names PATRON_TLS', async () => {
    await writeFile(join(dataDir, 'tls'), 'in the way')
    await expect(selfSigned()).rejects.toThrow(
      /^PATRON_TLS: no certificate can be kept in .*tls \(EEXIST\)\.$/,
    )
  })
})

describe('named files', () => {
  test('are served as they are, and go before a self-signed certificate', async () => {
    const { certFile, keyFile } = await someFiles()
    const tls = await loadTls({ certFile, keyFile, selfSigned: true, dataDir: join(dataDir, 'unused') })
    expect(tls).toEqual({ cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') })
    expect(await readdir(dataDir)).not.toContain('unused')
  })

  test('that are missing, unreadable or something else name their setting', async () => {
    const { certFile, keyFile } = await someFiles()
    const absent = join(dataDir, 'absent.pem')
    const directory = join(dataDir, 'directory.pem')
    const empty = join(dataDir, 'empty.pem')
    await mkdir(directory)
    await writeFile(empty, '')
    expect(await refusal({ certFile: absent, keyFile })).toBe(
      `PATRON_TLS_CERT: the file ${absent} cannot be read (ENOENT).`,
    )
    expect(await refusal({ certFile, keyFile: absent })).toBe(
      `PATRON_TLS_KEY: the file ${absent} cannot be read (ENOENT).`,
    )
    expect(await refusal({ certFile: directory, keyFile })).toBe(
      `PATRON_TLS_CERT: the file ${directory} cannot be read (EISDIR).`,
    )
    expect(await refusal({ certFile: empty, keyFile })).toBe(
      `PATRON_TLS_CERT: the file ${empty} does not begin with a PEM certificate.`,
    )
    expect(await refusal({ certFile, keyFile: certFile })).toBe(
      `PATRON_TLS_KEY: the file ${certFile} does not begin with an unencrypted PEM private key.`,
    )
  })

  test('that do not belong together are refused', async () => {
    const { certFile } = await someFiles()
    const keyFile = join(dataDir, 'tls', 'ca.key')
    expect(await refusal({ certFile, keyFile })).toBe(
      `PATRON_TLS_KEY: the key in ${keyFile} does not belong to the certificate in ${certFile}.`,
    )
  })

  test('one without the other says which is missing', async () => {
    const { certFile, keyFile } = await someFiles()
    expect(await refusal({ certFile })).toBe('PATRON_TLS_CERT is set, but PATRON_TLS_KEY is not.')
    expect(await refusal({ keyFile })).toBe('PATRON_TLS_KEY is set, but PATRON_TLS_CERT is not.')
  })
})

async function selfSigned(nowMs?: number): Promise<Tls> {
  const tls = await loadTls({ selfSigned: true, dataDir }, nowMs)
  if (tls === undefined) throw new Error('there is no TLS')
  return tls
}

function caFileOf(tls: Tls): string {
  if (tls.caFile === undefined) throw new Error('there is no CA')
  return tls.caFile
}

/** A certificate and key as a user would name them. */
async function someFiles(): Promise<{ certFile: string; keyFile: string }> {
  await selfSigned()
  return { certFile: join(dataDir, 'tls', 'server.crt'), keyFile: join(dataDir, 'tls', 'server.key') }
}

async function refusal(files: Pick<TlsSettings, 'certFile' | 'keyFile'>): Promise<string> {
  return loadTls({ ...files, selfSigned: false, dataDir }).then(
    () => 'not refused',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

async function contents(): Promise<Record<string, string>> {
  const dir = join(dataDir, 'tls')
  const names = (await readdir(dir)).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(dir, name), 'utf8')] as const)),
  )
}

async function serving(tls: Tls, use: (port: number) => Promise<void>): Promise<void> {
  const server = https.createServer({ cert: tls.cert, key: tls.key }, (_request, response) =>
    response.end('hello'),
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  try {
    await use((server.address() as AddressInfo).port)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function get(host: string, port: number, ca?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const trusted = ca === undefined ? {} : { ca }
    https
      .get({ host, port, family: 4, agent: false, ...trusted }, (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (body += chunk)).on('end', () => resolve(body))
      })
      .on('error', reject)
  })
}
