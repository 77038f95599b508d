import { createHash } from 'node:crypto'
import { columnLabels } from './column-label.ts'
import { createDigitGroups, readDigitGroups } from './digit-groups.ts'
import { findAcrossParts } from './find-across.ts'
import { findInNumberToken } from './find-in-number.ts'
import { readIdTokens } from './id-tokens.ts'
import { type LabelKind, labelOfKey, labelOfQuestion } from './labels.ts'
import { createPeople, type People } from './names/people.ts'
import type { Entity, Span } from './recognizer.ts'
import { recognizers as shipped } from './registry.ts'
import { resolveSpans } from './resolve-spans.ts'
import type { Candidate, Recognizer, Scan } from './scan.ts'
import { viewOf } from './view.ts'

/** Raised whenever the same text could be read differently, so that a record names what judged it. */
const RULES_VERSION = 2
/** A key's meaning is a hint for a short value only; prose under the key `ssn_notes` is prose. */
const HINTED_CHARS_MAX = 128

export interface EngineOptions {
  /** Entities to look for; all when absent. */
  readonly entities?: readonly Entity[]
  /** Recognizers beside the shipped ones, such as an agency's own identifiers. */
  readonly recognizers?: readonly Recognizer[]
  /** Whether the header of a table counts as label, however far above; not for streams, which forget it. Default true. */
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
  /** {@link find}, with the characters it looked at one by one: the measure of its worst case. */
  measure(text: string): { spans: Span[]; steps: number }
}

/** An engine over a fixed choice of entities. Pure: the same text gives the same spans. */
export function createEngine(options: EngineOptions = {}): RedactionEngine {
  const all = [...shipped, ...(options.recognizers ?? [])]
  const wanted = new Set(options.entities ?? all.map((recognizer) => recognizer.entity))
  const active = all.filter((recognizer) => wanted.has(recognizer.entity))
  const groups = createDigitGroups()
  /** Engines for fewer entities: every answer asks for the same few. They hold no state between two calls. */
  const narrower = new Map<string, RedactionEngine>()
  let steps = 0

  function find(text: string, hints?: Hints): Span[] {
    const view = viewOf(text)
    const found: Candidate[] = []
    steps = readDigitGroups(view.text, groups)
    const hint = hints === undefined || text.length > HINTED_CHARS_MAX ? null : hintOf(hints)
    const column = options.tables === false ? noColumn : columnLabels(view.text)
    const key = hints?.label === undefined || text.length > HINTED_CHARS_MAX ? null : hints.label
    const people = hints?.people ?? createPeople()
    const tokens = readIdTokens(view.text, { hint, column })
    const scan: Scan = { text: view.text, groups, tokens, hint, key, people, column, found, steps }
    for (const recognizer of active) recognizer.find(scan)
    steps = scan.steps + tokens.steps
    const spans = resolveSpans(found)
    const { map } = view
    return map === null ? spans : spans.map((span) => ({ ...span, start: map[span.start]!, end: map[span.end]! }))
  }

  return {
    version: `${RULES_VERSION}-${digestOf(active)}`,
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
      const known = narrower.get(key) ?? createEngine({ ...options, ...more, entities: kept })
      narrower.set(key, known)
      return known
    },
    measure: (text) => ({ spans: find(text), steps }),
  }
}

function hintOf({ label, question }: Hints): LabelKind | null {
  const named = label === undefined ? null : labelOfKey(label)
  return named ?? (question === undefined ? null : labelOfQuestion(question))
}

function noColumn(): null {
  return null
}

function digestOf(active: readonly Recognizer[]): string {
  const names = active.map((recognizer) => recognizer.name).join(',')
  return createHash('sha256').update(names).digest('hex').slice(0, 8)
}
