import type { Clock } from '../core/ids.ts'
import type { NamedAmendment } from '../policy/amend.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { formatProblem, PolicyError, type Problem } from '../policy/problem.ts'
import type { PolicyLog, ReloadTrigger } from './policy-log.ts'
import { withAllThatFit } from './prepare-policy.ts'
import type { PreparedPolicy, Seal } from './prepared-policy.ts'

export type ReloadOutcome =
  | {
      readonly kind: 'live'
      readonly policy: PolicySet
      readonly previous: PolicySet
      readonly leftOut?: PreparedPolicy['leftOut']
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** What `/readyz` and `/metrics` say of the policy. */
export interface PolicyStatus {
  readonly version: string
  readonly digest: string
  readonly seal: Seal | null
  /** RFC 3339. */
  readonly liveSince: string
  readonly reloads: { readonly live: number; readonly refused: number }
  /** The last attempt was refused, with what; null: it wasn’t. */
  readonly refused: { readonly at: string; readonly problems: readonly string[] } | null
}

/** The policy in force. Who takes it keeps it: a reload moves the pointer, never what somebody holds. */
export interface PolicyHolder {
  current(): PolicySet
  status(): PolicyStatus
  /**
   * What the policy in force would be with other amendments than it has: the same files, checked as if it came into force.
   * Throws {@link PolicyError} with why it wouldn’t.
   */
  preview(change: (present: readonly NamedAmendment[]) => readonly NamedAmendment[]): PreparedPolicy
  /** Reads the policy again. One at a time; what is asked for meanwhile is one more. Never rejects. */
  reload(trigger: ReloadTrigger): Promise<ReloadOutcome>
}

export interface PolicyHolderParts {
  readonly initial: PreparedPolicy
  /** Reads and checks the policy; throws {@link PolicyError}. Null: this process can’t reload. */
  readonly prepare: (() => PreparedPolicy) | null
  /** What was approved in the gateway, oldest first. */
  readonly approved?: () => readonly NamedAmendment[]
  /** What only this deployment knows of a policy that it can’t honour; throws {@link PolicyError}. */
  readonly accept: (prepared: PreparedPolicy, inForce: PolicySet) => void
  readonly log: PolicyLog
  readonly clock: Clock
  /** Told of every outcome but `unchanged` and one refused for the same again, after it is in force. */
  readonly onOutcome: (outcome: ReloadOutcome, trigger: ReloadTrigger) => void
}

/** How many problems `/readyz` tells. */
const PROBLEMS_SHOWN = 10

export function createPolicyHolder(parts: PolicyHolderParts): PolicyHolder {
  const { prepare, accept, log, clock, onOutcome } = parts
  const now = (): string => new Date(clock.now()).toISOString()
  let live = parts.initial
  let liveSince = now()
  let reloads = { live: 0, refused: 0 }
  let refused: PolicyStatus['refused'] = null
  let running: Promise<ReloadOutcome> | null = null
  const waiting = new Map<'files' | 'approval', Promise<ReloadOutcome>>()

  async function attempt(trigger: ReloadTrigger): Promise<ReloadOutcome> {
    const outcome = await takeOver(trigger)
    // Files that were refused still lie there, whatever is approved meanwhile.
    if (outcome.kind !== 'refused' && trigger !== 'approval') refused = null
    if (outcome.kind === 'unchanged') return outcome
    if (outcome.kind === 'refused' && isAgain(outcome.problems)) return outcome
    reloads = { ...reloads, [outcome.kind]: reloads[outcome.kind] + 1 }
    if (outcome.kind === 'refused') {
      refused = { at: now(), problems: outcome.problems.slice(0, PROBLEMS_SHOWN).map(formatProblem) }
      // The refusal itself stands whether or not it can be recorded now.
      await log.refused(live.policy, outcome.problems, trigger).catch(() => {})
    }
    onOutcome(outcome, trigger)
    return outcome
  }

  /** An approval changes the policy in force; the files on the disk may be ones that nobody can load. */
  function preparedFor(trigger: ReloadTrigger, read: () => PreparedPolicy): PreparedPolicy {
    const { amended } = live
    return trigger === 'approval' && amended !== undefined ? withAllThatFit(amended, parts.approved?.() ?? []) : read()
  }

  /** The files as they lie there now; whoever was given the first policy ready-made hasn’t read them yet. */
  function readable(): PreparedPolicy {
    const prepared = prepare?.()
    if (prepared?.amended === undefined) throw new PolicyError([problem('this process reads its policy once')])
    return prepared
  }

  /** Refused for the same as the last time: known, counted and written down already. */
  function isAgain(problems: readonly Problem[]): boolean {
    const told = problems.slice(0, PROBLEMS_SHOWN).map(formatProblem)
    return refused !== null && told.join('\n') === refused.problems.join('\n')
  }

  async function takeOver(trigger: ReloadTrigger): Promise<ReloadOutcome> {
    const previous = live.policy
    try {
      if (prepare === null) throw new PolicyError([problem('this process reads its policy once')])
      const prepared = preparedFor(trigger, prepare)
      if (isSame(prepared, live)) {
        // The same policy, though its rows may stand in other lines by now: receipts name those.
        live = { ...prepared, seal: live.seal }
        return { kind: 'unchanged' }
      }
      accept(prepared, previous)
      // Durable first: nothing is decided by a policy that the log doesn’t hold.
      await log.live(prepared, previous, trigger)
      live = prepared
      liveSince = now()
      return { kind: 'live', policy: prepared.policy, previous, leftOut: prepared.leftOut }
    } catch (error) {
      const problems = error instanceof PolicyError ? error.problems : [problem(reasonOf(error))]
      return { kind: 'refused', problems }
    }
  }

  return {
    current: () => live.policy,
    status: () => ({
      version: live.policy.version,
      digest: live.policy.digest,
      seal: live.seal,
      liveSince,
      reloads,
      refused,
    }),
    preview(change) {
      const base = live.amended === undefined ? readable() : live
      const next = base.amended!(change(base.amendments ?? []))
      if (next.policy.digest !== live.policy.digest) accept(next, live.policy)
      return next
    },
    reload(trigger) {
      if (running === null) {
        running = attempt(trigger).finally(() => {
          running = null
        })
        return running
      }
      // Files that can’t be loaded don’t keep an approval waiting, so the two are looked at apart.
      const what = trigger === 'approval' ? trigger : 'files'
      const queued =
        waiting.get(what) ??
        running.then(() => {
          waiting.delete(what)
          return this.reload(trigger)
        })
      waiting.set(what, queued)
      return queued
    },
  }
}

function isSame(a: PreparedPolicy, b: PreparedPolicy): boolean {
  return a.policy.digest === b.policy.digest && a.seal?.manifest === b.seal?.manifest
}

function problem(what: string): Problem {
  return { file: 'policy', line: 1, column: 1, problem: what, mend: 'the policy in force stays' }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error
}
