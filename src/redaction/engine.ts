import { createHash } from 'node:crypto'
import { type Columns, columnLabels } from './column-label.ts'
import type { DetectorFault } from './detector-fault.ts'
import { createDigitGroups, readDigitGroups } from './digit-groups.ts'
import { findAcrossParts } from './find-across.ts'
import { withEncoded } from './find-encoded.ts'
import { findInNumberToken } from './find-in-number.ts'
import { formEncodedReading } from './form-encoded.ts'
import { type Glance, glanceAt } from './glance.ts'
import { readIdTokens } from './id-tokens.ts'
import { type Label, type LabelKind, labelLeft, labelOfKey, labelOfQuestion, questionOf } from './labels.ts'
import { allowLists } from './lists/allow-list.ts'
import { denyList } from './lists/deny-list.ts'
import type { ValueList } from './lists/list-form.ts'
import { misreadOf } from './misread.ts'
import { createPeople, type People } from './names/people.ts'
import { withReading } from './readings.ts'
import type { Entity, Span } from './recognizer.ts'
import { recognizers as shipped } from './registry.ts'
import { withRepeats } from './repeats.ts'
import { resolveSpans } from './resolve-spans.ts'
import { runRecognizer } from './run-recognizer.ts'
import type { Candidate, Recognizer, Scan } from './scan.ts'
import { type SpokenNumber, spokenNumbers } from './spoken-digits.ts'
import { spokenReading } from './spoken-reading.ts'
import { tailStart, withoutPartialEscape } from './tail.ts'
import { viewOf } from './view.ts'

/** Raised whenever the same text could be read differently, so that a record names what judged it. */
const RULES_VERSION = 6
/** How far back a tail is looked at; what is longer isn't held whole anyway. */
const TAIL_CHARS = 320
/** A key's meaning is a hint for a short value only; prose under the key `ssn_notes` is prose. */
const HINTED_CHARS_MAX = 128

export interface EngineOptions {
  /** Entities to look for; all when absent. */
  readonly entities?: readonly Entity[]
  /** Recognizers beside the shipped ones, such as an agency's own identifiers. */
  readonly recognizers?: readonly Recognizer[]
  /** Values that are found, and values that aren't, wherever they stand. */
  readonly lists?: {
    readonly deny: readonly ValueList[]
    readonly allow: readonly ValueList[]
    /** Key of listed digests; needed where there are any. */
    readonly key: Buffer | null
  }
  /**
   * Whether what only a text in one piece shows is read: the header of a table as label, however far above, and what
   * encoded runs stand for. Not for streams, which forget it. Default true.
   */
  readonly tables?: boolean
}

export interface Hints {
  /** The JSON key, column or form field that holds the text. */
  readonly label?: string
  /** The turn before in a conversation: a short answer is what it asked for. */
  readonly question?: string
  /** Names that other texts of the conversation have shown; those of this text are added to it. */
  readonly people?: People
}

export interface RedactionEngine {
  readonly version: string
  readonly entities: readonly Entity[]
  /** Spans of the text in order, none overlapping another. */
  find(text: string, hints?: Hints): Span[]
  /** A number leaf of a JSON document that its key names, or that reads as an identifier by itself; offsets in the token. */
  findInNumber(raw: string, label?: string): Span | null
  /** Adjacent text parts, each alone and joined; a hit across a boundary is split into a span in each part. */
  findAcross(parts: readonly string[], people?: People): Span[][]
  /** The same engine for fewer entities, so that one that is let through can't hide one that isn't. */
  only(entities: ReadonlySet<Entity>, options?: Pick<EngineOptions, 'tables'>): RedactionEngine
  /** Where the shortest tail of a streamed text starts that could still be, or grow into, one of these entities. */
  tailStart(text: string, from: number): number
  /**
   * Does `work` with recognizers that fail left out, and tells of each. Otherwise a recognizer that fails throws its
   * {@link DetectorFault}: nothing was looked for, so nothing may be sent.
   */
  tolerating<T>(failed: (fault: DetectorFault) => void, work: () => T): T
  /** {@link find}, with the characters it looked at one by one: the measure of its worst case. */
  measure(text: string): { spans: Span[]; steps: number }
}

/** An engine over a fixed choice of entities. Pure: the same text gives the same spans. */
export function createEngine(options: EngineOptions = {}): RedactionEngine {
  return engineWith(options, { failed: thrown })
}

/** Shared by an engine and its narrower ones: what becomes of a recognizer that fails. */
interface Faults {
  failed: (fault: DetectorFault) => void
}

function thrown(fault: DetectorFault): never {
  throw fault
}

