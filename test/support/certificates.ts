import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface Certificate {
  readonly cert: string
  readonly key: string
}

interface Issuer {
  readonly name: string
  readonly key: KeyObject
}

/** A certificate authority, and certificates of it for 127.0.0.1 or a name; X.509 written by hand (RFC 5280), keys made fresh. */
export function createAuthority(name: string): { readonly cert: string; issue(host?: string): Certificate } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name, key: pair.privateKey }
  return {
    cert: certificate(issuer, name, pair.publicKey, true),
    issue(host) {
      const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      return {
        cert: certificate(issuer, host ?? '127.0.0.1', leaf.publicKey, false, host),
        key: String(leaf.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      }
    },
  }
}

/** A certificate that vouches for itself. */
export function selfSigned(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    cert: certificate({ name: '127.0.0.1', key: privateKey }, '127.0.0.1', publicKey, false),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}

const ECDSA_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
const COMMON_NAME = Buffer.from('0603550403', 'hex')
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex')
const SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex')
const TRUE = Buffer.from('0101ff', 'hex')
const LOOPBACK = Buffer.from('87047f000001', 'hex')

function certificate(
  issuer: Issuer,
  subject: string,
  publicKey: KeyObject,
  isAuthority: boolean,
  host?: string,
): string {
  const name = host === undefined ? LOOPBACK : der(0x82, Buffer.from(host, 'latin1'))
  const extensions = [sequence(BASIC_CONSTRAINTS, TRUE, octets(isAuthority ? sequence(TRUE) : sequence()))]
  if (!isAuthority) extensions.push(sequence(SUBJECT_ALT_NAME, octets(sequence(name))))
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1, ...crypto.getRandomValues(new Uint8Array(8)))),
    ECDSA_SHA256,
    nameOf(issuer.name),
    sequence(utcTime(-86_400_000), utcTime(86_400_000)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = der(0x03, Buffer.concat([Buffer.of(0), sign('sha256', signed, issuer.key)]))
  const base64 = sequence(signed, ECDSA_SHA256, signature).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...head), content])
}

function sequence(...members: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(members))
}

function octets(content: Buffer): Buffer {
  return der(0x04, content)
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))))
}

function utcTime(fromNowMs: number): Buffer {
  const digits = new Date(Date.now() + fromNowMs).toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}
