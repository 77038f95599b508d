import type { Entity } from '#src/redaction/recognizer.ts'
import type { HeldOutFigures } from './measure-held-out.ts'
import { addTally, emptyTally, type Tally } from './score.ts'

export interface Floor {
  readonly measure: string
  /** What the project aims at; null where no aim was set. */
  readonly target: number | null
  /** What the judging half may not fall below, or rise above: a little beside what was measured. */
  readonly floor: number
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
    floor: 0.93,
    bound: 'at least',
    of: ({ all }) => [all.covered, all.labelled],
  },
  {
    measure: 'characters of values left readable',
    target: 0.01,
    floor: 0.06,
    bound: 'at most',
    of: ({ all }) => [all.leaked, all.characters],
  },
  {
    measure: 'values found and named rightly',
    target: null,
    floor: 0.92,
    bound: 'at least',
    of: ({ all }) => recall(all),
  },
  {
    measure: 'detections that are right',
    target: 0.97,
    floor: 0.955,
    bound: 'at least',
    of: ({ all }) => precision(all),
  },
  {
    measure: 'names: recall',
    target: 0.85,
    floor: 0.9,
    bound: 'at least',
    of: (figures) => recall(of(figures, 'person_name')),
  },
  {
    measure: 'names: precision',
    target: 0.82,
    floor: 0.94,
    bound: 'at least',
    of: (figures) => precision(of(figures, 'person_name')),
  },
  {
    measure: 'street addresses: recall',
    target: 0.75,
    floor: 0.93,
    bound: 'at least',
    of: (figures) => recall(of(figures, 'street_address')),
  },
  {
    measure: 'street addresses: precision',
    target: 0.95,
    floor: 0.95,
    bound: 'at least',
    of: (figures) => precision(of(figures, 'street_address')),
  },
  {
    measure: 'dates of birth: recall',
    target: null,
    floor: 0.87,
    bound: 'at least',
    of: (figures) => recall(of(figures, 'date_of_birth')),
  },
  {
    measure: 'phone numbers: recall',
    target: 0.85,
    floor: 0.9,
    bound: 'at least',
    of: (figures) => recall(of(figures, 'phone_number')),
  },
  {
    measure: 'closed forms: recall',
    target: 0.97,
    floor: 0.93,
    bound: 'at least',
    of: (figures) => recall(of(figures, ...CLOSED_FORM)),
  },
  {
    measure: 'closed forms: precision',
    target: 0.98,
    floor: 0.98,
    bound: 'at least',
    of: (figures) => precision(of(figures, ...CLOSED_FORM)),
  },
  {
    measure: 'false alarms in look-alikes',
    target: 3,
    floor: 12,
    bound: 'at most',
    isRate: true,
    of: (figures) => alarms(figures, 'negatives', 'person', 'structured'),
  },
  {
    measure: 'false names in plain prose',
    target: 3,
    floor: 1.5,
    bound: 'at most',
    isRate: true,
    of: (figures) => alarms(figures, 'prose', 'person'),
  },
  {
    measure: 'other false alarms in plain prose',
    target: 0.1,
    floor: 0.1,
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
export function brokenFloors(figures: HeldOutFigures): string[] {
  return FLOORS.flatMap((floor) => {
    const value = measured(floor, figures)
    const holds = floor.bound === 'at least' ? value >= floor.floor : value <= floor.floor
    return holds ? [] : [`${floor.measure}: ${value.toFixed(3)}, must be ${floor.bound} ${floor.floor}`]
  })
}
