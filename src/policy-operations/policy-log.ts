import type { EntryId, IdSource } from '../core/ids.ts'
import type { RecordWriter } from '../core/ports.ts'
import type { EntryDraft, StateChange } from '../core/record.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { formatProblem, type Problem } from '../policy/problem.ts'
import { ARCHIVED_POLICY, archivePolicy } from './archive.ts'
import type { PreparedPolicy } from './prepared-policy.ts'
import { NEWEST, POLICY_SEQUENCE } from './sequence.ts'

/** State kind, with one key: the policy that became live last. */
export const LIVE_POLICY = 'policy-live'
export const LIVE = 'live'

/** Why a policy was looked at: the gateway started, was told to by signal, saw its files change, or people approved something. */
export type ReloadTrigger = 'start' | 'signal' | 'files' | 'approval'

/** Problems that one entry tells in full; more are counted. */
const PROBLEMS_MAX = 50

/** Writes down which policy is in force, whole where the log doesn’t hold it yet (MS-65, MO-32). */
export interface PolicyLog {
  /** Resolves once it is durable that this policy is live from here on. */
  live(prepared: PreparedPolicy, previous: PolicySet | null, trigger: ReloadTrigger): Promise<void>
  /** Resolves once it is durable that a policy was refused, and why. */
  refused(inForce: PolicySet, problems: readonly Problem[], trigger: ReloadTrigger): Promise<void>
}

/** What the log keeps in memory of its own state. */
export interface StateRows {
  get(kind: string, key: string): unknown
  all(kind: string): ReadonlyMap<string, unknown>
  apply(changes: readonly StateChange[], index: number): void
}

export function createPolicyLog(store: Pick<RecordWriter, 'append'>, state: StateRows, ids: IdSource): PolicyLog {
  const draft = (policy: PolicySet, id: EntryId, meta: Record<string, unknown>): EntryDraft => ({
    id,
    type: 'policy',
    agency: policy.profile.agency,
    series: policy.retention.default,
    policy: policy.version,
    meta: { ...meta, by: 'gateway' },
    parts: [],
  })
  return {
    async live({ policy, seal, amendments = [], leftOut = [] }, previous, trigger) {
      const id = ids.entryId()
      const isNew = state.get(ARCHIVED_POLICY, policy.digest) === undefined
      const changes: StateChange[] = [{ kind: LIVE_POLICY, key: LIVE, value: { digest: policy.digest } }]
      if (isNew) changes.push({ kind: ARCHIVED_POLICY, key: policy.digest, value: { entry: id } })
      if (seal !== null) {
        const { sequence, manifest } = seal
        changes.push({ kind: POLICY_SEQUENCE, key: NEWEST, value: { sequence, manifest } })
      }
      const { index } = await store.append({
        ...draft(policy, id, {
          action: 'live',
          trigger,
          digest: policy.digest,
          version: policy.version,
          previous: previous?.digest ?? null,
          ...(amendments.length === 0 ? {} : { amendments: amendments.map((one) => one.id) }),
          ...(leftOut.length === 0 ? {} : { leftOut: leftOut.map((one) => one.id) }),
          seal: seal === null ? null : { ...seal, signers: seal.signers.map((signer) => ({ ...signer })) },
        }),
        parts: isNew ? [{ name: 'body', key: 'record', bytes: archivePolicy(policy) }] : [],
        state: changes,
      })
      state.apply(changes, index)
    },
    async refused(inForce, problems, trigger) {
      await store.append(
        draft(inForce, ids.entryId(), {
          action: 'refused',
          trigger,
          digest: inForce.digest,
          problems: problems.slice(0, PROBLEMS_MAX).map(formatProblem),
          problemCount: problems.length,
        }),
      )
    },
  }
}
