import type { AssessmentRow } from './assessment-row.ts'
import { isReassessmentDue } from './assessment-row.ts'

/** Whose turn it is with an assessment: who has to decide about it, or who has to write. Null: nobody's. */
export type AssessmentTurn = 'seat' | 'assessors' | null

/** @param today `YYYY-MM-DD`, in the profile's zone. */
export function turnOf(row: AssessmentRow, today: string): AssessmentTurn {
  if (row.state === 'submitted') return 'seat'
  return row.state === 'returned' || isReassessmentDue(row, today) ? 'assessors' : null
}

/**
 * What whoever's turn it is hears now: that it is, and again after so many days. Nobody hears of a draft: it waits for nobody.
 * @param last when they last heard of this assessment, RFC 3339 UTC; null: never.
 */
export function turnNews(
  row: AssessmentRow,
  last: string | null,
  days: number,
  now: number,
): 'task' | 'task-reminder' | null {
  const since = row.steps.at(-1)!.at
  if (last === null || last < since) return 'task'
  return now - Date.parse(last) >= days * 86_400_000 ? 'task-reminder' : null
}
