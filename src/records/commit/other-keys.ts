import { openCheckpoint } from '../../core/checkpoint.ts'
import { parseVerifierKey } from '../../core/signed-note.ts'
import { type KeyRing, wrappingKey } from '../key-ring.ts'
import type { SigningKey } from '../signing-key.ts'
import { openPartRow, type PartRow } from './part-row.ts'

/** Thrown when a gateway’s keys aren’t those of the log that it is to write. */
export class OtherKeys extends Error {
  override readonly name = 'OtherKeys'
}

/** What keys are held against. */
export interface KeySamples {
  /** The newest; null: there is none. */
  readonly checkpoint: string | null
  /** `meta` of the newest entry that has one, and of the first: one alone may have been altered. */
  readonly metas: readonly { readonly entry: string; readonly part: PartRow }[]
}

/**
 * Throws {@link OtherKeys} unless these keys sign and seal as the log was: what they wrote could be opened by nobody who has
 * the others, and checkpoints would be a second log’s to whoever has the published key.
 */
export function assertOurKeys({ checkpoint, metas }: KeySamples, signingKey: SigningKey, recordKey: KeyRing): void {
  const verifiers = [signingKey.vkey, ...(signingKey.before === undefined ? [] : [signingKey.before.vkey])]
  if (checkpoint !== null)
    assertOurs('signed by another key', 'STATEHOUSE_LOG_SIGNING_KEY', () =>
      openCheckpoint(checkpoint, ...verifiers.map(parseVerifierKey)),
    )
  const [newest] = metas
  if (newest === undefined) return
  assertOurs('sealed with other keys', 'STATEHOUSE_RECORD_KEY', () => {
    wrappingKey(recordKey, newest.part.kek)
    if (!metas.some(({ entry, part }) => opens(entry, part, recordKey))) throw new Error('no record opens')
  })
}

function opens(entry: string, part: PartRow, recordKey: KeyRing): boolean {
  try {
    return openPartRow(entry, part, recordKey).byteLength > 0
  } catch {
    return false
  }
}

function assertOurs(what: string, variable: string, open: () => unknown): void {
  try {
    open()
  } catch (cause) {
    throw new OtherKeys(`the log is ${what}: whoever writes it has the same file (${variable})`, { cause })
  }
}
