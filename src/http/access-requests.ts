import {
  ACCESS_REQUEST,
  type AccessRequestRow,
  isAddressee,
  type RequestRoute,
  routeOf,
} from '../core/access-request.ts'
import type { DataClass } from '../core/decision.ts'
import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { supervisorOf } from '../provisioning/scim/supervisor.ts'
import type { Ledger } from '../records/ledger.ts'
import { Refused } from './governance-api.ts'

export interface AccessRequestParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
  readonly newId: () => string
}

/** What somebody asks for, in words of their own where there is no list. */
export interface AccessAsked {
  readonly system: string | null
  readonly tool: string | null
  readonly purpose: string
  readonly dataClass: DataClass
  readonly need: string
  readonly who: string
}

export interface AccessRequests {
  /** To whom a request of this person would go. */
  route(caller: Principal): RequestRoute
  /** Resolves once the request is recorded, and is there to see for whom it goes to. */
  send(caller: Principal, asked: AccessAsked): Promise<AccessRequestRow>
  /** One's own, and those that one is to decide about; that these were looked at is recorded first. */
  list(caller: Principal): Promise<{ own: readonly AccessRequestRow[]; received: readonly AccessRequestRow[] }>
}

/** Clauses MS-37, MO-32: a request to use AI goes to the requester's supervisor, and nobody can leave that out. */
export function accessRequests({ policy: policyNow, ledger, clock, newId }: AccessRequestParts): AccessRequests {
  const all = (): AccessRequestRow[] => [...ledger.state.all(ACCESS_REQUEST).values()] as AccessRequestRow[]
  const route = (caller: Principal): RequestRoute => {
    const unit = policyNow().units.units.find(({ id }) => id === caller.unit)
    return routeOf(caller, unit?.leaderRole, supervisorOf(caller, ledger.state))
  }
  return {
    route,
    async send(caller, asked) {
      const policy = policyNow()
      const isKnown = asked.system === null || policy.systems.some(({ id }) => id === asked.system)
      if (!isKnown || (asked.system === null) === (asked.tool === null) || policy.purposes[asked.purpose] === undefined)
        throw new Refused('malformed_body', {
          rule: 'access-request',
          clause: 'MS-37',
          message: 'The request names a system or a purpose that isn’t on the list.',
          next: 'Name a system of the catalog, or a tool that isn’t in it, and a purpose of the list.',
        })
      if (caller.subjectType === 'service')
        throw new Refused('audience_not_granted', {
          rule: 'access-request',
          clause: 'MS-37',
          message: 'People request access; an app is registered by its responsible official.',
          next: 'Ask the official who answers for the app.',
        })
      const row: AccessRequestRow = {
        ...asked,
        number: newId(),
        agency: caller.agency,
        unit: caller.unit,
        by: caller.key,
        name: caller.email ?? caller.subject,
        at: new Date(clock.now()).toISOString(),
        to: route(caller),
        status: 'sent',
      }
      const { number, system, tool, purpose, dataClass, to, need, who } = row
      await ledger.write({
        type: 'admin',
        agency: row.agency,
        actor: caller,
        meta: { action: 'request-access', request: number, system, tool, purpose, dataClass, to: { ...to } },
        state: [{ kind: ACCESS_REQUEST, key: number, value: row }],
        body: { need, who },
      })
      return row
    },
    async list(caller) {
      const newestFirst = all().toSorted((a, b) => b.at.localeCompare(a.at))
      const received = newestFirst.filter((row) => isAddressee(caller, row))
      if (received.length > 0) {
        const meta = { action: 'read-access-requests', requests: received.map(({ number }) => number) }
        await ledger.write({ type: 'access', agency: caller.agency, actor: caller, meta })
      }
      return { own: newestFirst.filter(({ by }) => by === caller.key), received }
    },
  }
}
