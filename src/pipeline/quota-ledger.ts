import type { Clock } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import {
  brokenBound,
  localDay,
  type QuotaLimit,
  type QuotaUse,
  type Reservation,
  secondsToMidnight,
  settle,
  take,
} from '../core/quota.ts'
import type { StateChange } from '../core/record.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { quotasFor } from '../policy/quotas-for.ts'

/** State kind of what was used; the key is `day|quota id|person or client`. */
export const QUOTA = 'quota'

/** What a request is counted by. */
export interface QuotaSubject {
  readonly principal: Principal
  readonly system: string
  readonly purpose: string | null
  readonly promptCharacters: number
}

export type QuotaAnswer =
  | { readonly kind: 'reserved'; readonly reservation: Reservation }
  | {
      readonly kind: 'refused'
      readonly limit: QuotaLimit
      readonly what: 'requests' | 'tokens'
      readonly retryAfterSeconds: number
    }

/** Counts use by local day: reserved before forwarding, settled with the terminal record, so that a restart forgets nothing. */
export interface QuotaLedger {
  reserve(policy: PolicySet, subject: QuotaSubject): QuotaAnswer
  /** The state changes to write with the terminal record. */
  settle(reservation: Reservation, tokens: number | null): StateChange[]
}

/** A prompt's tokens are estimated for the reservation: four characters a token, plus room for an answer. */
const CHARACTERS_PER_TOKEN = 4
const ANSWER_TOKENS = 500

export function createQuotaLedger(clock: Clock, stored: ReadonlyMap<string, unknown>): QuotaLedger {
  const uses = new Map<string, QuotaUse>()
  let day = ''
  let dayEndsAt = 0
  const useOf = (key: string): QuotaUse => {
    let use = uses.get(key)
    if (!use) {
      const row = stored.get(key) as { requests?: number; tokens?: number } | undefined
      use = { requests: row?.requests ?? 0, tokens: row?.tokens ?? 0, reservedTokens: 0 }
      uses.set(key, use)
    }
    return use
  }
  const today = (timeZone: string): string => {
    const now = clock.now()
    // Asking the calendar is dear; the day changes once. A clock set back asks again.
    if (now >= dayEndsAt || now < dayEndsAt - 26 * 3_600_000) {
      day = localDay(now, timeZone)
      dayEndsAt = now + secondsToMidnight(now, timeZone) * 1000
      for (const [key, use] of uses) if (!key.startsWith(day) && use.reservedTokens === 0) uses.delete(key)
    }
    return day
  }
  return {
    reserve(policy, subject) {
      const window = today(policy.profile.timezone)
      const tokens = Math.ceil(subject.promptCharacters / CHARACTERS_PER_TOKEN) + ANSWER_TOKENS
      const keys: string[] = []
      for (const { limit, key: holder } of quotasFor(policy, subject.principal, subject.system, subject.purpose)) {
        const key = `${window}|${holder}`
        const what = brokenBound(limit, useOf(key), tokens)
        if (what !== null)
          return {
            kind: 'refused',
            limit,
            what,
            retryAfterSeconds: secondsToMidnight(clock.now(), policy.profile.timezone),
          }
        keys.push(key)
      }
      for (const key of keys) take(useOf(key), tokens)
      return { kind: 'reserved', reservation: { keys, tokens } }
    },
    settle(reservation, tokens) {
      return reservation.keys.map((key) => {
        const use = useOf(key)
        settle(use, reservation.tokens, tokens ?? 0)
        return { kind: QUOTA, key, value: { requests: use.requests, tokens: use.tokens } }
      })
    },
  }
}