function engineWith(options: EngineOptions, faults: Faults): RedactionEngine {
  const { deny = [], allow = [], key = null } = options.lists ?? {}
  const all = [...shipped, ...(options.recognizers ?? []), ...deny.map((list) => denyList(list, key))]
  const isAllowed = allow.length === 0 ? null : allowLists(allow, key)
  const wanted = new Set(options.entities ?? all.map((recognizer) => recognizer.entity))
  const active = all.filter((recognizer) => wanted.has(recognizer.entity))
  const tails = active.flatMap(({ tail }) => tail ?? [])
  const groups = createDigitGroups()
  /** Engines for fewer entities: every answer asks for the same few. They hold no state between two calls. */
  const narrower = new Map<string, RedactionEngine>()
  let steps = 0

  function find(text: string, hints?: Hints): Span[] {
    steps = 0
    const glance = glanceAt(text)
    // Asked first: what a glance has met is known until the next one.
    const said = options.tables === false ? null : spokenReading(text, glance)
    const plain = findPlain(text, glance, hints)
    if (options.tables === false) return plain
    const again = (other: string, looked: Glance): Span[] => findPlain(other, looked, hints)
    const scanned = withReading(misreadOf(text, glance), plain, again)
    const heard = withReading(said, scanned, again)
    const read = withReading(formEncodedReading(text), heard, again)
    const known = withRepeats(text, read, hints?.people?.values ?? new Map(), wanted)
    return withEncoded(text, glance, known, again)
  }

  function findPlain(text: string, looked: Glance, hints?: Hints): Span[] {
    const view = viewOf(text)
    const glance = view.text === text ? looked : glanceAt(view.text)
    const found: Candidate[] = []
    const digitSteps = readDigitGroups(view.text, groups)
    const hint = hints === undefined || text.length > HINTED_CHARS_MAX ? null : hintOf(hints)
    const tables = options.tables !== false
    const column = tables ? columnLabels(view.text, labelOfKey) : noColumn
    const key = hints?.label === undefined || text.length > HINTED_CHARS_MAX ? null : hints.label
    const asked = hints?.question === undefined || text.length > HINTED_CHARS_MAX ? null : questionOf(hints.question)
    const people = hints?.people ?? createPeople()
    const tokens = readIdTokens(view.text, { hint, column, isWhole: tables })
    let said: readonly SpokenNumber[] | null = null
    const spoken = (): readonly SpokenNumber[] => (said ??= spokenNumbers(view.text, glance))
    const context = { hint, key, asked, people, tables, column, labelLeft: labelsOf(view.text) }
    const scan: Scan = { text: view.text, glance, groups, tokens, ...context, spoken, found, steps: digitSteps }
    for (const recognizer of active) runRecognizer(recognizer, scan, faults.failed)
    steps += scan.steps + tokens.steps
    const spans = resolveSpans(isAllowed === null ? found : found.filter((one) => !isAllowed(view.text, one)))
    const { map } = view
    return map === null ? spans : spans.map((span) => ({ ...span, start: map[span.start]!, end: map[span.end]! }))
  }

  return {
    version: `${RULES_VERSION}-${digestOf(active, allow)}`,
    entities: [...new Set(active.map((recognizer) => recognizer.entity))],
    find,
    findInNumber(raw, label) {
      const named = label === undefined ? undefined : find(raw, { label })[0]
      return named !== undefined && named.end - named.start === raw.length ? named : findInNumberToken(raw, wanted)
    },
    findAcross: (parts, people) => findAcrossParts(parts, (text) => find(text, people && { people })),
    only(entities, more = {}) {
      const kept = [...wanted].filter((entity) => entities.has(entity))
      const key = `${more.tables ?? options.tables ?? true} ${kept.join()}`
      const known = narrower.get(key) ?? engineWith({ ...options, ...more, entities: kept }, faults)
      narrower.set(key, known)
      return known
    },
    tailStart(text, from) {
      const start = tailStart(text, from, wanted)
      return tails.length === 0 ? start : Math.min(start, ownTailStart(text, from, tails))
    },
    tolerating(failed, work) {
      const before = faults.failed
      faults.failed = failed
      try {
        return work()
      } finally {
        faults.failed = before
      }
    },
    measure: (text) => ({ spans: find(text), steps }),
  }
}

/** Labels on the left, each looked for once: several recognizers ask about the same number. */
function labelsOf(text: string): Scan['labelLeft'] {
  const known = new Map<number, Label | null>()
  return (at) => {
    const label = known.get(at)
    if (label !== undefined) return label
    const found = labelLeft(text, at)
    known.set(at, found)
    return found
  }
}

function hintOf({ label, question }: Hints): LabelKind | null {
  const named = label === undefined ? null : labelOfKey(label)
  return named ?? (question === undefined ? null : labelOfQuestion(question))
}

/** The same for recognizers that know their own tails; they read the view as they do when they look for values. */
function ownTailStart(streamed: string, from: number, tails: readonly ((text: string) => number)[]): number {
  const text = withoutPartialEscape(streamed)
  const low = Math.max(0, text.length - TAIL_CHARS)
  const view = viewOf(low === 0 ? text : text.slice(low))
  const start = Math.min(...tails.map((tail) => tail(view.text)))
  return Math.max(from, low + (view.map === null ? start : view.map[start]!))
}

const noColumn: Columns<LabelKind> = Object.assign(() => null, { cellStart: () => 0 })

function digestOf(active: readonly Recognizer[], allow: readonly ValueList[]): string {
  const names = active.map(({ name, version }) => (version === undefined ? name : `${name}@${version}`)).join(',')
  const all = allow.length === 0 ? names : `${names} ${JSON.stringify(allow)}`
  return createHash('sha256').update(all).digest('hex').slice(0, 8)
}
