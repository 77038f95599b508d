import type { FastifyRequest } from 'fastify'
import type { Clock, IdSource } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { type ExchangeRegistry, Interruption, type OpenExchange, openExchange } from '../core/registry.ts'
import { suspended } from '../core/standing.ts'
import type { StateRows } from '../core/state-rows.ts'
import { suspensionsInForce } from '../core/suspension.ts'
import { admits } from '../policy/grants.ts'
import type { Application, PolicySet } from '../policy/policy-set.ts'

export interface VisitParts {
  readonly registry: ExchangeRegistry
  /** What is suspended stands there. */
  readonly rows: StateRows
  readonly ids: IdSource
  readonly clock: Clock
}

/** Visits of applications that are under way: open as exchanges are, so that whatever cuts those cuts these (MO-09, MS-31). */
export interface ApplicationVisits {
  /** From now on the visit is open, until it is over; or why it may not begin. */
  begin(
    request: FastifyRequest,
    caller: Principal,
    application: Application,
    policy: Pick<PolicySet, 'index'>,
  ): Refusal | null
  over(request: FastifyRequest): void
  /** Aborted when the visit is cut. */
  signalOf(request: FastifyRequest): AbortSignal | undefined
  /** What a visitor is told whose visit was cut; null: it wasn't. */
  cutOf(request: FastifyRequest): Refusal | null
}

export function createApplicationVisits({ registry, rows, ids, clock }: VisitParts): ApplicationVisits {
  const open = new WeakMap<FastifyRequest, OpenExchange>()
  return {
    begin(request, caller, application, policy) {
      const refused = decideVisit(application, caller, policy, rows, clock.now())
      if (refused !== null) return refused
      const visit = openExchange(ids.exchangeId())
      visit.principal = caller
      visit.system = application.id
      open.set(request, visit)
      registry.add(visit)
      return null
    },
    over(request) {
      const visit = open.get(request)
      if (visit === undefined) return
      registry.remove(visit.id)
      visit.abort.abort(new Error('client left'))
    },
    signalOf: (request) => open.get(request)?.abort.signal,
    cutOf(request) {
      const reason: unknown = open.get(request)?.abort.signal.reason
      return reason instanceof Interruption ? reason.refusal : null
    },
  }
}

function decideVisit(
  application: Application,
  caller: Principal,
  policy: Pick<PolicySet, 'index'>,
  rows: StateRows,
  now: number,
): Refusal | null {
  const { client, unit, key: person } = caller
  const scope = { system: application.id, vendor: null, purpose: null, client, unit, person }
  const [stop] = suspensionsInForce(rows, scope, now)
  if (stop !== undefined) return suspended(stop)
  const { status } = application.approval
  if (status === 'suspended') return refusal('system_suspended', { rule: 'suspended' })
  if (status !== 'active' && status !== 'provisional') return refusal('system_not_approved', { rule: 'catalog' })
  if (now >= application.endsAt) return refusal('approval_expired', { rule: 'approval' })
  if (policy.index.issuers[caller.issuer]?.limitedTo?.inference === false) {
    const message = 'Accounts of your issuer may not use AI.'
    return refusal('audience_not_granted', { rule: 'issuer-limit', clause: 'MS-22', message })
  }
  if (!application.grants.some((grant) => admits(grant, caller, now)))
    return refusal('audience_not_granted', { rule: 'audience', message: 'This application is not approved for you.' })
  return null
}
