import type { Clock, IdSource } from '../core/ids.ts'
import type { RecordWriter } from '../core/ports.ts'
import type { StateChange } from '../core/record.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { formatProblem, PolicyError, type Problem } from '../policy/problem.ts'
import { amendmentsIn, POLICY_AMENDMENT } from './amendments.ts'
import { createPolicyHolder, type PolicyHolder } from './policy-holder.ts'
import { createPolicyLog, LIVE, LIVE_POLICY, type StateRows } from './policy-log.ts'
import type { PolicySource } from './policy-source.ts'
import { withAllThatFit } from './prepare-policy.ts'
import type { PreparedPolicy } from './prepared-policy.ts'
import { type AcceptedSequence, checkSequence, NEWEST, POLICY_SEQUENCE } from './sequence.ts'
import { createShadow, type Shadow } from './shadow.ts'
import { watchFolder } from './watch-folder.ts'

/** How often a refused policy is looked at again, milliseconds. */
const RETRY_MS = 30_000

export interface PolicyOperationsParts {
  readonly initial: PreparedPolicy
  readonly source: PolicySource | null
  readonly shadowSource: PolicySource | null
  readonly store: Pick<RecordWriter, 'append'>
  readonly state: StateRows
  readonly ids: IdSource
  readonly clock: Clock
  /** Throws, naming the reference only, where an upstream’s credential can’t be had. */
  readonly credentialOf: (reference: string) => unknown
  readonly log: { info(details: object): void; warn(details: object): void; error(details: object): void }
}

export interface PolicyOperations {
  readonly holder: PolicyHolder
  readonly shadow: Shadow | null
  /** What another gateway of the log has approved is in force here, too, once this has read it. */
  heard(changes: readonly StateChange[]): void
  stop(): void
}

/**
 * Brings the first policy into force and keeps it up with its files. Throws {@link PolicyError} where that policy is older
 * than one that was in force, or where the candidate to shadow can’t be read.
 */
export async function startPolicyOperations(parts: PolicyOperationsParts): Promise<PolicyOperations> {
  const { source, shadowSource, state, clock, log } = parts
  // What was approved in the gateway holds from its first moment, as the files do.
  const approved = amendmentsIn(state)
  const { amended } = parts.initial
  const withApproved = () => (amended === undefined ? source!.prepare(approved) : withAllThatFit(amended, approved))
  const initial = source === null || approved.length === 0 ? parts.initial : withApproved()
  tellLeftOut(initial.leftOut, log)
  const folder = source?.folder ?? 'policy'
  const accepted = (): AcceptedSequence | undefined =>
    state.get(POLICY_SEQUENCE, NEWEST) as AcceptedSequence | undefined
  checkSequence(folder, initial.seal, accepted())
  const shadow = shadowSource === null ? null : startShadow(shadowSource, clock, log)
  const policyLog = createPolicyLog(parts.store, state, parts.ids)
  const last = state.get(LIVE_POLICY, LIVE) as { digest: string } | undefined
  const isSequenceNew = initial.seal !== null && accepted()?.manifest !== initial.seal.manifest
  if (last?.digest !== initial.policy.digest || isSequenceNew) await policyLog.live(initial, null, 'start')
  const holder = createPolicyHolder({
    initial,
    approved: () => amendmentsIn(state),
    prepare: source === null ? null : () => source.prepare(amendmentsIn(state)),
    accept: (prepared, inForce) => {
      checkSequence(folder, prepared.seal, accepted())
      const problems = unhonourable(prepared.policy, inForce, folder, parts.credentialOf)
      if (problems.length > 0) throw new PolicyError(problems)
    },
    log: policyLog,
    clock,
    onOutcome: (outcome, trigger) => {
      if (outcome.kind === 'refused')
        log.error({ event: 'policy.refused', trigger, problems: outcome.problems.map(formatProblem) })
      if (outcome.kind === 'live') {
        log.info({ event: 'policy.live', trigger, version: outcome.policy.version, previous: outcome.previous.version })
        tellLeftOut(outcome.leftOut, log)
        const restart = applicationsThatMoved(outcome.policy, outcome.previous)
        if (restart.length > 0) log.warn({ event: 'policy.needs-restart', applications: restart })
      }
    },
  })
  // What stood in the way may be gone by itself: a day that hadn’t come, a credential, a store that couldn’t write.
  const retry = setInterval(() => {
    if (source !== null && holder.status().refused !== null) void holder.reload('files')
  }, RETRY_MS).unref()
  const stops = [
    () => clearInterval(retry),
    source === null ? () => {} : watchFolder({ folder: source.folder, onChange: () => void holder.reload('files') }),
    shadowSource === null || shadow === null ? () => {} : watchShadow(shadowSource, shadow, log),
  ]
  return {
    holder,
    shadow,
    heard: (changes) => {
      if (changes.some(({ kind }) => kind === POLICY_AMENDMENT)) void holder.reload('approval')
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

function tellLeftOut(leftOut: PreparedPolicy['leftOut'] | undefined, log: PolicyOperationsParts['log']): void {
  for (const { id, problems } of leftOut ?? [])
    log.error({ event: 'policy.approval-left-out', approval: id, problems: problems.map(formatProblem) })
}

/** What a policy asks for and this deployment doesn’t have. */
function unhonourable(
  policy: PolicySet,
  inForce: PolicySet,
  folder: string,
  credentialOf: (reference: string) => unknown,
): Problem[] {
  const at = (file: string, problem: string, mend: string): Problem => ({
    file: `${folder}/${file}`,
    line: 1,
    column: 1,
    problem,
    mend,
  })
  const problems: Problem[] = []
  if (policy.version === inForce.version && policy.digest !== inForce.digest)
    problems.push(at('profile.yaml', 'its version is that of the policy in force', 'change any value'))
  if (policy.profile.id !== inForce.profile.id)
    problems.push(
      at('profile.yaml', `this is profile ${policy.profile.id}`, `one log serves ${inForce.profile.id} only`),
    )
  for (const { id, routable, upstream } of policy.systems) {
    if (!routable) continue
    try {
      credentialOf(upstream.credential)
    } catch (error) {
      problems.push(at('catalog.yaml', `system ${id}: ${(error as Error).message}`, 'provide it, then load again'))
    }
  }
  for (const { id, to } of policy.siem.sinks) {
    if (to.kind !== 'https') continue
    try {
      credentialOf(to.credential)
    } catch (error) {
      problems.push(at('siem.yaml', `sink ${id}: ${(error as Error).message}`, 'provide it, then load again'))
    }
  }
  return problems
}

/** Applications are connected at start; a new or moved one is reachable after the next. */
function applicationsThatMoved(policy: PolicySet, previous: PolicySet): string[] {
  const known = new Map(previous.applications.map(({ id, origin }) => [id, origin]))
  return policy.applications.filter(({ id, origin }) => known.get(id) !== origin).map(({ id }) => id)
}

function startShadow(source: PolicySource, clock: Clock, log: PolicyOperationsParts['log']): Shadow {
  return createShadow(
    source.prepare().policy,
    () => clock.now(),
    (error) => log.error({ event: 'shadow.fault', fault: error instanceof Error ? error.name : typeof error }),
  )
}

function watchShadow(source: PolicySource, shadow: Shadow, log: PolicyOperationsParts['log']): () => void {
  return watchFolder({
    folder: source.folder,
    onChange: () => {
      try {
        shadow.replace(source.prepare().policy)
      } catch (error) {
        if (!(error instanceof PolicyError)) throw error
        log.warn({ event: 'shadow.refused', problems: error.problems.map(formatProblem) })
      }
    },
  })
}
