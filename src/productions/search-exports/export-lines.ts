import type { SearchHit } from '../../core/ports.ts'
import { csvRow } from '../formats/csv.ts'

/** On every row, so that a row that turns up somewhere leads back to who had it, what for, and the entry that says so. */
export interface Watermark {
  readonly export: string
  readonly exported_by: string
  readonly exported_for: string
}

const FACETS = [
  'user',
  'unit',
  'client',
  'system',
  'model',
  'decision',
  'class',
  'purpose',
  'matter',
  'series',
] as const
const LISTS = ['has', 'label', 'hold'] as const
const MARKS = ['export', 'exported_by', 'exported_for'] as const

export const CSV_HEADER = csvRow(['entry', 'record', 'time', 'type', ...FACETS, ...LISTS, ...MARKS])

/** A row of a search without a word of what was said: class confidential and above leaves as a file only so (MS-13). */
export function exportLine({ index, ref, time, type, facets }: SearchHit, mark: Watermark): string {
  const said = Object.fromEntries(FACETS.map((name) => [name, facets[name] ?? null]))
  const lists = Object.fromEntries(LISTS.map((name) => [name, listOf(facets[name])]))
  return `${JSON.stringify({ entry: index, record: ref, time, type, ...said, ...lists, ...mark })}\n`
}

export function exportCsv({ index, ref, time, type, facets }: SearchHit, mark: Watermark): string {
  return csvRow([
    String(index),
    ref ?? '',
    time,
    type,
    ...FACETS.map((name) => facets[name] ?? ''),
    ...LISTS.map((name) => facets[name] ?? ''),
    ...MARKS.map((name) => mark[name]),
  ])
}

function listOf(value = ''): string[] {
  return value.split(' ').filter((one) => one !== '')
}
