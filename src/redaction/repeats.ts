import { readDate, type WrittenDate } from './dates.ts'
import type { Entity, Span } from './recognizer.ts'
import { WHOLE_TEXT_ENTITIES } from './whole-text.ts'

/** What a conversation has called values so far, by the value in lower case and without what groups it. */
export type KnownValues = Map<string, Entity>

const CHARS_MIN = 5
const CHARS_MAX = 40
const DIGITS_MIN = 4
const TOKEN = /[A-Za-z0-9][A-Za-z0-9-]*/g
const SIBLING_CHARS_MIN = 8
const SIBLING_ALIKE = 3
const SIBLING_APART_MAX = 48
/** Digits in groups, as the same number is read back. */
const GROUPED = /[0-9](?<![A-Za-z0-9.-][0-9])[0-9]{1,4}(?:[ .][0-9]{2,5}){1,4}(?![A-Za-z0-9]|[.-][0-9])/g
const DATE =
  /(?<![0-9A-Za-z.,/$-])[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?![0-9A-Za-z/-])|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? [0-9]{1,2},? [0-9]{4}/g
const RUN = /[^\s"'`<>,;|()]+/g
/** Codes of diseases and places stand for many people; what proves itself is found wherever it stands. */
const OF_MANY: ReadonlySet<Entity> = new Set(['icd10', 'precise_location', 'ip_address', 'age_over_89', 'ssn_last4'])

/**
 * Spans of a text, and the same values where nothing names them: `emp no. 30418 … Rodrigo (30418)`. Adds to `known` what
 * this text has named.
 */
export function withRepeats(text: string, spans: Span[], known: KnownValues, wanted: ReadonlySet<Entity>): Span[] {
  learn(text, spans, known)
  if (known.size === 0) return spans
  const more: Span[] = []
  // Whoever looks for fewer kinds may share what others have called values.
  const add = (start: number, end: number, entity: Entity | undefined): void => {
    if (entity === undefined || !wanted.has(entity)) return
    more.push({ start, end, entity, score: 0.7, recognizer: 'repeated-value', validated: false, tier: 'label' })
  }
  const sibling = siblingsOf(text, spans)
  for (const { start, end, value } of free(text, spans, TOKEN))
    if (isTelling(value)) add(start, end, known.get(keyOf(value)) ?? sibling(start, value))
  for (const { start, end, value } of free(text, spans, GROUPED))
    if (isTelling(value)) add(start, end, known.get(keyOf(value)))
  const kinds = new Set(known.values())
  if (kinds.has('password'))
    for (const { start, value: run } of free(text, spans, RUN)) {
      const value = run.replace(/[.?:]+$/, '')
      const entity = known.get(isTelling(value) ? keyOf(value) : value.toLowerCase())
      if (entity === 'password') add(start, start + value.length, entity)
    }
  if (kinds.has('date_of_birth'))
    for (const { start } of free(text, spans, DATE)) {
      const date = readDate(text, start)
      if (date !== null) add(start, date.end, known.get(dayOf(date)))
    }
  if (more.length === 0) return spans
  return [...spans, ...more]
    .sort((a, b) => a.start - b.start)
    .filter((span, at, all) => at === 0 || span.start >= all[at - 1]!.end)
}

function learn(text: string, spans: readonly Span[], known: KnownValues): void {
  for (const { start, end, entity } of spans) {
    if (entity === 'date_of_birth') {
      const date = readDate(text, start)
      if (date?.end === end) known.set(dayOf(date), entity)
    }
    if (WHOLE_TEXT_ENTITIES.has(entity) || OF_MANY.has(entity)) continue
    const value = text.slice(start, end)
    if (isTelling(value)) known.set(keyOf(value), entity)
    else if (entity === 'password' && value.length >= CHARS_MIN) known.set(value.toLowerCase(), entity)
  }
}

/** What of a form stands in a text outside of its spans, and is no part of an amount. */
function* free(
  text: string,
  spans: readonly Span[],
  form: RegExp,
): Generator<{ start: number; end: number; value: string }> {
  let next = 0
  for (const { 0: value, index: start } of text.matchAll(form)) {
    const end = start + value.length
    while (next < spans.length && spans[next]!.end <= start) next++
    if ((next === spans.length || spans[next]!.start >= end) && mayStand(text, start, end)) yield { start, end, value }
  }
}

/** What a number is right behind another that a label named, as long and beginning alike. Asked from left to right. */
function siblingsOf(text: string, spans: readonly Span[]): (at: number, value: string) => Entity | undefined {
  const named = spans.filter(hasSiblings)
  let next = 0
  return (at, value) => {
    while (next < named.length && named[next]!.end < at) next++
    const last = named[next - 1]
    if (last === undefined || at - last.end > SIBLING_APART_MAX || last.end - last.start !== value.length)
      return undefined
    const isAlike = /^[0-9]+$/.test(value) && text.startsWith(value.slice(0, SIBLING_ALIKE), last.start)
    return isAlike && !text.slice(last.end, at).includes('\n') ? last.entity : undefined
  }
}

/** What agencies number one after the other, for two accounts of somebody or two children. */
function hasSiblings({ start, end, tier, validated }: Span): boolean {
  return tier === 'label' && !validated && end - start >= SIBLING_CHARS_MIN
}

/** Not a part of an amount or a decimal. */
function mayStand(text: string, start: number, end: number): boolean {
  return (
    !/[$.,/]$/.test(text.slice(Math.max(0, start - 1), start)) && !/^(?:[.,/][0-9]|%)/.test(text.slice(end, end + 2))
  )
}

/** The day that a date means, however it is written. */
function dayOf({ year, month, day }: WrittenDate): string {
  return `${year}-${month}-${day}`
}

/** `802 664 190` and `802-664-190` are one number. */
function keyOf(value: string): string {
  const lower = value.toLowerCase()
  return /[ .-]/.test(lower) ? lower.replace(/[ .-]/g, '') : lower
}

/** Enough characters and digits of it that the same can't be meant for something else. */
function isTelling(value: string): boolean {
  if (value.length < CHARS_MIN || value.length > CHARS_MAX) return false
  let digits = 0
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    if (code >= 0x30 && code <= 0x39 && ++digits >= DIGITS_MIN) return true
  }
  return false
}
