import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { COSIGNATURE_V1, toVerifierKey } from '../../core/signed-note.ts'
import { writeSecretFile } from '../secret-file.ts'
import { signingKeyFromSeed } from '../signing-key.ts'

/** The key that a witness cosigns with, and its name. */
export interface WitnessKey {
  readonly name: string
  readonly privateKey: KeyObject
  /** For the policy of those who rely on it. */
  readonly vkey: string
}

export function witnessKeyFromSeed(name: string, seed: Buffer): WitnessKey {
  const { privateKey } = signingKeyFromSeed(name, seed)
  return { name, privateKey, vkey: toVerifierKey(name, COSIGNATURE_V1, createPublicKey(privateKey)) }
}

/** Makes a witness key file that only its owner can read; throws EEXIST rather than replace one. */
export async function createWitnessKeyFile(path: string, name: string): Promise<WitnessKey> {
  const seed = randomBytes(32)
  const key = witnessKeyFromSeed(name, seed)
  await writeSecretFile(path, `${JSON.stringify({ version: 1, name, seed: seed.toString('base64') })}\n`)
  return key
}

/** Reads a witness key file; throws when it isn’t one, without showing it. */
export async function readWitnessKeyFile(path: string): Promise<WitnessKey> {
  let file: { version?: number; name?: string; seed?: string } = {}
  const text = await readFile(path, 'utf8')
  try {
    file = JSON.parse(text) as typeof file
  } catch {
    // Told below.
  }
  const seed = Buffer.from(file.seed ?? '', 'base64')
  if (file.version !== 1 || !file.name || seed.byteLength !== 32) throw new Error(`${path} is not a witness key file`)
  return witnessKeyFromSeed(file.name, seed)
}
