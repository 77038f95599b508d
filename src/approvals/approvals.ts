import { type RequestRoute, routeOf } from '../core/access-request.ts'
import type { IdSource } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Ledger } from '../records/ledger.ts'
import type { ApprovalRow, Terms } from './approval-row.ts'
import { type ApprovalAsked, askFor } from './ask-for.ts'
import { mayKnow, notAsked, unknownRequest } from './authority.ts'
import { type CitedAssessment, citedAssessments, refusedCitations } from './cited-assessments.ts'
import { type DecideParts, type DecisionOrder, decide } from './decide.ts'
import { differences } from './difference.ts'
import { type Preview, previewOf } from './preview.ts'
import { readProposal } from './proposal.ts'
import { type SeatHeld, seatsHeld } from './seats.ts'
import { digestOf, type Words } from './statement.ts'
import { fresh, isAgain, stale, type Taken } from './taken.ts'

export interface ApprovalParts extends DecideParts {
  readonly ledger: Pick<Ledger, 'state'>
  readonly ids: IdSource
  /** Whom the directory names (MS-37). */
  readonly supervisorOf: (caller: Principal, rows: StateRows) => RequestRoute['person']
}

/** Requests to use AI, from whoever asks to the catalog that is enforced (MS-37, MS-48, MS-56, MO-36). */
export interface Approvals {
  /** To whom a request of this person would go. */
  route(caller: Principal): RequestRoute
  /** `form` is what tells one form from another: the same one makes no second request. */
  send(asked: ApprovalAsked, form: string | null, caller: Principal): Promise<Taken | Refusal>
  resubmit(
    number: string,
    asked: ApprovalAsked,
    order: Pick<DecisionOrder, 'reason' | 'revision'>,
    caller: Principal,
  ): Promise<Taken | Refusal>
  preview(number: string, conditions: Partial<Terms>, caller: Principal): Promise<Preview | Refusal>
  decide(number: string, order: DecisionOrder, caller: Principal): Promise<Taken | Refusal>
  /** One's own, newest first; and those that one is asked about now, oldest first. */
  list(caller: Principal): { readonly own: readonly ApprovalRow[]; readonly received: readonly ApprovalRow[] }
  known(number: string, caller: Principal): ApprovalRow | Refusal
  /** The seat that somebody may take in a request now; null: none. */
  seatOf(row: ApprovalRow, caller: Principal): SeatHeld | null
  /** Clauses MS-45, MS-49: the assessments that whoever approves of it rests on: the proposal’s, else those of the catalog. */
  assessmentsOf(row: ApprovalRow, words: Words): readonly CitedAssessment[]
}

export function createApprovals(parts: ApprovalParts): Approvals {
  const { log, ledger, clock, ids, policy } = parts

  const route = (caller: Principal): RequestRoute => {
    const unit = policy().units.units.find(({ id }) => id === caller.unit)
    return routeOf(caller, unit?.leaderRole, parts.supervisorOf(caller, ledger.state))
  }

  async function send(asked: ApprovalAsked, form: string | null, caller: Principal): Promise<Taken | Refusal> {
    if (caller.subjectType === 'service') return appsDontAsk()
    const token = form === null ? null : digestOf(`${caller.key}\0${form}`)
    const again = log.all().find((row) => token !== null && row.form === token)
    if (again !== undefined) return { row: again, isAgain: true }
    const read = askFor(policy(), asked, route(caller), clock.now())
    if ('code' in read) return read
    const baseless = whyBaseless(read.words, caller.agency)
    if (baseless !== null) return baseless
    const { kind: request, words, ...rest } = read
    const { key, issuer, subject, subjectType, agency, unit } = caller
    const requester = { key, issuer, subject, subjectType, name: caller.email ?? subject }
    const number = ids.entryId()
    const change = { ...rest, kind: 'send' as const, number, request, agency, unit, requester, form: token }
    return fresh(await log.take(null, change, { reason: words.need, words }, caller, null))
  }

  async function resubmit(
    number: string,
    asked: ApprovalAsked,
    { reason, revision }: Pick<DecisionOrder, 'reason' | 'revision'>,
    caller: Principal,
  ): Promise<Taken | Refusal> {
    const row = known(number, caller)
    if ('code' in row) return row
    const isSent = isAgain(row, revision, caller, 'resubmit', null)
    if (!isSent && revision !== row.steps.length) return stale(row, revision)
    const read = askFor(policy(), { ...asked, kind: row.kind }, route(caller), clock.now())
    if ('code' in read) return read
    if (isSent) {
      // Only the very same is a form that was sent twice; another one is told what happened since.
      const sent = { ask: row.ask, terms: row.asked, words: await log.wordsOf(row) }
      const isSame = differences(sent, { ask: read.ask, terms: read.terms, words: read.words }).length === 0
      return isSame ? { row, isAgain: true } : stale(row, revision)
    }
    const { kind: _kind, words, ...rest } = read
    const baseless = whyBaseless(words, row.agency)
    if (baseless !== null) return baseless
    return fresh(await log.take(row, { ...rest, kind: 'resubmit' }, { reason, words }, caller, null))
  }

  function whyBaseless({ proposal }: Words, agency: string): Refusal | null {
    return proposal === null ? null : refusedCitations(readProposal(proposal).system, agency, parts.judgeCitation)
  }

  function known(number: string, caller: Principal): ApprovalRow | Refusal {
    const row = log.get(number)
    return row !== undefined && mayKnow(policy(), row, caller, clock.now()) ? row : unknownRequest()
  }

  function seatOf(row: ApprovalRow, caller: Principal): SeatHeld | null {
    return seatsHeld(policy(), row, caller, clock.now())[0] ?? null
  }

  return {
    route,
    known,
    seatOf,
    assessmentsOf(row, { proposal }) {
      const proposed = row.kind === 'system' && proposal !== null ? readProposal(proposal).system : null
      const system = proposed ?? policy().systems.find(({ id }) => id === row.ask.system) ?? null
      return system === null ? [] : citedAssessments(system, row.agency, parts.judgeCitation)
    },
    send: (asked, form, caller) => log.inTurn(() => send(asked, form, caller)),
    resubmit: (number, asked, order, caller) => log.inTurn(() => resubmit(number, asked, order, caller)),
    async preview(number, conditions, caller) {
      const row = known(number, caller)
      if ('code' in row) return row
      const held = seatOf(row, caller)
      if (held === null) return notAsked()
      return parts.whyHeld(row) ?? previewOf(parts, row, held, conditions, caller)
    },
    decide: (number, order, caller) =>
      log.inTurn(async () => {
        const row = known(number, caller)
        return 'code' in row ? row : decide(parts, row, order, caller)
      }),
    list(caller) {
      const rows = log.all()
      return {
        own: rows.filter(({ requester }) => requester.key === caller.key).toSorted((a, b) => b.at.localeCompare(a.at)),
        received: rows.filter((row) => seatOf(row, caller) !== null).toSorted((a, b) => a.at.localeCompare(b.at)),
      }
    },
  }
}

function appsDontAsk(): Refusal {
  return {
    ...notAsked(),
    clause: 'MS-37',
    message: 'People request access; an app is registered by its responsible official.',
    next: 'Ask the official who answers for the app.',
  }
}
