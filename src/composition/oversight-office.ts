import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import { BIAS_REPORT, type BiasReports, createBiasReports } from '../oversight/bias/bias-reports.ts'
import { createPolicyReviews, type PolicyReviews } from '../oversight/reviews/policy-reviews.ts'
import { POLICY_REVIEW } from '../oversight/reviews/review-row.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import type { Ledger } from '../records/ledger.ts'
import type { RecordsOffice } from './records-office.ts'

export interface OversightOfficeParts {
  readonly config: Config
  readonly store: GatewayStore
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Logger
  /** Holds keep the evidence of incidents. */
  readonly records: RecordsOffice
}

/** What people decide and answer for: what is approved, what went wrong, what was checked. */
export interface OversightOffice {
  readonly bias: BiasReports
  readonly reviews: PolicyReviews
  /** Resolves once nothing of it is under way. */
  stop(): Promise<void>
}

/** Every kind of state that it keeps in memory. */
export const OVERSIGHT_OFFICE_STATE: readonly string[] = [BIAS_REPORT, POLICY_REVIEW]

export async function startOversightOffice(parts: OversightOfficeParts): Promise<OversightOffice> {
  return {
    bias: createBiasReports({ ...parts, newId: () => parts.ids.entryId() }),
    reviews: createPolicyReviews(parts),
    async stop() {},
  }
}
