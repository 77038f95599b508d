import type { StateRows } from '../core/state-rows.ts'
import { PRODUCTION, type ProductionRow } from './production-row.ts'

/** A row of `PRODUCTION_LABELS`. */
export interface LabelsRow {
  /** The last production that was sealed under this prefix. */
  readonly production: string
  /** Number of the first label that it left. */
  readonly next: number
}

export function labelsKey({ request, batesPrefix }: ProductionRow): string {
  return `${request}|${batesPrefix}`
}

/** The first Bates number that no sealed production of the request has given to a record: labels name one record each. */
export function nextLabel(rows: StateRows, { request, batesPrefix }: ProductionRow): number {
  const all = [...rows.all(PRODUCTION).values()] as ProductionRow[]
  const sealed = all.filter(
    (one) => one.request === request && one.batesPrefix === batesPrefix && one.status === 'sealed',
  )
  return Math.max(1, ...sealed.map(labelsEnd))
}

/** The first number behind a production's own. */
export function labelsEnd({ batesFirst, build }: ProductionRow): number {
  return (batesFirst ?? 1) + (build?.counts.released ?? 0)
}
