import { type Checkpoint, openCheckpoint } from '../core/checkpoint.ts'
import type { NoteVerifier } from '../core/signed-note.ts'
import { readGoverningEntries } from './governing-entries.ts'
import { judgeDestruction } from './judge-destruction.ts'
import type { KeyRing } from './key-ring.ts'
import type { LogSource, RawEntry } from './log-source.ts'
import { createEntryCheck, type EntryCheckState, type PartHelper } from './verify-entry.ts'
import type { PartAnswer } from './verify-part.ts'
import { checkExchanges, checkSequences, checkStates } from './verify-projections.ts'
import { createReport, type Fault, type Found } from './verify-report.ts'
import { checkSets } from './verify-sets.ts'
import { checkTree } from './verify-tree.ts'

export interface VerifyOptions {
  /** Keys of the log that the caller trusts; those that `keychange` entries link to them are trusted too. */
  readonly verifiers: readonly NoteVerifier[]
  /** Without it contents are `withheld`. */
  readonly recordKey: KeyRing | null
  /** Verifies what came after this checkpoint only. */
  readonly from?: Checkpoint
  /** Goes on where an earlier run with the same options was interrupted. */
  readonly resume?: SavedVerification
  /** Opens some of the contents on another thread. */
  readonly helper?: PartHelper
}

export interface VerifyResult {
  readonly ok: boolean
  readonly size: number
  /** Entries looked at. */
  readonly verified: number
  readonly root: string
  /** Size of the newest signed checkpoint. */
  readonly checkpointSize: number | null
  readonly parts: Readonly<Record<PartAnswer, number>>
  /** Prompts without a terminal entry: in flight, or interrupted and not yet recovered. */
  readonly open: readonly string[]
  /** Dispositions that are approved and not yet reported as done. */
  readonly pending: readonly string[]
  readonly faults: readonly Fault[]
  readonly faultCount: number
}

/** Where a verification stands: JSON, to be kept by whoever runs it. */
export interface SavedVerification {
  readonly version: 1
  /** What it was started with: another run can’t go on from it. */
  readonly from: number
  readonly ring: string | null
  /** Entries that are done, and the root over them: the log must still give it. */
  readonly size: number
  readonly root: string
  readonly found: Found
  readonly entries: EntryCheckState
}

/** A verification under way, a few entries at a time. */
export interface Verification {
  /** Looks at up to this many entries more; false when none are left. */
  step(entries: number): boolean
  /** Entries reached, of those that the log has. */
  readonly reached: number
  readonly size: number
  save(): SavedVerification
  /** To be called once, after the last step. */
  finish(): VerifyResult
}

/** Checks a log against itself, its signatures and its contents. Writes nothing, trusts nothing but the keys. */
export function startVerification(source: LogSource, options: VerifyOptions): Verification {
  const { verifiers, recordKey, from, resume, helper } = options
  const start = resume === undefined ? from : { size: resume.size, root: Buffer.from(resume.root, 'base64') }
  if (resume !== undefined && (resume.from !== (from?.size ?? 0) || resume.ring !== (recordKey?.id ?? null)))
    throw new Error('the saved verification was started with another checkpoint or other record keys')
  const report = createReport(resume?.found)
  const governing = lazily(() => readGoverningEntries(source, recordKey))
  const judge = lazily(() => judgeDestruction(governing()))
  const tree = checkTree(source, { from: start ?? null, open: openSigned }, report)
  const isPartial = from !== undefined
  // A part of the log asks for what governs it only when something is absent: finding it means a look at every type.
  const entries = createEntryCheck({ recordKey, isPartial, judge, state: resume?.entries, helper, reread }, report)
  const size = source.tree().frontier.size
  if (!isPartial && recordKey !== null)
    for (const one of governing().unreadable)
      report.fault('disposition', one.index, `what the entry says can’t be read: ${one.why}`, one.id)
  const hasContents = helper === undefined ? recordKey !== null : (index: number) => !helper.takes(index)
  const rest = source.entries(start?.size ?? 0, hasContents)[Symbol.iterator]()
  let expected = start?.size ?? 0

  function reread(index: number): RawEntry | null {
    for (const entry of source.entries(index, true)) return entry.index === index ? entry : null
    return null
  }

  function openSigned(note: string): Checkpoint {
    try {
      return openCheckpoint(note, ...verifiers)
    } catch (error) {
      const keys = governing().keysFrom(verifiers)
      if (keys.length === verifiers.length) throw error
      return openCheckpoint(note, ...keys)
    }
  }

  return {
    step(count) {
      for (let i = 0; i < count; i++) {
        const { done, value: raw } = rest.next()
        if (done) return false
        if (raw.index !== expected)
          report.fault('entry', expected, `entries ${expected} to ${raw.index - 1} are missing`)
        expected = raw.index + 1
        report.looking(raw.index, raw.id)
        tree.add(raw)
        entries.check(raw)
      }
      return true
    },
    get reached() {
      return expected
    },
    size,
    save() {
      const { size: done, root } = tree.reached()
      const { faults, faultCount, parts } = report
      const found = { faults, faultCount, parts }
      const common = { version: 1, from: from?.size ?? 0, ring: recordKey?.id ?? null } as const
      return { ...common, size: done, root: root.toString('base64'), found, entries: entries.state() }
    },
    finish() {
      checkSequences(source, entries.sequences, isPartial, report)
      const open = checkExchanges(source, isPartial, report)
      if (recordKey !== null && !isPartial) checkStates(source, entries.states, entries.hasDestroyedMeta(), report)
      if (!isPartial && recordKey !== null) checkSets(source, governing().dispositions, report)
      const stray = isPartial ? 0 : source.strayPassages()
      if (stray > 0) report.fault('disposition', null, `${stray} passages lie there that no record refers to`)
      const pending = entries.asksGoverning() ? governing().dispositions.filter(({ done }) => done === null) : []
      const reached = tree.finish()
      const { faults, faultCount, parts } = report
      return {
        ok: faultCount === 0,
        size: reached.size,
        verified: entries.verified(),
        root: reached.root.toString('base64'),
        checkpointSize: reached.checkpoint?.size ?? null,
        parts,
        open,
        pending: pending.map(({ id }) => id),
        faults,
        faultCount,
      }
    },
  }
}

/** The whole of it at once. */
export function verifyLog(source: LogSource, options: VerifyOptions): VerifyResult {
  const verification = startVerification(source, options)
  while (verification.step(Number.MAX_SAFE_INTEGER));
  return verification.finish()
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
