import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ED25519, noteKeyId, parseVerifierKey, rawPublicKey, toVerifierKey } from '../core/signed-note.ts'
import { writeSecretFile } from './secret-file.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key that signs checkpoints. Its name is the origin of the log. */
export interface SigningKey {
  readonly name: string
  readonly privateKey: KeyObject
  /** The public face, in the form that C2SP tools take. */
  readonly vkey: string
}

/** A key from its 32-byte seed. */
export function signingKeyFromSeed(name: string, seed: Buffer): SigningKey {
  const der = Buffer.concat([PKCS8_ED25519, seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { name, privateKey, vkey: toVerifierKey(name, ED25519, createPublicKey(privateKey)) }
}

/** Makes a log key file that only its owner can read; throws EEXIST rather than replace one. */
export async function createSigningKeyFile(path: string, name: string): Promise<SigningKey> {
  const seed = randomBytes(32)
  const key = signingKeyFromSeed(name, seed)
  const id = parseVerifierKey(key.vkey).keyId.toString('hex')
  const secret = Buffer.concat([Buffer.of(ED25519), seed]).toString('base64')
  await writeSecretFile(path, `PRIVATE+KEY+${name}+${id}+${secret}\n`)
  return key
}

/** Reads a log key file, in the form of golang.org/x/mod/sumdb/note; throws when it isn't one, without showing it. */
export async function readSigningKeyFile(path: string): Promise<SigningKey> {
  const match = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)\s*$/.exec(await readFile(path, 'utf8'))
  const bytes = Buffer.from(match?.[3] ?? '', 'base64')
  if (match === null || bytes.byteLength !== 33 || bytes[0] !== ED25519)
    throw new Error(`${path} is not a log key file`)
  const key = signingKeyFromSeed(match[1]!, bytes.subarray(1))
  const id = noteKeyId(key.name, ED25519, rawPublicKey(key.privateKey)).toString('hex')
  if (id !== match[2]) throw new Error(`${path} has a wrong key id`)
  return key
}
