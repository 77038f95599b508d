import { createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto'
import type { PartKey } from '../core/record.ts'
import { readKeyFile, replaceKeyFile, writeKeyFile } from './key-file.ts'

const KEY_BYTES = 32

/** Two keys that wrap the keys of parts. */
export type WrappingKeys = Readonly<Record<PartKey, KeyObject>>

/** The keys that wrap the keys of parts, those in use. Whoever loses them loses the contents: see `keys escrow`. */
export interface KeyRing extends WrappingKeys {
  /** First four bytes of SHA-256 over all keys, hexadecimal: tells rings apart, reveals nothing. */
  readonly id: string
  /** Those that were in use before, oldest first: they open what they wrapped, and wrap nothing more. */
  readonly older: readonly WrappingKeys[]
}

interface KeyTexts {
  readonly record: string
  readonly sealed: string
}

interface KeyRingFile extends KeyTexts {
  readonly version: 1
  readonly older?: readonly KeyTexts[]
}

export function createKeyRing(): KeyRing {
  return toKeyRing([newKeys()])
}

/** The ring with new keys in use; it still opens whatever it opened before. */
export function rotatedKeyRing(ring: KeyRing): KeyRing {
  return toKeyRing([...ring.older, ring, newKeys()])
}

/** What a part says it is wrapped by: `record`, `sealed`; from the second keys on with their number, `record@2`. */
export function keyName({ older }: KeyRing, key: PartKey): string {
  return older.length === 0 ? key : `${key}@${older.length + 1}`
}

/** The key of that name; throws when the ring has none. */
export function wrappingKey(ring: KeyRing, name: string): KeyObject {
  const [key, number = '1'] = name.split('@') as [string, string?]
  const keys = Number(number) === ring.older.length + 1 ? ring : ring.older[Number(number) - 1]
  if (keys === undefined || (key !== 'record' && key !== 'sealed')) throw new Error(`the key ring has no key ${name}`)
  return keys[key]
}

/** The ring's first keys: what is derived from them stays the same through every rotation. */
export function firstKeys(ring: KeyRing): WrappingKeys {
  return ring.older[0] ?? ring
}

/** Makes a record key file that only its owner can read; throws EEXIST rather than replace one. `kms`: what wraps it. */
export async function createKeyRingFile(path: string, kms: string | null = null): Promise<KeyRing> {
  const ring = createKeyRing()
  await writeKeyFile(path, keyRingText(ring), kms)
  return ring
}

/** Puts a ring into the place of another, at once and durably: there is never half a file. */
export async function replaceKeyRingFile(path: string, ring: KeyRing): Promise<void> {
  await replaceKeyFile(path, keyRingText(ring))
}

/** The text of a record key file. */
export function keyRingText(ring: KeyRing): string {
  const { older } = ring
  const file: KeyRingFile = { version: 1, ...texts(ring), ...(older.length === 0 ? {} : { older: older.map(texts) }) }
  return `${JSON.stringify(file)}\n`
}

/** Reads a record key file; throws when it isn't one. The message never shows its content. */
export async function readKeyRingFile(path: string): Promise<KeyRing> {
  return parseKeyRing(await readKeyFile(path), path)
}

/** Reads the text of a record key file; `path` names it in errors. */
export function parseKeyRing(text: string, path: string): KeyRing {
  let file: Partial<KeyRingFile>
  try {
    file = JSON.parse(text) as Partial<KeyRingFile>
  } catch {
    throw new Error(`${path} is not a record key file`)
  }
  const all = [...(file.older ?? []), file].map(({ record, sealed }) => [record, sealed].map(decoded))
  if (file.version !== 1 || all.flat().some((key) => key.byteLength !== KEY_BYTES)) {
    throw new Error(`${path} is not a record key file of version 1`)
  }
  return toKeyRing(
    all.map(([record, sealed]) => ({ record: createSecretKey(record!), sealed: createSecretKey(sealed!) })),
  )
}

function newKeys(): WrappingKeys {
  return { record: createSecretKey(randomBytes(KEY_BYTES)), sealed: createSecretKey(randomBytes(KEY_BYTES)) }
}

/** Oldest first; the last ones are in use. A plain object, so that it can be given to a thread. */
function toKeyRing(all: readonly WrappingKeys[]): KeyRing {
  const bytes = all.flatMap(({ record, sealed }) => [record.export(), sealed.export()])
  const id = hash('sha256', Buffer.concat(bytes), 'buffer').subarray(0, 4).toString('hex')
  const plain = all.map(({ record, sealed }) => ({ record, sealed }))
  return { id, ...plain.at(-1)!, older: plain.slice(0, -1) }
}

function texts({ record, sealed }: WrappingKeys): KeyTexts {
  return { record: record.export().toString('base64'), sealed: sealed.export().toString('base64') }
}

function decoded(text: string | undefined): Buffer {
  return Buffer.from(text ?? '', 'base64')
}
