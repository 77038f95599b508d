/** State kind of looks at drawn answers, by exchange. */
export const SAMPLE_LOOK = 'sample-look'

export const SAMPLE_RESULTS = ['fine', 'concern'] as const
export type SampleResult = (typeof SAMPLE_RESULTS)[number]

/** Clauses MS-32, MS-62: what somebody thought of an answer that was drawn. What they wrote stands in the entry’s body. */
export interface SampleLook {
  readonly exchange: string
  readonly agency: string
  /** First day of the period that it was drawn from. */
  readonly period: string
  readonly result: SampleResult
  readonly by: string
  /** RFC 3339 UTC. */
  readonly at: string
}
