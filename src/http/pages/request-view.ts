import type { ApprovalRow, StepTaken, Terms } from '../../approvals/approval-row.ts'
import { openSeats } from '../../approvals/approval-row.ts'
import type { RequestRoute } from '../../core/access-request.ts'
import { DATA_CLASSES, DECISION_MODES } from '../../core/decision.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { readReference } from '../../oversight/assessments/citation.ts'
import type {
  AccessRequestLine,
  AccessRequestView,
  DecideView,
  ProgressStep,
  StepUpView,
  TermsView,
} from '../../pages/approval-views.ts'
import type { RequestTo } from '../../pages/catalog-views.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { ListedRequest, WholeRequest } from '../desks/approval-desk.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import { stepUpAsked } from './step-up-asked.ts'

export interface SayingParts {
  readonly policy: PolicySet
  readonly language: string
}

export function requestLine(
  parts: SayingParts,
  { row, words: said, waiting }: ListedRequest,
  from: string | null,
): AccessRequestLine {
  const { policy, language } = parts
  const words = policyWords(policy, language)
  const { ask, asked } = row
  return {
    number: row.number,
    href: `/catalog/requests/${encodeURIComponent(row.number)}`,
    kind: row.kind,
    system: policy.systems.find(({ id }) => id === ask.system)?.name ?? ask.system ?? said.tool ?? '',
    purpose: ask.purpose === null ? null : words.purpose(ask.purpose),
    dataClass: words.dataClass(asked.dataClass),
    need: said.need,
    who: said.who,
    sent: sayTime(Date.parse(row.at), language, policy.profile.timezone),
    to: addressee(parts, row.to),
    from,
    status: row.status,
    waiting: waiting === null ? null : { ...waiting, due: sayDay(waiting.due, language) },
  }
}

export function addressee({ policy, language }: SayingParts, { role, unit, person }: RequestRoute): RequestTo {
  return {
    role: policyWords(policy, language).role(role),
    unit: unit === null ? null : (policy.units.units.find(({ id }) => id === unit)?.name ?? unit),
    person: person?.name ?? null,
  }
}

export function sayTerms({ policy, language }: SayingParts, terms: Terms): TermsView {
  return {
    who: terms.who,
    dataClass: policyWords(policy, language).dataClass(terms.dataClass),
    decisionMode: terms.decisionMode,
    until: sayDay(terms.until, language),
  }
}

/** The page of one request, without what somebody is about to decide. */
export function requestPage(
  parts: SayingParts,
  whole: WholeRequest,
  isOwn: boolean,
): Omit<AccessRequestView, 'decide' | 'done' | 'stale' | 'isReasonMissing'> {
  const { row } = whole
  const time = (at: string): string => sayTime(Date.parse(at), parts.language, parts.policy.profile.timezone)
  const isOpen = ['sent', 'seats', 'cto', 'returned'].includes(row.status)
  return {
    line: requestLine(parts, whole, isOwn ? null : row.requester.name),
    version: row.version,
    asked: sayTerms(parts, row.asked),
    terms: sayTerms(parts, row.terms),
    successor:
      row.ask.successor === null
        ? null
        : { ...row.ask.successor, model: row.ask.model ?? '', from: sayDay(row.ask.successor.from, parts.language) },
    progress: progressOf(row, time),
    steps: whole.steps.map((step) => ({
      kind: step.kind,
      seat: step.seat,
      by: step.name,
      isInPlaceOfAnother: step.insteadOf !== null,
      at: time(step.at),
      version: step.version,
      reason: step.reason,
      isSigned: step.digest !== null,
    })),
    differences: whole.differences,
    risks: whole.risks,
    assessments: citedViews(parts, whole, isOwn),
    faults: whole.verified.faults,
    own: isOwn ? { canChange: row.status === 'returned', canWithdraw: isOpen, revision: row.steps.length } : null,
    canRevoke: whole.canRevoke,
  }
}

/** What it rests on; whoever decides about it reads it by the request, whatever else their roles let them read. */
function citedViews(
  { language }: SayingParts,
  { row, assessments }: WholeRequest,
  isOwn: boolean,
): AccessRequestView['assessments'] {
  return assessments.map(({ kind, reference, on, due, problem }) => {
    const named = readReference(reference)
    const number = named === null || named === 'malformed' ? null : named.number
    const href = `/oversight/assessments/${number}?request=${encodeURIComponent(row.number)}`
    return {
      ...{ kind, reference, problem, on: sayDay(on, language), until: sayDay(due, language) },
      place: named === null ? 'elsewhere' : problem === null ? 'here' : 'missing',
      href: number === null || isOwn ? null : href,
    }
  })
}

/** Everybody who is asked in the present version, in order, with what they did. */
function progressOf(row: ApprovalRow, time: (at: string) => string): ProgressStep[] {
  const own = row.steps.filter(({ version }) => version === row.version)
  const open: readonly string[] = openSeats(row)
  const shown = (
    name: ProgressStep['name'],
    step: StepTaken | undefined,
    state: ProgressStep['state'],
  ): ProgressStep => ({
    name,
    state,
    by: step?.name ?? null,
    at: step === undefined ? null : time(step.at),
  })
  const seats = (['supervisor', ...row.needs, 'cto'] as const).map((seat) => {
    const step = own.find((one) => one.seat === seat)
    if (step === undefined) return shown(seat, step, open.includes(seat) ? 'now' : 'later')
    return shown(seat, step, step.kind === 'approve' ? 'done' : 'stopped')
  })
  const end = row.steps.find(({ kind }) => kind === 'revoke' || kind === 'withdraw')
  const isListed = row.status === 'approved'
  return [
    shown('asked', own[0], 'done'),
    ...seats,
    shown('listed', end, end !== undefined ? 'stopped' : isListed ? 'done' : 'later'),
  ]
}

/** The form in which somebody decides; `typed` is what they typed, or how far the request goes now. */
export function decideForm(
  parts: SayingParts,
  { row, seat, stepUp }: WholeRequest,
  typed: Readonly<Record<string, string>> | null,
  missing: DecideView['missing'],
): DecideView | null {
  if (seat === null) return null
  const { dataClass, decisionMode, who, until } = row.terms
  const words = policyWords(parts.policy, parts.language)
  return {
    seat: seat.seat,
    revision: row.steps.length,
    classes: DATA_CLASSES.slice(0, DATA_CLASSES.indexOf(dataClass) + 1).map((id) => ({
      value: id,
      label: words.dataClass(id),
    })),
    modes: DECISION_MODES.slice(0, DECISION_MODES.indexOf(decisionMode) + 1),
    whos: who === 'unit' ? ['person', 'unit'] : ['person'],
    latest: until,
    typed: typed ?? { who, class: dataClass, mode: decisionMode, until },
    missing,
    stepUp: stepUpView(parts.policy, stepUp),
  }
}

export function stepUpView(policy: PolicySet, refused: Refusal | null): StepUpView | null {
  const asked = refused === null ? null : stepUpAsked(refused)
  return asked === null ? null : { minutes: policy.approvals?.stepUpMinutes ?? 0, ...asked }
}
