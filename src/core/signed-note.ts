import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** C2SP signed-note signature types. */
export const ED25519 = 0x01
export const COSIGNATURE_V1 = 0x04

/** A verifier key: `<name>+<hex key id>+<base64(algorithm || public key)>` (C2SP signed-note). */
export interface NoteVerifier {
  readonly name: string
  readonly keyId: Buffer
  readonly algorithm: number
  readonly publicKey: KeyObject
}

export interface NoteSignature {
  readonly name: string
  readonly keyId: Buffer
  /** What follows the key id; for cosignatures a timestamp and a signature. */
  readonly signature: Buffer
}

export interface SignedNote {
  /** The signed text, with its final newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** SHA-256(name || 0x0A || algorithm || public key), first four bytes (C2SP signed-note). */
export function noteKeyId(name: string, algorithm: number, publicKey: Buffer): Buffer {
  const input = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(algorithm), publicKey])
  return hash('sha256', input, 'buffer').subarray(0, 4)
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
}

export function toVerifierKey(name: string, algorithm: number, key: KeyObject): string {
  assertNoteName(name)
  const raw = rawPublicKey(key)
  const id = noteKeyId(name, algorithm, raw).toString('hex')
  return `${name}+${id}+${Buffer.concat([Buffer.of(algorithm), raw]).toString('base64')}`
}

/** Reads a verifier key; throws when it is malformed or its id doesn't belong to it. */
export function parseVerifierKey(vkey: string): NoteVerifier {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim())
  if (match === null) throw new Error('malformed verifier key')
  const bytes = Buffer.from(match[3]!, 'base64')
  const algorithm = bytes[0]
  if (bytes.byteLength !== 33 || (algorithm !== ED25519 && algorithm !== COSIGNATURE_V1)) {
    throw new Error('verifier key of an unknown algorithm')
  }
  const raw = bytes.subarray(1)
  const keyId = noteKeyId(match[1]!, algorithm, raw)
  if (keyId.toString('hex') !== match[2]) throw new Error('verifier key with a wrong key id')
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
  })
  return { name: match[1]!, keyId, algorithm, publicKey }
}

/** Signature line of an Ed25519 key over `text`, with its newline. */
export function noteSignatureLine(text: string, name: string, privateKey: KeyObject): string {
  assertNoteName(name)
  const keyId = noteKeyId(name, ED25519, rawPublicKey(privateKey))
  const payload = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)])
  return `\u2014 ${name} ${payload.toString('base64')}\n`
}

/** `text` (which must end in a newline) signed by Ed25519 keys of one name. */
export function signNote(text: string, name: string, ...privateKeys: readonly [KeyObject, ...KeyObject[]]): string {
  if (!text.endsWith('\n')) throw new Error('a note ends in a newline')
  return `${text}\n${privateKeys.map((key) => noteSignatureLine(text, name, key)).join('')}`
}

/** Reads a signed note without trusting it; throws when it is malformed. */
export function parseSignedNote(note: string): SignedNote {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) throw new Error('malformed signed note')
  const lines = note.slice(split + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const match = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line)
    const bytes = Buffer.from(match?.[2] ?? '', 'base64')
    if (match === null || bytes.byteLength < 5) throw new Error('malformed signature line')
    return { name: match[1]!, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) }
  })
  return { text: note.slice(0, split + 1), signatures }
}

/** Whether the note carries a valid Ed25519 signature of this key. */
export function isSignedBy(note: SignedNote, verifier: NoteVerifier): boolean {
  return note.signatures.some(
    ({ name, keyId, signature }) =>
      name === verifier.name &&
      keyId.equals(verifier.keyId) &&
      verifier.algorithm === ED25519 &&
      verify(null, Buffer.from(note.text), verifier.publicKey, signature),
  )
}

/** Seconds since the epoch at which a witness cosigned the note (C2SP tlog-cosignature v1), or null when it didn't. */
export function cosignedAt(note: SignedNote, witness: NoteVerifier): number | null {
  for (const { name, keyId, signature } of note.signatures) {
    if (name !== witness.name || !keyId.equals(witness.keyId) || signature.byteLength !== 72) continue
    const seconds = Number(signature.readBigUInt64BE(0))
    const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${note.text}`)
    if (verify(null, message, witness.publicKey, signature.subarray(8))) return seconds
  }
  return null
}

/** A witness’s signature line over a checkpoint’s text at a time, seconds since the epoch (C2SP tlog-cosignature v1). */
export function cosignatureLine(text: string, name: string, privateKey: KeyObject, seconds: number): string {
  assertNoteName(name)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey)
  const payload = Buffer.concat([noteKeyId(name, COSIGNATURE_V1, rawPublicKey(privateKey)), time, signature])
  return `\u2014 ${name} ${payload.toString('base64')}\n`
}

function assertNoteName(name: string): void {
  if (!/^[^\s+]+$/u.test(name)) throw new Error('a key name has no spaces and no plus sign')
}
