import type { Checkpoint } from '../core/checkpoint.ts'
import { type ParsedEntry, parseEntry } from '../core/entry.ts'
import { readJson } from '../core/read-json.ts'
import { type EntryType, SEALED_TYPES, type StateChange, TERMINAL_TYPES } from '../core/record.ts'
import type { NoteVerifier } from '../core/signed-note.ts'
import type { KeyRing } from './key-ring.ts'
import type { LogSource, RawEntry } from './log-source.ts'
import { type DestructionTarget, destructionTargets, isCovered, type PartAnswer, verifyPart } from './verify-part.ts'
import { checkExchanges, checkSequences, checkStates } from './verify-projections.ts'
import { createReport, type Fault } from './verify-report.ts'
import { checkTree } from './verify-tree.ts'

export interface VerifyOptions {
  readonly verifier: NoteVerifier
  /** Without it contents are `withheld`. */
  readonly recordKey: KeyRing | null
  /** Verifies what came after this checkpoint only. */
  readonly from?: Checkpoint
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
  readonly faults: readonly Fault[]
  readonly faultCount: number
}

/** Entries may be this much earlier than the one before, milliseconds. */
const TIME_TOLERANCE_MS = 5_000

/** Checks a log against itself, its signatures and its contents. Writes nothing, trusts nothing but the keys. */
export function verifyLog(source: LogSource, { verifier, recordKey, from }: VerifyOptions): VerifyResult {
  const report = createReport()
  const tree = checkTree(source, verifier, from ?? null, report)
  const sequences = new Map<string, number>()
  const states = new Map<string, StateChange>()
  const targets: DestructionTarget[] = []
  const absent: { index: number; name: string }[] = []
  let expected = from?.size ?? 0
  let verified = 0
  let lastMs = 0

  for (const raw of source.entries(expected, recordKey !== null)) {
    if (raw.index !== expected) report.fault('entry', raw.index, `entries ${expected} to ${raw.index - 1} are missing`)
    expected = raw.index + 1
    verified++
    tree.add(raw)
    const entry = readEntry(raw)
    if (entry === null) continue
    checkTime(raw, entry)
    checkSequence(raw, entry)
    checkParts(raw, entry)
  }

  for (const { index, name } of absent) {
    const answer = isCovered(targets, index, name) ? 'destroyed' : 'missing'
    report.part(answer)
    if (answer === 'missing') report.fault('part', index, `${name} is missing and no disposition covers it`)
  }
  checkSequences(source, sequences, from !== undefined, report)
  const open = checkExchanges(source, report)
  if (recordKey !== null && from === undefined) checkStates(source, states, report)
  const { size, root, checkpoint } = tree.finish()
  const { faults, faultCount, parts } = report
  return {
    ok: faultCount === 0,
    size,
    verified,
    root: root.toString('base64'),
    checkpointSize: checkpoint?.size ?? null,
    parts,
    open,
    faults,
    faultCount,
  }

  function readEntry(raw: RawEntry): ParsedEntry | null {
    try {
      const entry = parseEntry(raw.entry)
      const isSealed = SEALED_TYPES.has(raw.type as EntryType)
      const agrees =
        entry.id === raw.id &&
        entry.time === raw.time &&
        entry.type === (isSealed ? 'sealed' : raw.type) &&
        (entry.ref ?? null) === (isSealed ? null : raw.ref) &&
        raw.isTerminal === (TERMINAL_TYPES.has(raw.type as EntryType) && raw.ref !== null)
      if (!agrees) report.fault('entry', raw.index, 'the columns of the entry say something else than the entry')
      return entry
    } catch (error) {
      report.fault('entry', raw.index, (error as Error).message)
      return null
    }
  }

  function checkTime({ index }: RawEntry, entry: ParsedEntry): void {
    const ms = Date.parse(entry.time)
    if (Number.isNaN(ms)) return report.fault('time', index, 'the entry has no valid time')
    if (ms < lastMs - TIME_TOLERANCE_MS)
      report.fault('time', index, `${lastMs - ms} ms earlier than an entry before it`)
    lastMs = Math.max(lastMs, ms)
  }

  function checkSequence({ index }: RawEntry, { inst, iseq }: ParsedEntry): void {
    if (inst === undefined || iseq === undefined) return
    const last = sequences.get(inst) ?? (from === undefined ? 0 : iseq - 1)
    if (iseq !== last + 1)
      report.fault('sequence', index, `${inst} wrote ${iseq} after ${last}: entries were lost or reordered`)
    sequences.set(inst, iseq)
  }

  function checkParts(raw: RawEntry, entry: ParsedEntry): void {
    // As a rule they stand in the entry's order, so that each is found at once.
    let found = 0
    for (const [i, { n: name, c: commitment }] of entry.parts.entries()) {
      const part = raw.parts[i]?.name === name ? raw.parts[i] : raw.parts.find((other) => other.name === name)
      if (part !== undefined) found++
      if (part === undefined) {
        absent.push({ index: raw.index, name })
        continue
      }
      const { answer, content } = verifyPart(raw.id, part, commitment, recordKey)
      report.part(answer)
      if (answer === 'altered') report.fault('part', raw.index, `${name} was altered`)
      if (content === null) continue
      if (name === 'body' && entry.type === 'disposition') targets.push(...destructionTargets(raw.index, content))
      if (name === 'meta') readMeta(raw, content)
    }
    if (found < raw.parts.length) reportOthers(raw, entry)
  }

  function reportOthers({ index, parts }: RawEntry, entry: ParsedEntry): void {
    const own = new Set(entry.parts.map((part) => part.n))
    const names = parts.map((part) => part.name)
    for (const name of new Set(names)) {
      if (!own.has(name)) report.fault('part', index, `${name} is not a part of the entry`)
    }
    if (names.length > new Set(names).size) report.fault('part', index, 'a part is there twice')
  }

  function readMeta({ index, type }: RawEntry, content: Buffer): void {
    const meta = readJson(content.toString()) as { type?: string; state?: StateChange[] }
    if (meta.type !== type) report.fault('entry', index, `the entry is stored as ${type}, its record says ${meta.type}`)
    for (const change of meta.state ?? []) states.set(`${change.kind}\0${change.key}`, change)
  }
}
