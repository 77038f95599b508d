import type { Entity } from '#src/redaction/recognizer.ts'
import type { MarkedText } from './marked-text.ts'

type Range = { readonly start: number; readonly end: number }
/** A detection; its entity is empty when the detector doesn't tell one that is labelled. */
export type Detection = Range & { readonly entity: Entity | '' }

/** Sums over texts, for one entity or for all. */
export interface Tally {
  labelled: number
  /** Labelled values that a detection of the same entity matches: as much shared as all that both cover, halved. */
  matched: number
  /** Labelled values that detections of whatever entity cover by half: what decides a leak. */
  covered: number
  characters: number
  /** Characters of labelled values that no detection covers. */
  leaked: number
  reported: number
  /** Detections that match a labelled value of their entity. */
  right: number
}

export function emptyTally(): Tally {
  return { labelled: 0, matched: 0, covered: 0, characters: 0, leaked: 0, reported: 0, right: 0 }
}

/** Adds a text's detections to the tally of each entity. Detections must not overlap each other. */
export function score(
  text: MarkedText,
  detections: readonly Detection[],
  tallyOf: (entity: Entity | '') => Tally,
): void {
  const { gold, open } = text
  const size = (range: Range): number => range.end - range.start - sum(open, (one) => shared(one, range))
  const counted = detections.filter((detection) => size(detection) > 0)
  const matches = (one: Range, other: Range): boolean => {
    const both = shared(one, other)
    return both > 0 && both * 2 >= size(one) + size(other) - both
  }
  for (const value of gold) {
    const tally = tallyOf(value.entities[0])
    const covered = sum(counted, (detection) => shared(detection, value))
    tally.labelled++
    tally.characters += value.end - value.start
    tally.leaked += value.end - value.start - covered
    if (covered * 2 >= value.end - value.start) tally.covered++
    if (counted.some(({ entity, ...range }) => includes(value.entities, entity) && matches(range, value)))
      tally.matched++
  }
  for (const { entity, ...range } of counted) {
    const tally = tallyOf(entity)
    tally.reported++
    if (gold.some((value) => includes(value.entities, entity) && matches(range, value))) tally.right++
  }
}

export function addTally(total: Tally, more: Tally): void {
  for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += more[key]
}

function includes(entities: readonly Entity[], entity: Entity | ''): boolean {
  return entity !== '' && entities.includes(entity)
}

function shared(a: Range, b: Range): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0)
}
