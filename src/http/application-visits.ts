import type { FastifyRequest } from 'fastify'
import type { Clock, IdSource } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { type ExchangeRegistry, Interruption, type OpenExchange, openExchange } from '../core/registry.ts'
import type { StateRows } from '../core/state-rows.ts'
import type { Application, PolicySet } from '../policy/policy-set.ts'
import { decideVisit } from './decide-visit.ts'
import type { Session } from './session/sessions.ts'

export interface VisitParts {
  readonly registry: ExchangeRegistry
  /** What is suspended stands there. */
  readonly rows: StateRows
  readonly ids: IdSource
  readonly clock: Clock
  readonly policy: () => PolicySet
}

/** Visits of applications that are under way: open as exchanges are, so that whatever cuts those cuts these (MO-09, MS-31). */
export interface ApplicationVisits {
  /** From now on the visit is open, until it is over; or why it may not begin. `session`: where it is a page's own. */
  begin(request: FastifyRequest, caller: Principal, application: Application, session: Session | null): Refusal | null
  over(request: FastifyRequest): void
  /** Aborted when the visit is cut. */
  signalOf(request: FastifyRequest): AbortSignal | undefined
  /** What a visitor is told whose visit was cut; null: it wasn't. */
  cutOf(request: FastifyRequest): Refusal | null
  /** Ends what may not go on because time has passed, or the policy is another one: no row says so. To be called each second. */
  recheck(): void
}

interface OpenVisit {
  readonly open: OpenExchange
  readonly application: string
  readonly origin: string
  readonly session: Session | null
  readonly isSocket: boolean
}

export function createApplicationVisits({ registry, rows, ids, clock, policy }: VisitParts): ApplicationVisits {
  const visits = new Map<FastifyRequest, OpenVisit>()
  /** Those whose visit is over may still have to be told why. */
  const told = new WeakMap<FastifyRequest, OpenExchange>()

  function fallOf({ open, application, origin, session, isSocket }: OpenVisit): Refusal | null {
    const now = clock.now()
    // An answer by a token may come to its end; a socket has none.
    const endsAt = session?.row.endsAt ?? (isSocket ? open.principal!.expiresAt * 1_000 : Number.POSITIVE_INFINITY)
    if (now >= endsAt) return refusal('credential_expired')
    const current = policy().applications.find(({ id }) => id === application)
    if (current === undefined || current.origin !== origin) return refusal('system_not_approved', { rule: 'catalog' })
    return decideVisit(current, open.principal!, policy(), rows, now)
  }

  return {
    begin(request, caller, application, session) {
      const refused = decideVisit(application, caller, policy(), rows, clock.now())
      if (refused !== null) return refused
      const open = openExchange(ids.exchangeId())
      open.principal = caller
      open.system = application.id
      open.session = session?.key ?? null
      const isSocket = request.headers.upgrade !== undefined
      visits.set(request, { open, application: application.id, origin: application.origin, session, isSocket })
      told.set(request, open)
      registry.add(open)
      return null
    },
    over(request) {
      const visit = visits.get(request)
      if (visit === undefined) return
      visits.delete(request)
      registry.remove(visit.open.id)
      visit.open.abort.abort(new Error('client left'))
    },
    signalOf: (request) => told.get(request)?.abort.signal,
    cutOf(request) {
      const reason: unknown = told.get(request)?.abort.signal.reason
      return reason instanceof Interruption ? reason.refusal : null
    },
    recheck() {
      for (const visit of visits.values()) {
        const { abort } = visit.open
        const fall = abort.signal.aborted ? null : fallOf(visit)
        if (fall !== null) abort.abort(new Interruption('revoked', fall))
      }
    },
  }
}
