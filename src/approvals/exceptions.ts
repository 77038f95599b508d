import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { formatProblem, PolicyError } from '../policy/problem.ts'
import type { Amendment } from '../policy/schema/amendment.ts'
import { type AmendmentRow, POLICY_AMENDMENT } from '../policy-operations/amendments.ts'
import type { PolicyHolder } from '../policy-operations/policy-holder.ts'
import type { Ledger } from '../records/ledger.ts'
import { conflict, malformed } from './authority.ts'
import { EXCEPTION_MADE, type ExceptionMade } from './exception-count.ts'
import { stepUpNeeded } from './step-up.ts'

type Exception = Extract<Amendment, { kind: 'exception' }>['exception']

/** What somebody decides to except from a rule. People are named one by one, and it has an end. */
export interface ExceptionOrder {
  readonly rule: Exception['rule']
  readonly people: Exception['people']
  readonly systems: readonly string[]
  readonly purposes: readonly string[]
  readonly maxClass?: Exception['maxClass']
  readonly reason: string
  /** RFC 3339; now where it is left out. */
  readonly from?: string
  readonly until: string
  /** What the decision is filed under; a renewal needs one of its own. */
  readonly reference: string
}

export interface ExceptionStatement {
  readonly form: 'statehouse-exception/v1'
  readonly seat: Exception['decided']['seat']
  readonly by: string
  readonly order: ExceptionOrder
  /** Digest of the policy that it is an exception to. */
  readonly policy: string
  readonly demanded: { readonly level: number; readonly withinMinutes: number }
}

export interface ExceptionPreview {
  readonly statement: ExceptionStatement
  readonly text: string
  readonly digest: string
  readonly problems: readonly string[]
}

/** Exceptions of the executive director, or of a deputy named beforehand, each narrow and dated (MS-15, MO-24). */
export interface Exceptions {
  mayKnow(caller: Principal): boolean
  /** Is the director, or a deputy now. */
  mayMake(caller: Principal): boolean
  /** Why the caller’s sign-in is no signature; null: it is one. */
  stepUp(caller: Principal): Refusal | null
  preview(order: ExceptionOrder, caller: Principal): ExceptionPreview | Refusal
  /** Resolves to its id once it is durable and in force. */
  make(order: ExceptionOrder, digest: string, caller: Principal): Promise<{ readonly id: string } | Refusal>
  /** The director’s word on a deputy’s exception, without which it lapses. */
  confirm(id: string, reason: string, caller: Principal): Promise<{ readonly id: string } | Refusal>
  /** It ends at once. */
  end(id: string, reason: string, caller: Principal): Promise<{ readonly id: string } | Refusal>
}

export interface ExceptionParts {
  readonly policy: () => PolicySet
  readonly holder: Pick<PolicyHolder, 'preview' | 'reload'>
  readonly ledger: Ledger
  readonly clock: Clock
}

const DIRECTOR = 'executive-director'
const READERS = [DIRECTOR, 'cto', 'auditor']

