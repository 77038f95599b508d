import { type ParsedEntry, parseEntry } from '../core/entry.ts'
import { readJson } from '../core/read-json.ts'
import { type EntryType, SEALED_TYPES, type StateChange, TERMINAL_TYPES } from '../core/record.ts'
import type { DestructionJudge } from './judge-destruction.ts'
import type { KeyRing } from './key-ring.ts'
import type { RawEntry } from './log-source.ts'
import { type PartAnswer, verifyPart } from './verify-part.ts'
import type { Report } from './verify-report.ts'

/** What the entries so far have said, as JSON. */
export interface EntryCheckState {
  readonly verified: number
  readonly lastMs: number
  readonly sequences: readonly (readonly [instance: string, last: number])[]
  readonly states: readonly StateChange[]
  readonly hasDestroyedMeta: boolean
}

export interface EntryCheckOptions {
  readonly recordKey: KeyRing | null
  /** Not from the first entry on: sequences may begin anywhere. */
  readonly isPartial: boolean
  readonly judge: () => DestructionJudge
  readonly state?: EntryCheckState | undefined
  readonly helper?: PartHelper | undefined
  /** An entry with its contents, for one that its helper couldn't say anything of. */
  readonly reread: (index: number) => RawEntry | null
}

/** What an entry's `meta` says that a verification needs. */
export interface MetaSays {
  readonly type?: string
  readonly state?: readonly StateChange[]
}

/** What became of an entry's parts, as whoever opened them found. */
export interface ExaminedParts {
  readonly answers: ReadonlyMap<string, PartAnswer>
  /** Null: it isn't intact. */
  readonly meta: MetaSays | null
}

/** Somebody else who opens parts, on another thread. */
export interface PartHelper {
  /** Whether this entry is the helper's. */
  takes(index: number): boolean
  /** Entries are asked for in order. Null: the helper can't say. */
  examined(index: number): ExaminedParts | null
}

/** Opens the parts of an entry; null where the entry itself can't be read. */
export function examineParts(raw: RawEntry, ring: KeyRing | null): ExaminedParts | null {
  let entry: ParsedEntry
  try {
    entry = parseEntry(raw.entry)
  } catch {
    return null
  }
  return examineAll(raw, entry, ring)
}

function examineAll(raw: RawEntry, entry: ParsedEntry, ring: KeyRing | null): ExaminedParts {
  const answers = new Map<string, PartAnswer>()
  let meta: MetaSays | null = null
  for (const [i, { n: name, c: commitment }] of entry.parts.entries()) {
    // As a rule they stand in the entry's order, so that each is found at once.
    const part = raw.parts[i]?.name === name ? raw.parts[i] : raw.parts.find((other) => other.name === name)
    if (part === undefined) continue
    const { answer, content } = verifyPart(raw.id, part, commitment, ring)
    answers.set(name, answer)
    if (content !== null && name === 'meta') meta = readJson(content.toString()) as MetaSays
  }
  return { answers, meta: meta && { type: meta.type!, ...(meta.state === undefined ? {} : { state: meta.state }) } }
}

/** Entry by entry: form, columns, time, sequence, parts, and what its `meta` does to projections. */
export interface EntryCheck {
  check(raw: RawEntry): void
  verified(): number
  readonly sequences: ReadonlyMap<string, number>
  readonly states: ReadonlyMap<string, StateChange>
  /** Whether a `meta` was lawfully destroyed: what it did to projections can’t be told any more. */
  hasDestroyedMeta(): boolean
  /** Whether the dispositions of the log mattered. */
  asksGoverning(): boolean
  state(): EntryCheckState
}

/** Entries may be this much earlier than the one before, milliseconds. */
const TIME_TOLERANCE_MS = 5_000

