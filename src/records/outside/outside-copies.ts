import { openCheckpoint, parseCheckpointText } from '../../core/checkpoint.ts'
import type { Clock } from '../../core/ids.ts'
import type { LogReader } from '../../core/ports.ts'
import { type NoteVerifier, parseSignedNote } from '../../core/signed-note.ts'
import { readAnchor, writeAnchor } from './anchor-file.ts'
import { askWitness, type WitnessAnswer, type WitnessFetch } from './ask-witness.ts'
import { assertReaches, StoreBehind } from './assert-reaches.ts'
import type { Witness, WitnessPolicy } from './witness-policy.ts'

/** What `/readyz` says of those outside the store who keep what it has signed. */
export interface OutsideStatus {
  readonly anchor: { readonly size: number | null; readonly fault: string | null } | null
  readonly witnesses: readonly WitnessStatus[]
  /** The newest checkpoint that a quorum has cosigned; null: not independently witnessed. */
  readonly witnessed: { readonly size: number; readonly at: string } | null
}

export interface WitnessStatus {
  readonly name: string
  /** Entries that it has cosigned, and when, RFC 3339; null: never since the start. */
  readonly size: number | null
  readonly at: string | null
  readonly fault: string | null
}

export interface OutsideCopies {
  /** Holds the store against what anchor and witnesses have seen; throws {@link StoreBehind}. Before anything is written. */
  assertNotBehind(): Promise<void>
  /** Gives the newest checkpoint to the anchor and to all witnesses. Never rejects: the log goes on without them. */
  publish(): Promise<void>
  /** The newest checkpoint with a quorum’s signatures, while it is fresh; else null. */
  cosigned(): string | null
  status(): OutsideStatus
}

export interface OutsideOptions {
  readonly log: LogReader & { size(): Promise<number> }
  readonly origin: string
  /** Keys of the log, the newest first. */
  readonly verifiers: readonly NoteVerifier[]
  readonly anchorFile: string | null
  readonly policy: WitnessPolicy | null
  readonly fetch: WitnessFetch
  readonly clock: Clock
}

/** A cosigned checkpoint that is older than this gives way to a newer one without witnesses, milliseconds. */
const COSIGNED_FRESH_MS = 10_000

export function createOutsideCopies(options: OutsideOptions): OutsideCopies {
  const { log, origin, verifiers, anchorFile, policy, fetch, clock } = options
  const seen = new Map<string, { asked: number; status: WitnessStatus }>()
  for (const { name } of policy?.witnesses ?? [])
    seen.set(name, { asked: 0, status: { name, size: null, at: null, fault: null } })
  let anchor: { size: number | null; fault: string | null } = { size: null, fault: null }
  let anchored = ''
  let witnessed: { size: number; atMs: number; note: string } | null = null

  /** Twice at most: a witness that has seen another size than was thought says which. */
  async function ask(witness: Witness, checkpoint: string): Promise<WitnessAnswer> {
    const known = seen.get(witness.name)!
    let answer = await askWitness(fetch, log, witness, known.asked, checkpoint)
    if (answer.kind === 'seen' && answer.size <= sizeOf(checkpoint))
      answer = await askWitness(fetch, log, witness, answer.size, checkpoint)
    const at = new Date(clock.now()).toISOString()
    if (answer.kind === 'cosigned') {
      const size = sizeOf(checkpoint)
      seen.set(witness.name, { asked: size, status: { name: witness.name, size, at, fault: null } })
    } else seen.set(witness.name, { ...known, status: { ...known.status, fault: faultOf(answer) } })
    return answer
  }

  async function cosign(checkpoint: string): Promise<void> {
    if (policy === null) return
    const asked = policy.witnesses.filter(({ url }) => url !== null)
    const answers = await Promise.all(
      asked.map(async (witness) => ({ witness, answer: await ask(witness, checkpoint) })),
    )
    const lines = new Map<string, string>()
    for (const { witness, answer } of answers) if (answer.kind === 'cosigned') lines.set(witness.name, answer.line)
    if (lines.size === 0 || !policy.isQuorum(new Set(lines.keys()))) return
    witnessed = { size: sizeOf(checkpoint), atMs: clock.now(), note: checkpoint + [...lines.values()].join('') }
  }

  async function putAnchor(checkpoint: string): Promise<void> {
    if (anchorFile === null || checkpoint === anchored) return
    try {
      await writeAnchor(anchorFile, checkpoint)
      anchored = checkpoint
      anchor = { size: sizeOf(checkpoint), fault: null }
    } catch (error) {
      anchor = { ...anchor, fault: (error as Error).message }
    }
  }

  return {
    async assertNotBehind() {
      const note = anchorFile === null ? null : await readAnchor(anchorFile)
      if (note !== null) await assertReaches(log, origin, trusted(note, anchorFile!), `the anchor ${anchorFile}`)
      // A witness tells what it has seen only when it is asked to sign; an empty store has nothing to ask with.
      const checkpoint = (await log.size()) === 0 ? null : await log.checkpoint()
      if (checkpoint === null || policy === null) return
      const { size, root } = parseCheckpointText(parseSignedNote(checkpoint).text)
      const own = `the store has ${size} entries with root ${root.toString('base64')}`
      const asked = policy.witnesses.filter(({ url }) => url !== null)
      const answers = await Promise.all(
        asked.map(async (witness) => ({ witness, answer: await ask(witness, checkpoint) })),
      )
      for (const { witness, answer } of answers) {
        if (answer.kind === 'seen' && answer.size > size)
          throw new StoreBehind(`the witness ${witness.name} has seen ${answer.size} entries; ${own}`)
        if (answer.kind === 'inconsistent')
          throw new StoreBehind(`the witness ${witness.name} has seen another log of ${answer.size} entries; ${own}`)
      }
    },
    async publish() {
      if (anchorFile === null && policy === null) return
      let checkpoint: string
      try {
        if ((await log.size()) === 0) return
        checkpoint = await log.checkpoint()
      } catch {
        // The store says what is wrong with it; nothing new was signed.
        return
      }
      await Promise.all([putAnchor(checkpoint), cosign(checkpoint)])
    },
    cosigned() {
      return witnessed !== null && clock.now() - witnessed.atMs <= COSIGNED_FRESH_MS ? witnessed.note : null
    },
    status: () => ({
      anchor: anchorFile === null ? null : anchor,
      witnesses: [...seen.values()].map(({ status }) => status),
      witnessed: witnessed === null ? null : { size: witnessed.size, at: new Date(witnessed.atMs).toISOString() },
    }),
  }

  function trusted(note: string, where: string) {
    try {
      return openCheckpoint(note, ...verifiers)
    } catch (error) {
      throw new StoreBehind(`the anchor ${where} holds no checkpoint of this log’s key: ${(error as Error).message}`)
    }
  }
}

function sizeOf(checkpoint: string): number {
  return parseCheckpointText(parseSignedNote(checkpoint).text).size
}

function faultOf(answer: Exclude<WitnessAnswer, { kind: 'cosigned' }>): string {
  if (answer.kind === 'failed') return answer.why
  if (answer.kind === 'seen') return `it has seen ${answer.size} entries, more than the log has`
  return `it has seen another log of ${answer.size} entries`
}
