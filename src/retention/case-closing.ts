import { type IndexRange, inRanges } from '../core/destruction.ts'
import type { StateRows } from '../core/state-rows.ts'

/** State kind of closed cases, by `agency|matter`. */
export const CASE_CLOSING = 'case-closing'

/** When a case was closed, and what of the log belonged to it then. What is recorded for it later isn't closed. */
export interface CaseClosingRow {
  readonly agency: string
  readonly matter: string
  /** Calendar day; null: it was opened again. */
  readonly closedOn: string | null
  readonly ranges: readonly IndexRange[]
  readonly by: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly reason: string
}

/** The day on which the case of an entry was closed, by its index; null: it has none, or it is open. */
export function caseClosings(rows: StateRows): (index: number) => string | null {
  const closings = [...rows.all(CASE_CLOSING).values()] as CaseClosingRow[]
  return (index) => closings.find(({ ranges }) => inRanges(ranges, index))?.closedOn ?? null
}
