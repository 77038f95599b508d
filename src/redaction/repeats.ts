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
const GROUPED = /(?<![A-Za-z0-9.-])[0-9]{2,5}(?:[ .][0-9]{2,5}){1,4}(?![A-Za-z0-9]|[.-][0-9])/g
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
  for (const { start, end, entity } of spans) {
    if (WHOLE_TEXT_ENTITIES.has(entity) || OF_MANY.has(entity)) continue
    const value = text.slice(start, end)
    if (isTelling(value)) known.set(keyOf(value), entity)
    else if (entity === 'password' && value.length >= CHARS_MIN) known.set(value.toLowerCase(), entity)
  }
  for (const { start, end, entity } of spans) {
    const date = entity === 'date_of_birth' ? readDate(text, start) : null
    if (date !== null && date.end === end) known.set(dayOf(date), entity)
  }
  if (known.size === 0) return spans
  const siblings = spans.filter(hasSiblings)
  const more: Span[] = []
  let next = 0
  const add = (start: number, end: number, entity: Entity): void => {
    while (next < spans.length && spans[next]!.end <= start) next++
    if (next < spans.length && spans[next]!.start < end) return
    more.push({ start, end, entity, score: 0.7, recognizer: 'repeated-value', validated: false, tier: 'label' })
  }
  const consider = (start: number, value: string): void => {
    const entity = known.get(isTelling(value) ? keyOf(value) : value.toLowerCase())
    // Whoever looks for fewer kinds may share what others have called values.
    if (entity === undefined || !wanted.has(entity)) return
    const end = start + value.length
    if (mayStand(text, start, end)) add(start, end, entity)
  }
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (!isTelling(token)) continue
    consider(index, token)
    const sibling = siblings.length === 0 ? undefined : siblingOf(text, token, index, siblings)
    if (
      sibling !== undefined &&
      wanted.has(sibling.entity) &&
      !known.has(keyOf(token)) &&
      mayStand(text, index, index + token.length)
    )
      add(index, index + token.length, sibling.entity)
  }
  next = 0
  for (const { 0: groups, index } of text.matchAll(GROUPED)) if (isTelling(groups)) consider(index, groups)
  if ([...known.values()].includes('password')) {
    next = 0
    for (const { 0: run, index } of text.matchAll(RUN)) {
      const value = run.replace(/[.?:]+$/, '')
      if (known.get(isTelling(value) ? keyOf(value) : value.toLowerCase()) === 'password') consider(index, value)
    }
  }
  if (wanted.has('date_of_birth') && [...known.values()].includes('date_of_birth')) {
    next = 0
    for (const { index } of text.matchAll(DATE)) {
      const date = readDate(text, index)
      if (date !== null && known.has(dayOf(date))) add(index, date.end, 'date_of_birth')
    }
  }
  if (more.length === 0) return spans
  return [...spans, ...more]
    .sort((a, b) => a.start - b.start)
    .filter((span, at, all) => at === 0 || span.start >= all[at - 1]!.end)
}

/** What agencies number one after the other, for two accounts of somebody or two children. */
function hasSiblings({ start, end, tier, validated }: Span): boolean {
  return tier === 'label' && !validated && end - start >= SIBLING_CHARS_MIN
}

/** A number right behind another that a label named: as long, and beginning alike. */
function siblingOf(text: string, token: string, index: number, spans: readonly Span[]): Span | undefined {
  if (token.length < SIBLING_CHARS_MIN || !/^[0-9]+$/.test(token)) return undefined
  return spans.find(
    ({ start, end }) =>
      end - start === token.length &&
      index > end &&
      index - end <= SIBLING_APART_MAX &&
      !text.slice(end, index).includes('\n') &&
      text.startsWith(token.slice(0, SIBLING_ALIKE), start),
  )
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
  return value.toLowerCase().replace(/[ .-]/g, '')
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
