import type { RequestRoute } from '../core/access-request.ts'
import type { DataClass, DecisionMode } from '../core/decision.ts'
import type { SubjectType } from '../core/principal.ts'
import type { AdvisorySeat, ApprovalSeat, RequestKind } from '../policy/schema/approvals.ts'

/**
 * Where a request stands. `sent`: the supervisor decides; `seats`: security, privacy and legal, as many of them as it
 * needs, side by side; `cto`: the last seat; `returned`: its author has to change it.
 */
export const APPROVAL_STATUSES = [
  'sent',
  'seats',
  'cto',
  'returned',
  'approved',
  'denied',
  'withdrawn',
  'revoked',
] as const
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number]

/** What is asked for, in names of the policy. What people wrote stands in the entries. */
export interface Ask {
  /** Null: something that isn’t in the catalog. */
  readonly system: string | null
  /** Purpose of an access; null for what changes a system for all. */
  readonly purpose: string | null
  /** The model whose next version is to follow; null unless it is that. */
  readonly model: string | null
  /** That version, and the day from which it is used (`YYYY-MM-DD`). */
  readonly successor: { readonly upstreamModel: string; readonly from: string } | null
  /** Residents see what comes of it. */
  readonly publicFacing: boolean
  readonly procurement: boolean
  readonly highRisk: boolean
}

/** How far an approval goes at most. Whoever approves may make it less, never more. */
export interface Terms {
  /** For the person who asks, or for everybody of their unit and kind. */
  readonly who: 'person' | 'unit'
  readonly dataClass: DataClass
  readonly decisionMode: DecisionMode
  /** `YYYY-MM-DD`, the last day. */
  readonly until: string
}

/** How somebody proved, before they approved, who they are (MS-36). */
export interface Signature {
  /** SHA-256 of the statement, hex; the statement stands in the entry’s body. */
  readonly digest: string
  /** Seconds since the epoch: the sign-in that is the signature. */
  readonly authenticatedAt: number
  /** NIST SP 800-63B. */
  readonly level: number
}

/** One step as the row remembers it; the reason stands in its entry. */
export interface StepTaken {
  readonly kind: StepKind
  readonly seat: ApprovalSeat | null
  /** Principal key. */
  readonly by: string
  readonly name: string
  /** Principal key of whom they stood in for; null: nobody. */
  readonly insteadOf: string | null
  /** RFC 3339 UTC. */
  readonly at: string
  readonly entry: string
  /** Which version of the request it was about. */
  readonly version: number
  readonly terms: Terms
  /** Of the statement that was signed; null for what needs no signature. */
  readonly digest: string | null
}

export type StepKind = 'send' | 'approve' | 'return' | 'resubmit' | 'deny' | 'withdraw' | 'revoke'

export interface Requester {
  readonly key: string
  readonly issuer: string
  readonly subject: string
  readonly subjectType: SubjectType
  readonly name: string
}

/** A request for approval: what all of its steps come to. */
export interface ApprovalRow {
  /** What people call it by. */
  readonly number: string
  readonly kind: RequestKind
  readonly agency: string
  readonly unit: string
  readonly requester: Requester
  /** RFC 3339 UTC. */
  readonly at: string
  /** Digest of the form that it was sent with: the same form makes no second one. */
  readonly form: string | null
  /** Grows with each resubmission; decisions are about one version. */
  readonly version: number
  readonly ask: Ask
  readonly asked: Terms
  /** What the approvals so far leave of {@link asked}. */
  readonly terms: Terms
  readonly needs: readonly AdvisorySeat[]
  readonly to: RequestRoute
  readonly status: ApprovalStatus
  /** When it came into this status. */
  readonly since: string
  readonly steps: readonly StepTaken[]
}

/** Whose turn it is, and who has still to decide. */
export function openSeats(row: ApprovalRow): ApprovalSeat[] {
  if (row.status === 'sent') return ['supervisor']
  if (row.status === 'cto') return ['cto']
  if (row.status !== 'seats') return []
  const decided = new Set(approvalsOf(row).map(({ seat }) => seat))
  return row.needs.filter((seat) => !decided.has(seat))
}

/** The approvals of the present version, oldest first. */
export function approvalsOf({ steps, version }: ApprovalRow): StepTaken[] {
  return steps.filter((step) => step.kind === 'approve' && step.version === version)
}