export function createExceptions({ policy, holder, ledger, clock }: ExceptionParts): Exceptions {
  const now = (): string => new Date(clock.now()).toISOString()

  function isDeputy(caller: Principal): boolean {
    return policy().exceptions.deputies.some(
      ({ person, from, until }) =>
        person.issuer === issuerOf(caller) &&
        person.subject === caller.subject &&
        Date.parse(from) <= clock.now() &&
        clock.now() < Date.parse(until),
    )
  }

  function issuerOf({ issuer }: Principal): string | undefined {
    return policy().index.issuers[issuer]?.id
  }

  function seatOf(caller: Principal): Exception['decided']['seat'] | null {
    if (caller.roles.includes(DIRECTOR)) return 'executive-director'
    return isDeputy(caller) ? 'deputy' : null
  }

  function demanded(): ExceptionStatement['demanded'] {
    const { approvals, roles } = policy()
    return { level: roles[DIRECTOR]?.assurance ?? 2, withinMinutes: approvals?.stepUpMinutes ?? 0 }
  }

  /** As it would stand in `exceptions.yaml`. What people wrote stays in its entry. */
  function exceptionOf(
    id: string,
    order: ExceptionOrder,
    seat: Exception['decided']['seat'],
    caller: Principal,
  ): Exception {
    const at = now()
    const { reason: _reason, reference, from, rule, people, systems, purposes, maxClass, until } = order
    return {
      id,
      rule,
      people: [...people],
      systems: [...systems],
      purposes: [...purposes],
      ...(maxClass === undefined ? {} : { maxClass }),
      reason: `as decision ${reference} says, which stands in the log`,
      from: from === undefined || Date.parse(from) < Date.parse(at) ? at : from,
      until,
      decided: { seat, by: { issuer: issuerOf(caller)!, subject: caller.subject }, at, reference },
      clauses: ['MS-15', 'MO-24'],
    }
  }

  function problemsOf(id: string, change: Amendment): string[] {
    try {
      holder.preview((present) => [...present.filter((one) => one.id !== id), { id, change }])
      return []
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return error.problems.map(formatProblem)
    }
  }

  function preview(order: ExceptionOrder, caller: Principal): ExceptionPreview | Refusal {
    const seat = seatOf(caller)
    if (seat === null || issuerOf(caller) === undefined) return notTheirs()
    const statement: ExceptionStatement = {
      form: 'statehouse-exception/v1',
      seat,
      by: caller.key,
      order,
      policy: policy().digest,
      demanded: demanded(),
    }
    const text = canonicalJson(statement)
    const digest = createHash('sha256').update(text).digest('hex')
    const id = idOf(order, caller)
    const problems = problemsOf(id, { kind: 'exception', exception: exceptionOf(id, order, seat, caller) })
    return { statement, text, digest, problems }
  }

  async function make(order: ExceptionOrder, digest: string, caller: Principal): Promise<{ id: string } | Refusal> {
    const seen = preview(order, caller)
    if ('code' in seen) return seen
    const { statement, text, problems } = seen
    // The decision of before, sent again: there is one exception to a decision and a rule.
    const known = ledger.state.get(EXCEPTION_MADE, idOf(order, caller)) as ExceptionMade | undefined
    if (known !== undefined) return { id: known.id }
    if (problems.length > 0) return notLet(problems)
    if (seen.digest !== digest)
      return conflict('stale', 'That isn’t what you saw.', 'Look at the preview as it is now, and decide again.')
    const unproved = stepUpNeeded(policy(), caller, statement.demanded, clock.now())
    if (unproved !== null) return unproved
    const id = idOf(order, caller)
    const exception = exceptionOf(id, order, statement.seat, caller)
    const signature = { digest, authenticatedAt: caller.authenticatedAt!, level: caller.assurance }
    const meta = { action: 'exception-make', exception: id, rule: order.rule, seat: statement.seat, signature }
    const made = { id, at: exception.decided.at, endedAt: null }
    const change: Amendment = { kind: 'exception', exception }
    await write(caller, meta, { statement: text, reason: order.reason }, [{ key: id, change }], made)
    return { id }
  }

  async function confirm(id: string, reason: string, caller: Principal): Promise<{ id: string } | Refusal> {
    if (seatOf(caller) !== 'executive-director') return notTheirs()
    const found = policy().documents.exceptions.exceptions.find((one) => one.id === id)
    if (found === undefined) return unknown()
    if (found.confirmed !== undefined) return { id }
    const unproved = stepUpNeeded(policy(), caller, demanded(), clock.now())
    if (unproved !== null) return unproved
    const confirmed = { by: { issuer: issuerOf(caller)!, subject: caller.subject }, at: now() }
    const key = `${id}-confirmed`
    const change: Amendment = { kind: 'confirmation', exception: id, confirmed }
    const problems = problemsOf(key, change)
    if (problems.length > 0) return notLet(problems)
    const signature = { authenticatedAt: caller.authenticatedAt!, level: caller.assurance }
    await write(caller, { action: 'exception-confirm', exception: id, signature }, { reason }, [{ key, change }])
    return { id }
  }

  async function end(id: string, reason: string, caller: Principal): Promise<{ id: string } | Refusal> {
    if (seatOf(caller) !== 'executive-director') return notTheirs()
    const made = ledger.state.get(EXCEPTION_MADE, id) as ExceptionMade | undefined
    if (made === undefined) return unknown()
    if (made.endedAt !== null) return { id }
    const gone = [id, `${id}-confirmed`].map((key) => ({ key, change: null }))
    await write(caller, { action: 'exception-end', exception: id }, { reason }, gone, { ...made, endedAt: now() })
    return { id }
  }

  /** One entry for the act and what it changes; what it changes is in force with the next call. */
  async function write(
    actor: Principal,
    meta: Readonly<Record<string, unknown>>,
    body: object,
    changes: readonly { readonly key: string; readonly change: Amendment | null }[],
    made: ExceptionMade | null = null,
  ): Promise<void> {
    const at = now()
    const state: StateChange[] = changes.map(({ key, change }) => ({
      kind: POLICY_AMENDMENT,
      key,
      value: change === null ? null : ({ id: key, at, change } satisfies AmendmentRow),
    }))
    if (made !== null) state.push({ kind: EXCEPTION_MADE, key: made.id, value: made })
    await ledger.write({ type: 'admin', agency: actor.agency, actor, meta, body, state })
    await holder.reload('approval')
  }

  return {
    mayKnow: (caller) => isDeputy(caller) || READERS.some((role) => caller.roles.includes(role)),
    mayMake: (caller) => seatOf(caller) !== null,
    stepUp: (caller) => stepUpNeeded(policy(), caller, demanded(), clock.now()),
    preview,
    make,
    confirm,
    end,
  }
}

/** One decision about one rule is one exception, however often its form is sent. */
function idOf({ reference, rule, people, systems, purposes, until }: ExceptionOrder, { key }: Principal): string {
  const text = canonicalJson({ reference, rule, people, systems, purposes, until, key })
  return `EX-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
}

function notTheirs(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'exception',
    clause: 'MS-15',
    message: 'Exceptions are the executive director’s to make, or a deputy’s who was named in writing beforehand.',
    next: 'Ask the executive director.',
  })
}

function notLet(problems: readonly string[]): Refusal {
  return conflict('policy', 'The policy doesn’t let this be an exception.', 'Make it narrower.', problems.join('\n'))
}

function unknown(): Refusal {
  return malformed('There is no such exception that was made here.', 'Look at the list of exceptions.')
}
