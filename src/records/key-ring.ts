import { createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { PartKey } from '../core/record.ts'
import { writeSecretFile } from './secret-file.ts'

const KEY_BYTES = 32

/** The keys that wrap the keys of parts. Whoever loses them loses the contents: see `keys escrow`. */
export interface KeyRing extends Readonly<Record<PartKey, KeyObject>> {
  /** First four bytes of SHA-256 over both keys, hexadecimal: tells rings apart, reveals nothing. */
  readonly id: string
}

interface KeyRingFile {
  readonly version: 1
  readonly record: string
  readonly sealed: string
}

export function createKeyRing(): KeyRing {
  return toKeyRing(randomBytes(KEY_BYTES), randomBytes(KEY_BYTES))
}

/** Makes a record key file that only its owner can read; throws EEXIST rather than replace one. */
export async function createKeyRingFile(path: string): Promise<KeyRing> {
  const ring = createKeyRing()
  const file: KeyRingFile = { version: 1, record: encoded(ring.record), sealed: encoded(ring.sealed) }
  await writeSecretFile(path, `${JSON.stringify(file)}\n`)
  return ring
}

/** Reads a record key file; throws when it isn't one. The message never shows its content. */
export async function readKeyRingFile(path: string): Promise<KeyRing> {
  let file: Partial<KeyRingFile>
  const text = await readFile(path, 'utf8')
  try {
    file = JSON.parse(text) as Partial<KeyRingFile>
  } catch {
    throw new Error(`${path} is not a record key file`)
  }
  const record = Buffer.from(file.record ?? '', 'base64')
  const sealed = Buffer.from(file.sealed ?? '', 'base64')
  if (file.version !== 1 || record.byteLength !== KEY_BYTES || sealed.byteLength !== KEY_BYTES) {
    throw new Error(`${path} is not a record key file of version 1`)
  }
  return toKeyRing(record, sealed)
}

function toKeyRing(record: Buffer, sealed: Buffer): KeyRing {
  const id = hash('sha256', Buffer.concat([record, sealed]), 'buffer')
    .subarray(0, 4)
    .toString('hex')
  return { id, record: createSecretKey(record), sealed: createSecretKey(sealed) }
}

function encoded(key: KeyObject): string {
  return key.export().toString('base64')
}
