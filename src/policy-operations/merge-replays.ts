import type { TallyRow } from './change-tally.ts'
import type { ReplayReport } from './replay.ts'

/** How many records a row names. */
const SAMPLES_MAX = 5

/** The report of two halves of the same records. */
export function mergeReplays(first: ReplayReport, second: ReplayReport): ReplayReport {
  return {
    candidate: first.candidate,
    replayed: first.replayed + second.replayed,
    withoutFacts: first.withoutFacts + second.withoutFacts,
    destroyed: first.destroyed + second.destroyed,
    allowToRefuse: first.allowToRefuse + second.allowToRefuse,
    refuseToAllow: first.refuseToAllow + second.refuseToAllow,
    rows: mergeRows([...first.rows, ...second.rows]),
  }
}

function mergeRows(rows: readonly TallyRow[]): TallyRow[] {
  const same = Map.groupBy(rows, ({ direction, agency, unit, purpose, code }) =>
    [direction, agency, unit, purpose, code].join('\0'),
  )
  return [...same.values()]
    .map((group) => ({
      ...group[0]!,
      count: group.reduce((sum, { count }) => sum + count, 0),
      samples: group.flatMap(({ samples }) => samples).slice(0, SAMPLES_MAX),
    }))
    .sort((a, b) => b.count - a.count)
}
