import type { KeyObject } from 'node:crypto'
import { HASH_BYTES } from './merkle.ts'
import { isSignedBy, type NoteVerifier, parseSignedNote, signNote } from './signed-note.ts'

/** What a log commits to: its origin, the number of its leaves and their root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

/** The signed text: origin, size and root, a line each. Extension lines are never written. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** A checkpoint as a signed note. The origin is the name of each key. */
export function signCheckpoint(checkpoint: Checkpoint, ...privateKeys: readonly [KeyObject, ...KeyObject[]]): string {
  return signNote(checkpointText(checkpoint), checkpoint.origin, ...privateKeys)
}

/** Reads the text of a checkpoint; throws when it is malformed. Extension lines are allowed and ignored, as C2SP asks. */
export function parseCheckpointText(text: string): Checkpoint {
  const [origin, size, root] = text.split('\n')
  const hash = Buffer.from(root ?? '', 'base64')
  const isCanonical = /^(0|[1-9]\d*)$/.test(size ?? '') && hash.toString('base64') === root
  if (!origin || !isCanonical || hash.byteLength !== HASH_BYTES || !Number.isSafeInteger(Number(size))) {
    throw new Error('malformed checkpoint')
  }
  return { origin, size: Number(size), root: hash }
}

/** Reads a signed checkpoint and trusts it only if one of these keys signed it; throws otherwise. */
export function openCheckpoint(note: string, ...verifiers: readonly NoteVerifier[]): Checkpoint {
  const signed = parseSignedNote(note)
  const signer = verifiers.find((verifier) => isSignedBy(signed, verifier))
  if (signer === undefined) throw new Error(`checkpoint is not signed by ${verifiers[0]?.name ?? 'any known key'}`)
  const checkpoint = parseCheckpointText(signed.text)
  if (checkpoint.origin !== signer.name) throw new Error('checkpoint of another origin')
  return checkpoint
}
