import type { IndexRange } from '../core/destruction.ts'
import { readJson } from '../core/read-json.ts'
import type { EntryType } from '../core/record.ts'
import { RETENTION_TRIGGERS, type RetentionTerms, type RetentionTrigger } from '../core/retention-period.ts'
import type { NoteVerifier } from '../core/signed-note.ts'
import { openPartRow } from './commit/part-row.ts'
import { changedKeys, type KeyChange } from './key-change.ts'
import type { KeyRing } from './key-ring.ts'
import type { LogSource, RawEntry } from './log-source.ts'

/** A `disposition` entry’s body, as far as a verifier needs it (records.md 2.9). */
export interface Disposition {
  readonly index: number
  readonly id: string
  readonly time: string
  readonly rule: string
  /** Calendar day. */
  readonly cutoff: string
  readonly approvers: number
  /** Roles by which they approved. */
  readonly roles: readonly string[]
  /** Decided by hand: a rule that keeps without end is no bar to counsel and a records officer together. */
  readonly byHand: boolean
  readonly hasReceipt: boolean
  readonly targets: readonly Target[]
  /** Digest of the set that was approved; null where the entry gives none. */
  readonly setSha256: string | null
  /** Index of the `disposition_done` entry; null while it is being carried out. */
  done: number | null
  /** What could not be destroyed, as `index part`. */
  failures: ReadonlySet<string>
}

interface Target {
  readonly first: number
  readonly last: number
  readonly parts: readonly string[]
}

/** A hold as index ranges, from its entry until a release; what it was placed for is kept from its first entry on. */
export interface HeldRange {
  /** Which hold: several may be of one matter, and each is released by itself. */
  readonly hold: string
  readonly matter: string
  readonly from: number
  until: number
  readonly first: number
  readonly last: number
}

/** A version of a series' rule. */
export interface RetentionRule extends RetentionTerms {
  readonly index: number
  /** RFC 3339: since when it is in force. */
  readonly time: string
  readonly series: string
  readonly action: string
}

/** That an exchange was assigned to another series, from this entry on. */
export interface SeriesChange {
  readonly index: number
  /** Null: back to the one that it was recorded under. */
  readonly series: string | null
  /** Whether the series that it was recorded under doesn't count any more; else the longer does. */
  readonly replaces: boolean
  /** Calendar day on which the action of a transitory record was complete. */
  readonly endedOn: string | null
  readonly ranges: readonly IndexRange[]
}

/** When a case was closed and what belonged to it, from this entry on. */
export interface CaseClosing {
  readonly index: number
  readonly case: string
  /** Calendar day; null: opened again. */
  readonly closedOn: string | null
  readonly ranges: readonly IndexRange[]
}

/** What the log itself says may be destroyed, must be kept, and signs it. */
export interface GoverningEntries {
  readonly dispositions: readonly Disposition[]
  readonly holds: readonly HeldRange[]
  readonly rules: ReadonlyMap<string, RetentionRule>
  /** In the order of the log. */
  readonly changes: readonly SeriesChange[]
  readonly closings: readonly CaseClosing[]
  /** Entries of these types whose body can’t be read. */
  readonly unreadable: readonly { readonly index: number; readonly id: string; readonly why: string }[]
  /** Keys that follow from these by `keychange` entries, signed by both. */
  keysFrom(known: readonly NoteVerifier[]): readonly NoteVerifier[]
}

/** `admin` entries are read for the two acts that change how long something is kept; others have no body, or another one. */
const TYPES: readonly EntryType[] = [
  'admin',
  'disposition',
  'disposition_done',
  'hold',
  'hold_release',
  'retention_rule',
  'keychange',
]

