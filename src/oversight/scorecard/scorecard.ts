import type { Counted } from './shown-count.ts'

/** What a scorecard counts. THE list; its words stand in the languages of the pages. */
export const MEASURES = ['training', 'reviews', 'decisions', 'incidents'] as const
export type ScorecardMeasure = (typeof MEASURES)[number]

/** Something of the log that a scorecard counts, in the unit that it belongs to. */
export interface ScoredFact extends Counted {
  readonly measure: ScorecardMeasure
  readonly unit: string
  /** RFC 3339 UTC; null: it is as it is now, of no month. */
  readonly at: string | null
}

export type Scorecard = Readonly<Record<ScorecardMeasure, readonly Counted[]>>

/** Clause MO-03: what a unit did in a calendar month (UTC), by measure; how ready its people are, as of now. */
export function scorecardOf(facts: readonly ScoredFact[], unit: string, month: string): Scorecard {
  const own = facts.filter((fact) => fact.unit === unit && (fact.at === null || fact.at.slice(0, 7) === month))
  const of = (measure: ScorecardMeasure) => own.filter((fact) => fact.measure === measure)
  return { training: of('training'), reviews: of('reviews'), decisions: of('decisions'), incidents: of('incidents') }
}
