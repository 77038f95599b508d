import type { ApprovalLog } from '../../approvals/approval-log.ts'
import type { ApprovalRow, StepTaken, Terms } from '../../approvals/approval-row.ts'
import type { Approvals } from '../../approvals/approvals.ts'
import type { ApprovalAsked } from '../../approvals/ask-for.ts'
import type { CitedAssessment } from '../../approvals/cited-assessments.ts'
import type { DecisionOrder } from '../../approvals/decide.ts'
import { type Difference, differences } from '../../approvals/difference.ts'
import type { Preview } from '../../approvals/preview.ts'
import { type Risk, risksOf } from '../../approvals/risks.ts'
import type { SeatHeld } from '../../approvals/seats.ts'
import type { Words } from '../../approvals/statement.ts'
import { stepUpNeeded } from '../../approvals/step-up.ts'
import type { Taken } from '../../approvals/taken.ts'
import { type VerifiedApproval, verifyApproval } from '../../approvals/verify-approval.ts'
import { type Waiting, waitingOf } from '../../approvals/waiting.ts'
import type { RequestRoute } from '../../core/access-request.ts'
import type { Clock, EntryId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

export interface ApprovalDeskParts {
  readonly approvals: Approvals
  readonly log: ApprovalLog
  readonly store: Pick<RecordReader, 'byId'>
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly look: RecordLook
}

/** A request in a list. */
export interface ListedRequest {
  readonly row: ApprovalRow
  readonly words: Words
  readonly waiting: Waiting | null
}

/** Everything about one request that whoever may know of it may know. */
export interface WholeRequest extends ListedRequest {
  readonly steps: readonly (StepTaken & { readonly reason: string })[]
  /** Since the version before; none where there is none. */
  readonly differences: readonly Difference[]
  readonly risks: readonly Risk[]
  /** What whoever approves of it rests on. */
  readonly assessments: readonly CitedAssessment[]
  /** What the caller may decide as now. */
  readonly seat: SeatHeld | null
  /** Why the caller’s sign-in is no signature for it; null: it is one. */
  readonly stepUp: Refusal | null
  readonly canRevoke: boolean
  readonly verified: VerifiedApproval
}

/** Clauses MS-37, MS-48, MS-56, MO-36: asking for AI, and approving of it. Looking at other people’s requests is recorded. */
export interface ApprovalDesk {
  route(caller: Principal): RequestRoute
  send(asking: Asking, asked: ApprovalAsked, form: string | null): Promise<Taken>
  list(asking: Asking): Promise<{ own: readonly ListedRequest[]; received: readonly ListedRequest[] }>
  find(asking: Asking, number: string): Promise<WholeRequest>
  preview(asking: Asking, number: string, conditions: Partial<Terms>): Promise<Preview>
  decide(asking: Asking, number: string, order: DecisionOrder): Promise<Taken>
  resubmit(
    asking: Asking,
    number: string,
    asked: ApprovalAsked,
    order: Pick<DecisionOrder, 'reason' | 'revision'>,
  ): Promise<Taken>
  /** A request that was just changed, for the answer to whoever changed it. */
  listed(row: ApprovalRow): Promise<ListedRequest>
}

export function createApprovalDesk({ approvals, log, store, policy, clock, look }: ApprovalDeskParts): ApprovalDesk {
  const listed = async (row: ApprovalRow): Promise<ListedRequest> => ({
    row,
    words: await log.wordsOf(row),
    waiting: waitingOf(policy(), row, clock.now()),
  })

  async function verified(row: ApprovalRow): Promise<VerifiedApproval> {
    const entries = await Promise.all(
      row.steps.map(async ({ entry }) => {
        const stored = await store.byId(entry as EntryId)
        const meta = readJson(stored!.parts['meta']!.toString()) as Readonly<Record<string, unknown>>
        return { id: entry, meta, body: await log.bodyOf(entry) }
      }),
    )
    return verifyApproval(entries)
  }

  function seatNow(row: ApprovalRow, caller: Principal): Pick<WholeRequest, 'seat' | 'stepUp' | 'canRevoke'> {
    const seat = approvals.seatOf(row, caller)
    const withinMinutes = policy().approvals?.stepUpMinutes ?? 0
    const stepUp =
      seat === null ? null : stepUpNeeded(policy(), caller, { level: seat.level, withinMinutes }, clock.now())
    const canRevoke = row.status === 'approved' && approvals.seatOf({ ...row, status: 'cto' }, caller) !== null
    return { seat, stepUp, canRevoke }
  }

  async function differencesOf(row: ApprovalRow, words: Words): Promise<Difference[]> {
    if (row.version === 1) return []
    const earlier = row.steps.findLast(
      ({ version, kind }) => version === row.version - 1 && (kind === 'send' || kind === 'resubmit'),
    )!
    const { step, words: said } = await log.bodyOf(earlier.entry)
    if (!('ask' in step.change)) return []
    return differences({ ...step.change, words: said! }, { ask: row.ask, terms: row.asked, words })
  }

  return {
    route: (caller) => approvals.route(caller),
    send: async (asking, asked, form) => allowed(await approvals.send(asked, form, callerOf(asking))),
    async list(asking) {
      const { own, received } = approvals.list(callerOf(asking))
      if (received.length > 0)
        await look(asking, { action: 'read-access-requests', requests: received.map(({ number }) => number) })
      return { own: await Promise.all(own.map(listed)), received: await Promise.all(received.map(listed)) }
    },
    async find(asking, number) {
      const caller = callerOf(asking)
      const row = allowed(approvals.known(number, caller))
      if (row.requester.key !== caller.key) await look(asking, { action: 'read-access-request', request: number })
      const shown = await listed(row)
      const reasons = await Promise.all(row.steps.map(async ({ entry }) => (await log.bodyOf(entry)).reason))
      return {
        ...shown,
        steps: row.steps.map((step, at) => ({ ...step, reason: reasons[at]! })),
        differences: await differencesOf(row, shown.words),
        assessments: approvals.assessmentsOf(row, shown.words),
        risks: risksOf(policy(), row, clock.now()),
        ...seatNow(row, caller),
        verified: await verified(row),
      }
    },
    async preview(asking, number, conditions) {
      const caller = callerOf(asking)
      allowed(approvals.known(number, caller))
      await look(asking, { action: 'preview-access-request', request: number })
      return allowed(await approvals.preview(number, conditions, caller))
    },
    decide: async (asking, number, order) => allowed(await approvals.decide(number, order, callerOf(asking))),
    resubmit: async (asking, number, asked, order) =>
      allowed(await approvals.resubmit(number, asked, order, callerOf(asking))),
    listed,
  }
}
