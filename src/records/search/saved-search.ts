import type { SearchHit } from '../../core/ports.ts'

/** Kind of the rows that saved searches are; their key is the saved search. */
export const SAVED_SEARCH = 'saved-search'

/** More hits than these are counted, not compared one by one. */
export const COMPARED_MAX = 10_000

export interface SavedSearchRow {
  /** `issuer|subject`, and the agency that they belonged to. */
  readonly owner: string
  readonly agency: string
  readonly name: string
  readonly query: string
  /** Milliseconds since the epoch. */
  readonly savedAt: number
  readonly last: SavedRun | null
}

/** What a run found; the next one is held against it. */
export interface SavedRun {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly total: number
  /** Where the hits stand in the log, as {@link packIndexes} writes them; null: there were too many. */
  readonly hits: string | null
  /** Those of them that were under a hold. */
  readonly held: string | null
}

/** Hits that a run found and the one before didn't, and the other way round; null where there were too many. */
export interface SearchChanges {
  readonly since: number | null
  readonly added: readonly number[]
  /** Found before and no more. */
  readonly missing: readonly number[]
  readonly newlyHeld: readonly number[]
}

/** Holds the hits of a run against those of the one before. */
export function changesSince(last: SavedRun | null, hits: readonly SearchHit[]): SearchChanges | null {
  if (hits.length > COMPARED_MAX || last?.hits === null) return null
  const before = new Set(unpackIndexes(last?.hits ?? ''))
  const heldBefore = new Set(unpackIndexes(last?.held ?? ''))
  const now = new Set(hits.map(({ index }) => index))
  return {
    since: last?.at ?? null,
    added: [...now].filter((index) => !before.has(index)),
    missing: [...before].filter((index) => !now.has(index)),
    newlyHeld: heldOf(hits).filter((index) => !heldBefore.has(index)),
  }
}

/** What is kept of a run. */
export function savedRun(at: number, total: number, hits: readonly SearchHit[]): SavedRun {
  if (hits.length > COMPARED_MAX) return { at, total, hits: null, held: null }
  return { at, total, hits: packIndexes(hits.map(({ index }) => index)), held: packIndexes(heldOf(hits)) }
}

function heldOf(hits: readonly SearchHit[]): number[] {
  return hits.filter(({ facets }) => (facets['hold'] ?? '') !== '').map(({ index }) => index)
}

/** Positions as their differences in base 36, ascending: a few bytes each. */
export function packIndexes(indexes: readonly number[]): string {
  const sorted = [...indexes].toSorted((a, b) => a - b)
  return sorted.map((index, at) => (index - (at === 0 ? 0 : sorted[at - 1]!)).toString(36)).join(' ')
}

export function unpackIndexes(packed: string): number[] {
  if (packed === '') return []
  let at = 0
  return packed.split(' ').map((difference) => (at += Number.parseInt(difference, 36)))
}
