import type { FastifyRequest } from 'fastify'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { Order } from '../provisioning/deactivation.ts'

/** Who gives an order to a route: a signed-in person, or an operator of this machine. */
export interface Orderer {
  readonly order: Order
  /** What two people are told apart by: a principal key, or `os:<user>`. */
  readonly name: string
  /** Null when `judge` has nothing against the person; the machine's operator may do everything. */
  may(judge: (person: Principal) => Refusal | null): Refusal | null
}

export type OrdererOf = (request: FastifyRequest) => Orderer

export function personOrders(person: Principal, now: number): Orderer {
  return { order: { signal: 'api', at: now, actor: person }, name: person.key, may: (judge) => judge(person) }
}

export function operatorOrders(user: string, at: number): Orderer {
  return { order: { signal: 'shell', at, actor: `os:${user}` }, name: `os:${user}`, may: () => null }
}
