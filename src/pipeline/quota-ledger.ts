import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import {
  brokenBound,
  brokenBudget,
  costOf,
  type Measure,
  type Price,
  type QuotaLimit,
  type QuotaUse,
  type TokenUse,
} from '../core/quota.ts'
import { type QuotaWindow, windowEnd, windowName } from '../core/quota-window.ts'
import type { StateChange } from '../core/record.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { type ApplicableQuota, quotasFor } from '../policy/quotas-for.ts'
import { createPeerQuotas } from './peer-quotas.ts'

/** State kind of what was used; the key is `window|quota id|holder`, and among several gateways `|@gateway`. */
export const QUOTA = 'quota'

/** What a request is counted by. */
export interface QuotaSubject {
  readonly principal: Principal
  readonly system: string
  readonly purpose: string | null
  readonly price: Price | null
  /** The most that the exchange may use, as far as it can be told beforehand. */
  readonly tokens: TokenUse
}

/** What an open exchange holds of every quota that it counts against, until its true usage is known. */
export interface Reservation {
  readonly holds: readonly Hold[]
  readonly price: Price | null
  tokens: TokenUse
}

interface Hold {
  readonly key: string
  readonly limit: QuotaLimit
}

/** A bound that is reached. */
export interface UsedUp {
  readonly limit: QuotaLimit
  readonly what: Measure
  readonly retryAfterSeconds: number
}

export type QuotaAnswer =
  | { readonly kind: 'reserved'; readonly reservation: Reservation }
  | ({ readonly kind: 'refused' } & UsedUp)

/** What a holder has left: for people to see. */
export interface QuotaStanding {
  readonly limit: QuotaLimit
  readonly used: Readonly<Record<Measure, number>>
  /** When the window ends, milliseconds since the epoch. */
  readonly resetsAt: number
}

/** Counts use by window: reserved before forwarding, settled with the terminal record, so that a restart forgets nothing. */
export interface QuotaLedger {
  reserve(policy: PolicySet, subject: QuotaSubject): QuotaAnswer
  /** Reserves more output for an answer that grows beyond what was reserved; what is used up, or null. */
  extend(policy: PolicySet, reservation: Reservation, output: number): UsedUp | null
  /** The state changes to write with the terminal record. */
  settle(reservation: Reservation, used: TokenUse | null): StateChange[]
  standing(policy: PolicySet, quotas: readonly ApplicableQuota[]): QuotaStanding[]
}

const NOTHING: TokenUse = { input: 0, output: 0 }