export function createEntryCheck(options: EntryCheckOptions, report: Report): EntryCheck {
  const { recordKey, isPartial, judge, state, helper, reread } = options
  const sequences = new Map<string, number>(state?.sequences)
  const states = new Map((state?.states ?? []).map((change) => [`${change.kind}\0${change.key}`, change]))
  let verified = state?.verified ?? 0
  let lastMs = state?.lastMs ?? 0
  let hasDestroyedMeta = state?.hasDestroyedMeta ?? false
  let asksGoverning = !isPartial

  function readEntry(raw: RawEntry): ParsedEntry | null {
    try {
      const entry = parseEntry(raw.entry)
      const isSealed = SEALED_TYPES.has(raw.type as EntryType)
      const columns = {
        id: entry.id === raw.id,
        time: entry.time === raw.time,
        type: entry.type === (isSealed ? 'sealed' : raw.type),
        ref: (entry.ref ?? null) === (isSealed ? null : raw.ref),
        terminal: raw.isTerminal === (TERMINAL_TYPES.has(raw.type as EntryType) && raw.ref !== null),
      }
      const wrong = Object.entries(columns).flatMap(([name, agrees]) => (agrees ? [] : [name]))
      if (wrong.length > 0)
        report.fault('entry', raw.index, `stored as another ${wrong.join(', ')} than the entry itself says`)
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
    const last = sequences.get(inst) ?? (isPartial ? iseq - 1 : 0)
    if (iseq !== last + 1)
      report.fault('sequence', index, `${inst} wrote ${iseq} after ${last}: entries were lost or reordered`)
    sequences.set(inst, iseq)
  }

  /** A part that the helper didn't find, or that went meanwhile, is looked for here. */
  function partsOf(raw: RawEntry, entry: ParsedEntry): { raw: RawEntry; examined: ExaminedParts } {
    if (helper === undefined || !helper.takes(raw.index)) return { raw, examined: examineAll(raw, entry, recordKey) }
    const examined = helper.examined(raw.index)
    const isComplete = examined !== null && raw.parts.every(({ name }) => examined.answers.has(name))
    if (isComplete) return { raw, examined }
    const whole = reread(raw.index) ?? raw
    return { raw: whole, examined: examineAll(whole, entry, recordKey) }
  }

  function checkParts(given: RawEntry, entry: ParsedEntry): void {
    const { raw, examined } = partsOf(given, entry)
    for (const { n: name } of entry.parts) {
      const answer = examined.answers.get(name)
      if (answer === undefined) {
        judgeAbsent(raw, entry, name)
        continue
      }
      report.part(answer)
      if (answer === 'altered') report.fault('part', raw.index, `${name} was altered`)
      if (recordKey !== null && asksGoverning) judgePresent(raw, name)
    }
    if (examined.meta !== null) readMeta(raw, examined.meta)
    if (examined.answers.size < raw.parts.length) reportOthers(raw, entry)
  }

  function judgeAbsent(raw: RawEntry, entry: ParsedEntry, name: string): void {
    // Only the record key opens what dispositions say.
    if (recordKey === null) return report.part('withheld')
    asksGoverning = true
    const why = judge().absent(raw.index, entry, name)
    report.part(why === null ? 'destroyed' : 'missing')
    if (why !== null) report.fault('part', raw.index, `${name} ${why}`)
    else if (name === 'meta') hasDestroyedMeta = true
  }

  function judgePresent({ index }: RawEntry, name: string): void {
    const why = judge().present(index, name)
    if (why !== null) report.fault('disposition', index, `${name} ${why}`)
  }

  function reportOthers({ index, parts }: RawEntry, entry: ParsedEntry): void {
    const own = new Set(entry.parts.map((part) => part.n))
    const names = parts.map((part) => part.name)
    for (const name of new Set(names)) {
      if (!own.has(name)) report.fault('part', index, `${name} is not a part of the entry`)
    }
    if (names.length > new Set(names).size) report.fault('part', index, 'a part is there twice')
  }

  function readMeta({ index, type }: RawEntry, meta: MetaSays): void {
    if (meta.type !== type) report.fault('entry', index, `the entry is stored as ${type}, its record says ${meta.type}`)
    for (const change of meta.state ?? []) states.set(`${change.kind}\0${change.key}`, change)
  }

  return {
    check(raw) {
      verified++
      const entry = readEntry(raw)
      if (entry === null) return
      checkTime(raw, entry)
      checkSequence(raw, entry)
      checkParts(raw, entry)
    },
    verified: () => verified,
    sequences,
    states,
    hasDestroyedMeta: () => hasDestroyedMeta,
    asksGoverning: () => asksGoverning,
    state: () => ({ verified, lastMs, sequences: [...sequences], states: [...states.values()], hasDestroyedMeta }),
  }
}
