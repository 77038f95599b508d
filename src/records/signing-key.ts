import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto'
import { ED25519, noteKeyId, parseVerifierKey, rawPublicKey, toVerifierKey } from '../core/signed-note.ts'
import { readKeyFile, replaceKeyFile, writeKeyFile } from './key-file.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

interface OneKey {
  readonly privateKey: KeyObject
  /** The public face, in the form that C2SP tools take. */
  readonly vkey: string
}

/** The key that signs checkpoints. Its name is the origin of the log. */
export interface SigningKey extends OneKey {
  readonly name: string
  /** The key before it, which signs as well until then (milliseconds since the epoch). */
  readonly before?: OneKey & { readonly untilMs: number }
}

/** How long both keys sign after a rotation, so that whoever knows only the old one has time to learn of the new. */
const BOTH_SIGN_MS = 30 * 86_400_000

/** A key from its 32-byte seed. */
export function signingKeyFromSeed(name: string, seed: Buffer): SigningKey {
  const der = Buffer.concat([PKCS8_ED25519, seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { name, privateKey, vkey: toVerifierKey(name, ED25519, createPublicKey(privateKey)) }
}

/** A new key of the same name; the old one goes on signing beside it for thirty days. */
export function rotatedSigningKey({ name, privateKey, vkey }: SigningKey, nowMs: number): SigningKey {
  const next = signingKeyFromSeed(name, randomBytes(32))
  return { ...next, before: { privateKey, vkey, untilMs: nowMs + BOTH_SIGN_MS } }
}

/** The keys that sign at this time, the newest first. */
export function signersAt({ privateKey, before }: SigningKey, nowMs: number): readonly [KeyObject, ...KeyObject[]] {
  return before !== undefined && nowMs < before.untilMs ? [privateKey, before.privateKey] : [privateKey]
}

/** Makes a log key file that only its owner can read; throws EEXIST rather than replace one. `kms`: what wraps it. */
export async function createSigningKeyFile(path: string, name: string, kms: string | null = null): Promise<SigningKey> {
  const key = signingKeyFromSeed(name, randomBytes(32))
  await writeKeyFile(path, signingKeyText(key), kms)
  return key
}

/** Puts a key into the place of another, at once and durably. */
export async function replaceSigningKeyFile(path: string, key: SigningKey): Promise<void> {
  await replaceKeyFile(path, signingKeyText(key))
}

/** The text of a log key file: a line in the form of golang.org/x/mod/sumdb/note, after a rotation a second one. */
export function signingKeyText({ name, before, ...key }: SigningKey): string {
  const since = before === undefined ? '' : `until ${new Date(before.untilMs).toISOString()} ${keyLine(name, before)}`
  return `${keyLine(name, key)}${since}`
}

/** Reads a log key file; throws when it isn't one, without showing it. */
export async function readSigningKeyFile(path: string): Promise<SigningKey> {
  return parseSigningKey(await readKeyFile(path), path)
}

/** Reads the text of a log key file; `path` names it in errors. */
export function parseSigningKey(text: string, path: string): SigningKey {
  const [current = '', earlier] = text.trimEnd().split('\n')
  const key = parseKeyLine(current, path)
  if (earlier === undefined) return key
  const match = /^until (\S+) (.*)$/.exec(earlier)
  const untilMs = Date.parse(match?.[1] ?? '')
  if (match === null || Number.isNaN(untilMs)) throw new Error(`${path} is not a log key file`)
  const { privateKey, vkey, name } = parseKeyLine(match[2]!, path)
  if (name !== key.name) throw new Error(`${path} holds keys of two logs`)
  return { ...key, before: { privateKey, vkey, untilMs } }
}

function keyLine(name: string, { privateKey, vkey }: OneKey): string {
  const id = parseVerifierKey(vkey).keyId.toString('hex')
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url')
  return `PRIVATE+KEY+${name}+${id}+${Buffer.concat([Buffer.of(ED25519), seed]).toString('base64')}\n`
}

function parseKeyLine(line: string, path: string): SigningKey {
  const match = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line)
  const bytes = Buffer.from(match?.[3] ?? '', 'base64')
  if (match === null || bytes.byteLength !== 33 || bytes[0] !== ED25519)
    throw new Error(`${path} is not a log key file`)
  const key = signingKeyFromSeed(match[1]!, bytes.subarray(1))
  const id = noteKeyId(key.name, ED25519, rawPublicKey(key.privateKey)).toString('hex')
  if (id !== match[2]) throw new Error(`${path} has a wrong key id`)
  return key
}
