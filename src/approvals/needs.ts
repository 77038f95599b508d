import type { PolicySet } from '../policy/policy-set.ts'
import { ADVISORY_SEATS, type AdvisorySeat, type RequestKind } from '../policy/schema/approvals.ts'
import type { Ask, Terms } from './approval-row.ts'

/** The seats that a request needs beside supervisor and CTO: those of every row of `approvals.yaml` that fits it (MS-48). */
export function seatsNeeded({ approvals }: PolicySet, kind: RequestKind, ask: Ask, terms: Terms): AdvisorySeat[] {
  const needed = new Set(
    (approvals?.needs ?? [])
      .filter(
        (row) =>
          (row.kinds?.includes(kind) ?? true) &&
          (row.classes?.includes(terms.dataClass) ?? true) &&
          (row.decisionModes?.includes(terms.decisionMode) ?? true) &&
          (row.publicFacing === undefined || ask.publicFacing) &&
          (row.procurement === undefined || ask.procurement) &&
          (row.highRisk === undefined || ask.highRisk),
      )
      .flatMap(({ seats }) => seats),
  )
  return ADVISORY_SEATS.filter((seat) => needed.has(seat))
}
