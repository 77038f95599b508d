import type { Entity } from '#src/redaction/recognizer.ts'
import { type HeldOutSet, SETS } from './held-out-texts.ts'
import type { HeldOutFigures } from './measure-held-out.ts'
import { addTally, emptyTally, type Tally } from './score.ts'

export interface Floor {
  readonly measure: string
  /** What the project aims at; null where no aim was set. */
  readonly target: number | null
  /** What the judging half of a set may not fall below, or rise above: a little beside what was measured. */
  readonly floor: Readonly<Record<HeldOutSet, number>>
  readonly bound: 'at least' | 'at most'
  /** Over a thousand words, not a share. */
  readonly isRate?: boolean
  of(figures: HeldOutFigures): readonly [hits: number, of: number]
}

/** Values that prove themselves or nearly so, which must not be missed however they are written. */
const CLOSED_FORM: readonly Entity[] = [
  'us_ssn',
  'credit_card',
  'email_address',
  'ip_address',
  'mac_address',
  'iban_code',
  'vin',
  'medicare_mbi',
  'us_dea',
  'api_key',
  'jwt',
  'private_key',
]

const recall = ({ matched, labelled }: Tally): [number, number] => [matched, labelled]
const precision = ({ right, reported }: Tally): [number, number] => [right, reported]
const of = (figures: HeldOutFigures, ...entities: readonly Entity[]): Tally => {
  const total = emptyTally()
  for (const entity of entities) addTally(total, figures.byEntity.get(entity) ?? emptyTally())
  return total
}
const alarms = (figures: HeldOutFigures, kind: string, ...which: ('person' | 'structured')[]): [number, number] => {
  const tally = figures.clean.get(kind)!
  return [which.reduce((sum, key) => sum + tally[key], 0), tally.words]
}

/** Checked by a test on every change, and printed in the model card. */
export const FLOORS: readonly Floor[] = [
  {
    measure: 'values at least half covered',
    target: 0.99,
    floor: { first: 0.95, everyday: 0.945, harsh: 0.84 },
    bound: 'at least',
    of: ({ all }) => [all.covered, all.labelled],
  },
  {
    measure: 'characters of values left readable',
    target: 0.01,
    floor: { first: 0.045, everyday: 0.045, harsh: 0.155 },
    bound: 'at most',
    of: ({ all }) => [all.leaked, all.characters],
  },
  {
    measure: 'values found and named rightly',
    target: null,
    floor: { first: 0.935, everyday: 0.935, harsh: 0.82 },
    bound: 'at least',
    of: ({ all }) => recall(all),
  },
  {
    measure: 'detections that are right',
    target: 0.97,
    floor: { first: 0.955, everyday: 0.95, harsh: 0.88 },
    bound: 'at least',
    of: ({ all }) => precision(all),
  },
  {
    measure: 'names: recall',
    target: 0.85,
    floor: { first: 0.94, everyday: 0.94, harsh: 0.84 },
    bound: 'at least',
    of: (figures) => recall(of(figures, 'person_name')),
  },
  {
    measure: 'names: precision',
    target: 0.82,
    floor: { first: 0.94, everyday: 0.935, harsh: 0.825 },
    bound: 'at least',
    of: (figures) => precision(of(figures, 'person_name')),
  },
  {
    measure: 'street addresses: recall',
    target: 0.75,
    floor: { first: 0.93, everyday: 0.92, harsh: 0.71 },
    bound: 'at least',
    of: (figures) => recall(of(figures, 'street_address')),
  },
  {
    measure: 'street addresses: precision',
    target: 0.95,
    floor: { first: 0.95, everyday: 0.95, harsh: 0.86 },
    bound: 'at least',
    of: (figures) => precision(of(figures, 'street_address')),
  },
  {
    measure: 'dates of birth: recall',
    target: null,
    floor: { first: 0.87, everyday: 0.95, harsh: 0.64 },
    bound: 'at least',
    of: (figures) => recall(of(figures, 'date_of_birth')),
  },
  {
    measure: 'phone numbers: recall',
    target: 0.85,
    floor: { first: 0.9, everyday: 0.97, harsh: 0.9 },
    bound: 'at least',
    of: (figures) => recall(of(figures, 'phone_number')),
  },
  {
    measure: 'closed forms: recall',
    target: 0.97,
    floor: { first: 0.93, everyday: 0.97, harsh: 0.94 },
    bound: 'at least',
    of: (figures) => recall(of(figures, ...CLOSED_FORM)),
  },
  {
    measure: 'closed forms: precision',
    target: 0.98,
    floor: { first: 0.98, everyday: 0.98, harsh: 0.97 },
    bound: 'at least',
    of: (figures) => precision(of(figures, ...CLOSED_FORM)),
  },
  {
    measure: 'false alarms in look-alikes',
    target: 3,
    floor: { first: 3, everyday: 5, harsh: 26 },
    bound: 'at most',
    isRate: true,
    of: (figures) => alarms(figures, 'negatives', 'person', 'structured'),
  },
  {
    measure: 'false names in plain prose',
    target: 3,
    floor: { first: 1.5, everyday: 1.5, harsh: 1.5 },
    bound: 'at most',
    isRate: true,
    of: (figures) => alarms(figures, 'prose', 'person'),
  },
  {
    measure: 'other false alarms in plain prose',
    target: 0.1,
    floor: { first: 0.1, everyday: 0.1, harsh: 0.1 },
    bound: 'at most',
    isRate: true,
    of: (figures) => alarms(figures, 'prose', 'structured'),
  },
]

export function measured(floor: Floor, figures: HeldOutFigures): number {
  const [hits, total] = floor.of(figures)
  return (hits / total) * (floor.isRate ? 1_000 : 1)
}

/** What the figures miss, in words; empty when every floor holds. */
export function brokenFloors(bySet: Readonly<Record<HeldOutSet, HeldOutFigures>>): string[] {
  return SETS.flatMap((set) =>
    FLOORS.flatMap((floor) => {
      const value = measured(floor, bySet[set])
      const least = floor.floor[set]
      const holds = floor.bound === 'at least' ? value >= least : value <= least
      return holds ? [] : [`${set}: ${floor.measure}: ${value.toFixed(3)}, must be ${floor.bound} ${least}`]
    }),
  )
}
