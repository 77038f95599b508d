import type { SearchFigures, SearchKind } from '../parts/search.ts'
import { goalRow } from './goals.ts'
import { number, table } from './table.ts'

/** Floors are for ten million records; fewer are told as such. */
const GOALS: readonly (readonly [kind: SearchKind, name: string, floor: number, aim: number])[] = [
  ['terms', 'word AND word, newest 50', 50, 20],
  ['facets', 'the same with user, unit and a year', 100, 30],
  ['phrase', 'phrase', 300, 100],
  ['prefix', 'prefix', 300, 100],
  ['near', 'NEAR within 5 words', 300, 100],
  ['count', 'word OR word, counted exactly', 1_000, 300],
]

export function searchReport({ records, indexedPerSecond, bytesPerRecord, p95, searchableMs }: SearchFigures): string {
  const because = 'FTS5 reads the places of every word that is asked for'
  const rows = GOALS.map(([kind, name, floor, aim]) =>
    goalRow({ name: `${name}, p95`, unit: ' ms', floor, aim, measured: p95[kind], more: false, because }),
  )
  rows.push(
    goalRow({
      name: 'searchable after the last byte',
      unit: ' ms',
      floor: 2_000,
      aim: 500,
      measured: searchableMs,
      more: false,
      because: 'the index looks ten times a second',
    }),
  )
  return [
    `Search, ${number(records)} records of 60 words (goals are for 10 million)`,
    table(['goal', 'floor', 'aim', 'measured', ''], rows),
    `indexed ${number(indexedPerSecond)} records/s, ${number(bytesPerRecord)} bytes a record`,
  ].join('\n')
}
