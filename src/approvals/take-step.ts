import { type ApprovalRow, type ApprovalStatus, approvalsOf, openSeats, type StepTaken } from './approval-row.ts'
import type { ApprovalStep, Asked, StepChange } from './approval-step.ts'
import { isWithin } from './terms.ts'

/** In which states a step may be taken; sending comes first and only once. */
const MAY_FOLLOW: Readonly<Record<Exclude<StepChange['kind'], 'send'>, readonly ApprovalStatus[]>> = {
  approve: ['sent', 'seats', 'cto'],
  return: ['sent', 'seats', 'cto'],
  deny: ['sent', 'seats', 'cto'],
  resubmit: ['returned'],
  withdraw: ['sent', 'seats', 'cto', 'returned'],
  revoke: ['approved'],
}

type StepAsked = Pick<ApprovalStep, 'by' | 'insteadOf' | 'change'>

/** Why a step can't be taken now by this person, as a sentence; null when it can. */
export function whyNot(row: ApprovalRow, { by, insteadOf, change }: StepAsked): string | null {
  if (change.kind === 'send') return 'It was sent already.'
  const over = whyNotNow(row, change.kind)
  if (over !== null) return over
  const own = by === row.requester.key || insteadOf === row.requester.key
  if ((change.kind === 'resubmit' || change.kind === 'withdraw') && by !== row.requester.key)
    return 'Only whoever sent the request can do that.'
  if (change.kind === 'revoke') return own ? 'Nobody decides about their own request.' : null
  if (!('seat' in change)) return null
  if (own) return 'Nobody decides about their own request, and nobody does in their place.'
  if (!openSeats(row).includes(change.seat)) return `The seat ${change.seat} isn’t asked now.`
  if (change.kind !== 'approve') return null
  const taken = approvalsOf(row).find((step) =>
    [step.by, step.insteadOf].some((person) => person !== null && (person === by || person === insteadOf)),
  )
  if (taken !== undefined) return `Whoever decided as ${taken.seat} can’t decide as ${change.seat} as well.`
  return isWithin(change.terms, row.terms)
    ? null
    : 'An approval can’t go further than what was asked and agreed so far.'
}

/** Why nobody can take a step now; null where somebody can. */
export function whyNotNow({ status }: ApprovalRow, kind: Exclude<StepChange['kind'], 'send'>): string | null {
  return MAY_FOLLOW[kind].includes(status) ? null : `That can’t be done while the request is ${status}.`
}

/** The request after a step. Null where the step can't be taken; whoever takes one has asked {@link whyNot}. */
export function takeStep(row: ApprovalRow | null, step: ApprovalStep): ApprovalRow | null {
  const { change, at } = step
  if (change.kind === 'send') return row === null ? sent(change, step) : null
  if (row === null || whyNot(row, step) !== null) return null
  switch (change.kind) {
    case 'approve': {
      const next = { ...row, terms: change.terms, steps: [...row.steps, taken({ ...row, terms: change.terms }, step)] }
      const status = statusAfter(next)
      return { ...next, status, since: status === row.status ? row.since : at }
    }
    case 'resubmit': {
      const again = { ...row, ...asked(change), version: row.version + 1, status: 'sent' as const, since: at }
      return { ...again, steps: [...row.steps, taken(again, step)] }
    }
    default:
      return { ...row, status: ENDS[change.kind], since: at, steps: [...row.steps, taken(row, step)] }
  }
}

const ENDS = { return: 'returned', deny: 'denied', withdraw: 'withdrawn', revoke: 'revoked' } as const

/** Where a request stands once one more has approved of it. */
function statusAfter(row: ApprovalRow): ApprovalStatus {
  if (row.status === 'cto') return 'approved'
  const seats = new Set(approvalsOf(row).map(({ seat }) => seat))
  return row.needs.every((seat) => seats.has(seat)) ? 'cto' : 'seats'
}

function asked({ ask, terms, needs, to }: Asked): Pick<ApprovalRow, 'ask' | 'asked' | 'terms' | 'needs' | 'to'> {
  return { ask, asked: terms, terms, needs, to }
}

function sent(change: Extract<StepChange, { kind: 'send' }>, step: ApprovalStep): ApprovalRow {
  const { number, request, agency, unit, requester, form } = change
  const row: ApprovalRow = {
    ...asked(change),
    number,
    kind: request,
    agency,
    unit,
    requester,
    form,
    at: step.at,
    version: 1,
    status: 'sent',
    since: step.at,
    steps: [],
  }
  return { ...row, steps: [taken(row, step)] }
}

function taken(row: ApprovalRow, { entry, at, by, name, insteadOf, change }: ApprovalStep): StepTaken {
  return {
    kind: change.kind,
    seat: 'seat' in change ? change.seat : null,
    by,
    name,
    insteadOf,
    at,
    entry,
    version: row.version,
    terms: row.terms,
    digest: change.kind === 'approve' ? change.signature.digest : null,
  }
}
