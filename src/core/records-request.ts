import type { IndexRange } from './destruction.ts'

/** State kind of public-records requests, by id. */
export const RECORDS_REQUEST = 'records-request'

/** State kind of what a request's search plan found: rows of {@link RequestScopeRow}, by `request#part`. */
export const REQUEST_SCOPE = 'records-request-scope'

/** State kind of codings, by `request|exchange`. */
export const CODING = 'records-request-coding'

/** State kind of the numbers that requests have, by `agency number`: no two have the same one. */
export const REQUEST_NUMBER = 'records-request-number'

/**
 * State kind of the last entry by which anybody said something about records of an agency: a coding, or a label. What rests on
 * all of these at once, as a seal does, rests on this row.
 */
export const RECORDS_JUDGED = 'records-judged'

/** What somebody says of a record under a request, by name. */
export const CODINGS = ['responsive', 'not-responsive', 'exempt', 'privileged'] as const
export type Coding = (typeof CODINGS)[number]

/** The part of a request's row that other parts of the gateway may lean on. */
export interface RecordsRequestFacts {
  readonly id: string
  readonly agency: string
  /** As its letters name it: `2026-0001`. */
  readonly number: string
  /** While it is open or paused, its scope is held. */
  readonly status: 'open' | 'paused' | 'closed' | 'withdrawn'
  /** The log's size when the plan was last run: nothing from there on is in the scope; null: not run yet. */
  readonly frozenAt: number | null
  /** How its scope was found; null: not yet. Rows that were written before this was kept don't say. */
  readonly search?: RequestSearch | null
}

/** The run whose findings are a request's scope. */
export interface RequestSearch {
  readonly run: string
  /** Entry whose body holds the plan that it ran. */
  readonly plan: string
  /** RFC 3339 UTC: when it was begun. Nothing that was recorded later is in the scope. */
  readonly at: string
  /** Entries in the plan's reach whose contents were destroyed before they could be looked at. */
  readonly gone: number
}

/** Entries, as indexes of the log, that the plan found: every entry of each exchange found. */
export interface RequestScopeRow {
  readonly request: string
  readonly ranges: readonly IndexRange[]
}

export interface CodingRow {
  readonly request: string
  readonly exchange: string
  readonly coding: Coding
  /** Ids of the exemptions that it is withheld under, as `exemptions.yaml` has them; only of `exempt` and `privileged`. */
  readonly exemptions: readonly string[]
  /** Principal key of the reviewer. */
  readonly by: string
  /** RFC 3339 UTC. */
  readonly at: string
}
