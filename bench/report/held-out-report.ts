import { decimals, shareWithInterval, wilson } from '../measure/wilson.ts'
import { FLOORS, type Floor } from '../redaction/held-out/floors.ts'
import { type HeldOutSet, SETS } from '../redaction/held-out/held-out-texts.ts'
import type { HeldOutFigures } from '../redaction/held-out/measure-held-out.ts'
import { table } from './table.ts'

/** Figures of several runs over the held-out texts; null where a detector isn't installed. */
export interface HeldOutRuns {
  /** The half of each set that judges. */
  readonly bySet: Readonly<Record<HeldOutSet, HeldOutFigures>>
  /** These halves together. */
  readonly judging: HeldOutFigures
  /** The other halves together. */
  readonly development: HeldOutFigures
  /** redact-pii over the halves that judge. */
  readonly baseline: HeldOutFigures | null
}

export function heldOutReport(runs: HeldOutRuns): string {
  const { judging, development, baseline } = runs
  return [
    `Accuracy on texts of state offices that the engine wasn’t made with: ${judging.texts} that judge, ${development.texts} to develop with`,
    table(...measuresTable(runs)),
    ...(baseline === null ? ['redact-pii is not installed (npm ci in bench/baselines): not compared.'] : []),
    '',
    'The halves that judge, by entity',
    table(...entitiesTable(judging)),
    '',
    'The halves that judge, by kind of text',
    table(...kindsTable(judging)),
  ].join('\n')
}

type Table = readonly [head: string[], rows: string[][]]

export function measuresTable({ bySet, judging, development, baseline }: HeldOutRuns): Table {
  const rows = FLOORS.map((floor) => [
    floor.measure,
    aim(floor),
    figure(floor, judging),
    ...SETS.map((set) => figure(floor, bySet[set])),
    figure(floor, development),
    ...(baseline === null ? [] : [figure(floor, baseline)]),
  ])
  const sets = SETS.map((set) => `judging half, ${set}`)
  const compared = baseline === null ? [] : ['redact-pii, judging halves']
  return [['', 'target', 'judging halves', ...sets, 'development halves', ...compared], rows]
}

export function entitiesTable({ byEntity }: HeldOutFigures): Table {
  const rows = [...byEntity]
    .filter(([entity, { labelled }]) => entity !== '' && labelled > 0)
    .sort(([a, one], [b, other]) => other.labelled - one.labelled || (a < b ? -1 : 1))
    .map(([entity, tally]) => [
      entity,
      String(tally.labelled),
      shareWithInterval(tally.matched, tally.labelled),
      shareWithInterval(tally.covered, tally.labelled),
      shareWithInterval(tally.right, tally.reported),
    ])
  return [['entity', 'labelled', 'found and named', 'half covered', 'detections right'], rows]
}

export function kindsTable({ byKind }: HeldOutFigures): Table {
  const rows = [...byKind].map(([kind, tally]) => [
    kind,
    String(tally.labelled),
    shareWithInterval(tally.covered, tally.labelled),
    shareWithInterval(tally.right, tally.reported),
    decimals(tally.leaked / tally.characters),
  ])
  return [['kind of text', 'labelled', 'half covered', 'detections right', 'characters left readable'], rows]
}

export function aim({ target, bound, isRate }: Pick<Floor, 'target' | 'bound' | 'isRate'>): string {
  if (target === null) return '–'
  return `${bound === 'at least' ? '≥' : '≤'} ${isRate ? target : decimals(target)}`
}

function figure(floor: Floor, figures: HeldOutFigures): string {
  const [hits, of] = floor.of(figures)
  if (!floor.isRate) return shareWithInterval(hits, of)
  const [low, high] = wilson(hits, of).map((share) => (share * 1_000).toFixed(1))
  return `${((hits / of) * 1_000).toFixed(1)} (${low}–${high})`
}