/** @param gateway its name, where others write the same log and their use counts as well; null: it is the only one. */
export function createQuotaLedger(
  clock: Clock,
  stored: ReadonlyMap<string, unknown>,
  gateway: string | null = null,
): QuotaLedger {
  const { ownKey, withPeers } = createPeerQuotas(clock, stored, gateway)
  const uses = new Map<string, QuotaUse>()
  const windows = createWindows(clock)
  let past: StateChange[] = []
  const useOf = (key: string): QuotaUse => {
    let use = uses.get(key)
    if (!use) {
      use = readUse(stored.get(ownKey(key)))
      uses.set(key, use)
    }
    return use
  }
  /** What windows that are over left behind is removed with the next record. */
  const sweep = (timeZone: string): void => {
    if (!windows.turned(timeZone)) return
    const current = [windows.name('day', timeZone), windows.name('month', timeZone)]
    const isOver = (key: string): boolean => !current.includes(key.slice(0, key.indexOf('|')))
    for (const [key, use] of uses) if (isOver(key) && use.reservedTokens === 0) uses.delete(key)
    past = [...stored.keys()].filter(isOver).map((key) => ({ kind: QUOTA, key, value: null }))
  }
  const usedUp = ({ timezone }: PolicySet['profile'], limit: QuotaLimit, what: Measure): UsedUp => ({
    limit,
    what,
    retryAfterSeconds: Math.max(1, Math.ceil((windows.end(limit.window, timezone) - clock.now()) / 1000)),
  })
  return {
    reserve(policy, { principal, system, purpose, price, tokens }) {
      const zone = policy.profile.timezone
      sweep(zone)
      const minute = Math.floor(clock.now() / 60_000)
      const asked = { tokens: tokens.input + tokens.output, cost: costOf(tokens, price), minute }
      const holds: Hold[] = []
      for (const { limit, key: holder } of quotasFor(policy, principal, system, purpose)) {
        const key = `${windows.name(limit.window, zone)}|${holder}`
        const what = brokenBound(limit, withPeers(key, useOf(key)), asked)
        if (what !== null) return { kind: 'refused', ...usedUp(policy.profile, limit, what) }
        holds.push({ key, limit })
      }
      // Taking before forwarding is what keeps parallel calls from overspending together.
      for (const { key } of holds) {
        const use = useOf(key)
        use.requests += 1
        if (use.lastMinute !== minute) use.activeMinutes += 1
        use.lastMinute = minute
        use.reservedTokens += asked.tokens
        use.reservedCost += asked.cost
      }
      return { kind: 'reserved', reservation: { holds, price, tokens } }
    },
    extend(policy, reservation, output) {
      const { holds, price, tokens } = reservation
      const grown = { input: tokens.input, output: tokens.output + output }
      const asked = { tokens: output, cost: costOf(grown, price) - costOf(tokens, price) }
      for (const { key, limit } of holds) {
        const what = brokenBudget(limit.max, withPeers(key, useOf(key)), asked)
        if (what !== null) return usedUp(policy.profile, limit, what)
      }
      for (const { key } of holds) {
        useOf(key).reservedTokens += asked.tokens
        useOf(key).reservedCost += asked.cost
      }
      reservation.tokens = grown
      return null
    },
    settle({ holds, price, tokens }, used) {
      const { input, output } = used ?? NOTHING
      const changes = past
      past = []
      for (const { key } of holds) {
        const use = useOf(key)
        use.reservedTokens -= tokens.input + tokens.output
        use.reservedCost -= costOf(tokens, price)
        use.tokens += input + output
        use.cost += costOf({ input, output }, price)
        const { requests, activeMinutes, lastMinute } = use
        changes.push({
          kind: QUOTA,
          key: ownKey(key),
          value: { requests, tokens: use.tokens, cost: use.cost, activeMinutes, lastMinute },
        })
      }
      return changes
    },
    standing(policy, quotas) {
      const zone = policy.profile.timezone
      return quotas.map(({ limit, key }) => {
        const name = `${windows.name(limit.window, zone)}|${key}`
        const use = withPeers(name, useOf(name))
        const used = {
          requests: use.requests,
          tokens: use.tokens + use.reservedTokens,
          cost: use.cost + use.reservedCost,
          activeMinutes: use.activeMinutes,
        }
        return { limit, used, resetsAt: windows.end(limit.window, zone) }
      })
    },
  }
}

function readUse(row: unknown): QuotaUse {
  const { requests = 0, tokens = 0, cost = 0, activeMinutes = 0, lastMinute = -1 } = (row ?? {}) as Partial<QuotaUse>
  return { requests, tokens, cost, activeMinutes, lastMinute, reservedTokens: 0, reservedCost: 0 }
}

interface Windows {
  name(window: QuotaWindow, timeZone: string): string
  end(window: QuotaWindow, timeZone: string): number
  /** Whether a window has ended since this was asked last. */
  turned(timeZone: string): boolean
}

/** Asking the calendar is dear, and the answer changes once a day; a clock that is set back, or another zone, asks again. */
function createWindows(clock: Clock): Windows {
  const known = new Map<string, { name: string; from: number; end: number }>()
  let day = ''
  const current = (window: QuotaWindow, timeZone: string): { name: string; end: number } => {
    const now = clock.now()
    const key = `${window} ${timeZone}`
    let found = known.get(key)
    if (found === undefined || now >= found.end || now < found.from) {
      found = { name: windowName(now, window, timeZone), from: now, end: windowEnd(now, window, timeZone) }
      known.set(key, found)
    }
    return found
  }
  return {
    name: (window, timeZone) => current(window, timeZone).name,
    end: (window, timeZone) => current(window, timeZone).end,
    turned(timeZone) {
      const { name } = current('day', timeZone)
      if (name === day) return false
      day = name
      return true
    },
  }
}
