import { DATA_CLASSES } from '../../core/decision.ts'

/** What a record can have that isn't a word: the values of `has:`. */
const HAS = ['removed-words', 'unindexed', 'altered', 'attachment', 'flag'] as const

/** Fields of a query, each with its values where they are a closed list. */
export const QUERY_FIELDS: Readonly<Record<string, readonly string[] | null>> = {
  user: null,
  agency: null,
  unit: null,
  client: null,
  system: null,
  model: null,
  purpose: null,
  decision: ['allow', 'refuse'],
  class: DATA_CLASSES,
  series: null,
  hold: null,
  incident: null,
  matter: null,
  redacted: null,
  has: HAS,
  label: null,
  reviewed: ['yes', 'no'],
  type: null,
}

/** Fields that bound the time of a record. */
export const TIME_FIELDS = ['after', 'before'] as const
export type TimeField = (typeof TIME_FIELDS)[number]

/** Fields whose values are few, so that hits can be counted by each of them. */
export const COUNTED_FIELDS: ReadonlySet<string> = new Set([
  'agency',
  'unit',
  'client',
  'system',
  'model',
  'purpose',
  'decision',
  'class',
  'series',
  'label',
  'type',
])