/** Reads them all, in order. Without a ring there is nothing to read: none are found. */
export function readGoverningEntries(source: LogSource, ring: KeyRing | null): GoverningEntries {
  const dispositions: Disposition[] = []
  const holds: HeldRange[] = []
  const placed = new Map<string, number>()
  const rules = new Map<string, RetentionRule>()
  const changes: SeriesChange[] = []
  const closings: CaseClosing[] = []
  const keyChanges: KeyChange[] = []
  const unreadable: { index: number; id: string; why: string }[] = []

  const readers: Readonly<Record<string, (entry: RawEntry, body: Body) => void>> = {
    disposition({ index, id, time }, body) {
      const { action, authority, cutoff, approvals, targets, set_sha256 } = body
      if (action !== 'destroy') return
      const approvers = new Set(list(approvals).map((approval) => approval['by'])).size
      const { rule, by_hand, receipt } = authority as Body
      const named = list(targets).map((target) => ({
        first: whole(target['first']),
        last: Math.min(whole(target['last']), index - 1),
        parts: list(target['parts']) as unknown as string[],
      }))
      const common = {
        index,
        id,
        time,
        rule: text(rule),
        cutoff: text(cutoff),
        approvers,
        roles: list(approvals).map((approval) => String(approval['role'])),
        byHand: by_hand === true,
        hasReceipt: receipt !== undefined,
        targets: named,
        setSha256: (set_sha256 ?? null) as string | null,
      }
      dispositions.push({ ...common, done: null, failures: new Set() })
    },
    disposition_done({ index }, { disposition, failures }) {
      const done = dispositions.find((one) => one.id === disposition)
      if (done === undefined) throw new Error('it ends a disposition that is not in the log')
      done.done = index
      done.failures = new Set(list(failures ?? []).map((failure) => `${whole(failure['index'])} ${failure['part']}`))
    },
    hold({ index }, { hold, matter, ranges, gathered }) {
      const id = text(hold ?? matter)
      if (!placed.has(id)) placed.set(id, index)
      for (const { first, last } of list(ranges))
        holds.push({
          hold: id,
          matter: text(matter),
          from: gathered === true ? placed.get(id)! : index,
          until: Infinity,
          first: whole(first),
          last: whole(last),
        })
    },
    hold_release({ index }, { hold: released, matter }) {
      const id = released ?? matter
      for (const hold of holds) if (hold.hold === id && hold.until === Infinity) hold.until = index
    },
    retention_rule({ index, time }, { rule, series, retain, zone, from, fiscal_year_end, action }) {
      const known: RetentionRule = {
        index,
        time,
        series: text(series),
        retain: text(retain),
        zone: text(zone ?? 'America/Chicago'),
        from: triggerOf(from ?? 'created'),
        fiscalYearEnd: text(fiscal_year_end ?? '06-30'),
        action: text(action ?? 'destroy'),
      }
      // A version says one thing for ever: the first.
      if (!rules.has(text(rule))) rules.set(text(rule), known)
    },
    admin({ index }, { action, series, replaces, ended_on, closed_on, case: name, ranges }) {
      if (action === 'reclassify')
        changes.push({
          index,
          series: textOrNull(series),
          replaces: replaces === true,
          endedOn: textOrNull(ended_on),
          ranges: rangesOf(ranges, index),
        })
      if (action === 'case-closed')
        closings.push({ index, case: text(name), closedOn: textOrNull(closed_on), ranges: rangesOf(ranges, index) })
    },
    keychange(_entry, { statement }) {
      if (statement !== undefined) keyChanges.push({ statement: text(statement) })
    },
  }

  for (const entry of ring === null ? [] : source.ofTypes(TYPES)) {
    try {
      const part = entry.parts.find(({ name }) => name === 'body')
      if (part === undefined && entry.type === 'admin') continue
      if (part === undefined) throw new Error('its body is missing')
      const said = openPartRow(entry.id, part, ring!).toString()
      // Bodies of other acts may be anything.
      if (entry.type === 'admin' && !/^\{"action":"(?:reclassify|case-closed)",/.test(said)) continue
      const body = readJson(said) as Body
      readers[entry.type]?.(entry, body)
    } catch (error) {
      unreadable.push({ index: entry.index, id: entry.id, why: (error as Error).message })
    }
  }
  return {
    dispositions,
    holds,
    rules,
    changes,
    closings,
    unreadable,
    keysFrom: (known) => changedKeys(keyChanges, known),
  }
}

function triggerOf(value: unknown): RetentionTrigger {
  const trigger = RETENTION_TRIGGERS.find((one) => one === value)
  if (trigger === undefined) throw new Error('its rule counts from nothing that is known')
  return trigger
}

type Body = Readonly<Record<string, unknown>>

function list(value: unknown): readonly Body[] {
  if (!Array.isArray(value)) throw new Error('a list is missing in its body')
  return value as Body[]
}

function rangesOf(value: unknown, before: number): IndexRange[] {
  return list(value).map(({ first, last }) => [whole(first), Math.min(whole(last), before - 1)])
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : text(value)
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Error('an index in its body is none')
  return value as number
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Error('a text is missing in its body')
  return value
}
