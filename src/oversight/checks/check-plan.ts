import { modelVersionKey } from '../../core/model-version.ts'
import type { Principal } from '../../core/principal.ts'
import { admits, coversMode } from '../../policy/grants.ts'
import type { Client, PolicySet } from '../../policy/policy-set.ts'
import { visibleModels } from '../../policy/visible-models.ts'
import type { CheckKind } from './check-row.ts'

/** A check of `oversight.yaml` over one model, as the policy wants it to run by itself. */
export interface PlannedCheck {
  readonly kind: CheckKind
  readonly check: string
  /** Null: the app that asks may use no model for it. */
  readonly model: string | null
  readonly system: string | null
  /** Key of what it answers as, in rows of `model-version`. */
  readonly version: string | null
  /** Whose it is: that of the app which asks; null: there is none. */
  readonly agency: string | null
  readonly everyDays: number
}

const WIRE = 'openai.chat'

/** The registered app that the gateway’s own checks ask as; null: the policy names none, so none runs by itself. */
export function checkClient({ clients }: Pick<PolicySet, 'clients'>): Client | null {
  return clients.find(({ checks }) => checks !== undefined) ?? null
}

/** Clauses MS-46, MS-54: every check with a cadence, over every model that its app may use for its purpose, or over those it names. */
export function checkPlan(policy: PolicySet, now: number): PlannedCheck[] {
  const { oversight } = policy
  if (oversight === null) return []
  const client = checkClient(policy)
  const agency = client === null ? null : agencyOf(policy, client)
  // A canary is one question, and doesn’t wait for hundreds.
  return (['canary', 'probe'] as const).flatMap((kind) =>
    (kind === 'probe' ? oversight.probes : oversight.canaries).flatMap(
      ({ id: check, everyDays, models, purpose }): PlannedCheck[] => {
        if (everyDays === undefined) return []
        const usable = client === null ? [] : usableModels(policy, client, purpose, now)
        const asked = usable.filter(({ id }) => models?.includes(id) !== false)
        if (asked.length === 0) return [{ kind, check, model: null, system: null, version: null, agency, everyDays }]
        return asked.map(({ id, system, model }) => ({
          ...{ kind, check, model: id, system: system.id, agency, everyDays },
          version: modelVersionKey(system.id, model.id),
        }))
      },
    ),
  )
}

function usableModels(policy: PolicySet, client: Client, purpose: string, now: number) {
  const rule = policy.purposes[purpose]
  if (rule?.subjectTypes.includes('service') !== true || client.purposes?.includes(purpose) === false) return []
  const caller = asItself(policy, client)
  return visibleModels(policy, caller, now).filter(
    ({ system, model }) =>
      (model.wires ?? system.upstream.wires).includes(WIRE) &&
      system.grants.some(
        (grant) =>
          admits(grant, caller, now) && grant.purposes.includes(purpose) && coversMode(grant, rule.decisionMode),
      ),
  )
}

function agencyOf(policy: PolicySet, { unit }: Client): string {
  return policy.units.units.find(({ id }) => id === unit)?.agency ?? policy.profile.agency
}

/** The app as its own token will name it: enough to ask what it may use. */
function asItself(policy: PolicySet, client: Client): Principal {
  const issuer = policy.issuers.find(({ id }) => id === client.issuer)?.issuer ?? ''
  return {
    ...{ issuer, subject: client.id, key: `${issuer}|${client.id}`, client: client.id, subjectType: 'service' },
    ...{ agency: agencyOf(policy, client), unit: client.unit, roles: [], email: null, assurance: 1, tokenId: '' },
    ...{ issuedAt: 0, expiresAt: 0, sessionId: null, authenticatedAt: null, actors: [], training: {} },
  }
}
