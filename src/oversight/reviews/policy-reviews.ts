import { dayAfter, dayOf } from '../../core/calendar.ts'
import type { Clock, EntryId, IdSource } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { PolicyReview, PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import { isComplete, POLICY_REVIEW, type PolicyReviewRow } from './review-row.ts'
import { sign, whyNotSign } from './sign.ts'

export interface PolicyReviewsParts {
  readonly policy: () => PolicySet
  readonly store: Pick<RecordReader, 'byId'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
}

/** A review as it stands: the one that is due next, or one that is over. */
export interface ShownReview {
  readonly rule: PolicyReview
  readonly row: PolicyReviewRow
  readonly state: 'complete' | 'overdue' | 'open'
  readonly missing: readonly string[]
  /** What each who signed wrote, in their order. */
  readonly minutes: readonly string[]
}

/** Clauses MS-65, MO-47: the policy is reviewed when its time comes, by every seat, on the record. */
export interface PolicyReviews {
  list(): Promise<readonly ShownReview[]>
  sign(
    caller: Principal,
    id: string,
    signed: { readonly due: string; readonly seat: string; readonly minutes: string },
  ): Promise<PolicyReviewRow | Refusal>
}

export function createPolicyReviews({ policy, store, ledger, clock, ids }: PolicyReviewsParts): PolicyReviews {
  const rowsOf = (id: string): PolicyReviewRow[] =>
    ([...ledger.state.all(POLICY_REVIEW).values()] as PolicyReviewRow[]).filter(({ review }) => review === id)

  /** The first day in the calendar of a review that not every seat has signed for. */
  function dueRow(rule: PolicyReview): PolicyReviewRow {
    const done = new Set(rowsOf(rule.id).flatMap((row) => (isComplete(row, rule.seats) ? [row.due] : [])))
    let due = rule.first
    while (done.has(due)) due = dayAfter(due, `P${rule.everyMonths}M`)
    const open = rowsOf(rule.id).find((row) => row.due === due)
    return open ?? { review: rule.id, due, agency: policy().profile.agency, signatures: [] }
  }

  async function shown(rule: PolicyReview, row: PolicyReviewRow): Promise<ShownReview> {
    const today = dayOf(clock.now(), policy().profile.timezone)
    const minutes = await Promise.all(
      row.signatures.map(async ({ entry }) => {
        const body = (await store.byId(entry as EntryId))?.parts['body']
        return body ? String((readJson(body.toString()) as { minutes?: string }).minutes ?? '') : ''
      }),
    )
    return {
      rule,
      row,
      state: isComplete(row, rule.seats) ? 'complete' : row.due < today ? 'overdue' : 'open',
      missing: rule.seats.filter((seat) => !row.signatures.some((one) => one.seat === seat)),
      minutes,
    }
  }

  return {
    async list() {
      const rules = policy().oversight?.reviews ?? []
      const rows = rules.flatMap((rule) => {
        const done = rowsOf(rule.id).filter((row) => isComplete(row, rule.seats))
        return [dueRow(rule), ...done.toSorted((a, b) => b.due.localeCompare(a.due))].map((row) => ({ rule, row }))
      })
      return Promise.all(rows.map(({ rule, row }) => shown(rule, row)))
    },
    async sign(caller, id, { due, seat, minutes }) {
      const rule = policy().oversight?.reviews.find((one) => one.id === id)
      if (rule === undefined)
        return refusal('route_not_governed', { rule: 'policy-review', message: 'There is no such review.' })
      if (!rule.seats.includes(seat) || !caller.roles.includes(seat)) return notYours()
      const row = dueRow(rule)
      const entry = ids.entryId()
      const at = new Date(clock.now()).toISOString()
      const signature = {
        ...{ seat, by: caller.key, name: caller.email ?? caller.subject, at },
        ...{ policy: policy().version, entry: entry as string },
      }
      const why = row.due === due ? whyNotSign(row, rule.seats, signature) : 'That one is over; another is due.'
      const next = why === null ? sign(row, rule.seats, signature) : null
      if (next === null) return refusal('conflict', { rule: 'policy-review', clause: 'MS-65', message: why ?? '' })
      if (minutes.trim() === '')
        return refusal('malformed_body', {
          rule: 'policy-review',
          clause: 'MS-65',
          message: 'Whoever signs says what they looked at.',
          next: 'Write the minutes.',
        })
      await ledger.write({
        id: entry,
        type: 'review',
        agency: caller.agency,
        actor: caller,
        meta: { action: 'sign-policy-review', review: id, due: row.due, seat },
        body: { minutes },
        state: [{ kind: POLICY_REVIEW, key: `${id}|${row.due}`, value: next }],
      })
      return next
    },
  }
}

function notYours(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'policy-review-seat',
    clause: 'MS-65',
    message: 'That seat isn’t yours.',
    next: 'Whoever has the role signs for it.',
  })
}
