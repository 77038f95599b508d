import type { IncidentCase } from './incident-row.ts'

/** Milliseconds that the first response is late; null: it came, or there is still time. */
export function lateBy({ respondedAt, closedAt, dueAt }: IncidentCase, now: number): number | null {
  if (respondedAt !== null || closedAt !== null) return null
  const late = now - Date.parse(dueAt)
  return late > 0 ? late : null
}
