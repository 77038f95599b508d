import { type Glance, glanceAt } from './glance.ts'
import type { Span } from './recognizer.ts'
import { withBeside } from './resolve-spans.ts'
import { WHOLE_TEXT_ENTITIES } from './whole-text.ts'

/** A text as it might have been written as well: after a poor scan, or where somebody reads out numbers. */
export interface Reading {
  readonly text: string
  /** `map[i]` is where the reading's i-th code unit stands in the text; one more entry for the end. */
  readonly map: Int32Array
  /** What was read anew, in the reading and in order. */
  readonly changed: readonly Stretch[]
  /** Labels that were mended, where they stand in the text. */
  readonly labels: readonly Stretch[]
}

interface Stretch {
  readonly start: number
  readonly end: number
}

export interface ReadAnew extends Stretch {
  readonly text: string
}

/** How far before a span something that was read anew may be what names it. */
const LEFT_CHARS = 40
/** With fewer places that were read anew nobody knows whether it was a scan: what has capitals and a digit may be a code. */
const NAMES_FROM = 3

type Find = (text: string, glance: Glance) => Span[]

/** The reading of a text in which these stretches are read so. Of two that overlap the first, or else the longer, counts. */
export function readingOf(text: string, edits: readonly ReadAnew[]): Pick<Reading, 'text' | 'map' | 'changed'> {
  const ordered = [...edits].sort((a, b) => a.start - b.start || b.end - a.end)
  const map: number[] = []
  const changed: Stretch[] = []
  let result = ''
  let from = 0
  for (const edit of ordered) {
    if (edit.start < from) continue
    for (let at = from; at < edit.start; at++) map.push(at)
    result += text.slice(from, edit.start)
    changed.push({ start: result.length, end: result.length + edit.text.length })
    const size = edit.end - edit.start
    const { length } = edit.text
    // The last character stands for all that follows, so that a value ends where its words do.
    for (let at = 0; at < length; at++) map.push(edit.start + (at === length - 1 ? size - 1 : Math.min(at, size - 1)))
    result += edit.text
    from = edit.end
  }
  for (let at = from; at <= text.length; at++) map.push(at)
  return { text: result + text.slice(from), map: Int32Array.from(map), changed }
}

/**
 * Spans of a text, and those of another reading of it: of `D0B O7/l4/l953` nothing is a date as it stands. Only what is
 * found because of something that was read anew is added, and what was found as it stands keeps its kind.
 */
export function withReading(reading: Reading | null, plain: Span[], find: Find): Span[] {
  if (reading === null) return plain
  const found = placed(reading, find(reading.text, glanceAt(reading.text)))
  const kept = plain.filter((span) => !isLabel(reading, span))
  return found.length === 0 ? kept : merged(kept, found)
}

function placed({ map, changed }: Reading, spans: readonly Span[]): Span[] {
  let next = 0
  return spans.flatMap((span) => {
    if (span.entity === 'person_name' && changed.length < NAMES_FROM) return []
    while (next < changed.length && changed[next]!.end < span.start - LEFT_CHARS) next++
    const first = changed[next]
    if (first === undefined || first.start >= span.end) return []
    return [{ ...span, start: map[span.start]!, end: map[span.end - 1]! + 1 }]
  })
}

/** A label that nobody could read was taken for a name. */
function isLabel({ labels }: Reading, { entity, start, end }: Span): boolean {
  return entity === 'person_name' && labels.some((label) => label.start < end && start < label.end)
}

/** An identifier as it stands stays what it is, unless the other reading covers more; names and streets give way. */
function merged(plain: readonly Span[], found: readonly Span[]): Span[] {
  const result: Span[] = []
  const isPlain = new Set(plain)
  for (const span of [...plain, ...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (last === undefined || span.start >= last.end) {
      result.push(span)
      continue
    }
    const winner = outranks(span, last, isPlain) ? span : last
    const loser = winner === span ? last : span
    const whole = { ...withBeside(winner, loser), start: last.start, end: Math.max(last.end, span.end) }
    if (isPlain.has(winner)) isPlain.add(whole)
    result[result.length - 1] = whole
  }
  return result
}

function outranks(a: Span, b: Span, isPlain: ReadonlySet<Span>): boolean {
  const isProse = WHOLE_TEXT_ENTITIES.has(a.entity)
  if (isProse !== WHOLE_TEXT_ENTITIES.has(b.entity)) return !isProse
  const length = a.end - a.start - (b.end - b.start)
  return length === 0 ? isPlain.has(a) : length > 0
}
