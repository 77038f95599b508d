import type { JSONWebKeySet } from 'jose'
import type { Clock } from '../core/ids.ts'
import { readJson } from '../core/read-json.ts'
import type { KeyFile } from './key-file.ts'
import { keyResolver, type ResolveKeys, usableKeys } from './key-set.ts'
import { TokenRefused } from './token-refused.ts'

/** How old keys may be before they are fetched again, milliseconds. */
export const REFRESH_MS = 5 * 60_000
const COOLDOWN_MS = 5_000
const STALE_MAX_MS = 24 * 3_600_000
const TIMEOUT_MS = 3_000
const BYTES_MAX = 512 * 1024

export type FetchLike = (
  url: string,
  init: { signal: AbortSignal; redirect: 'error'; headers: Record<string, string> },
) => Promise<Response>

/** The keys of one issuer. Each issuer has its own, so that one's outage never touches another's. */
export interface KeySource {
  /** Keys that the header may mean. Throws {@link TokenRefused} where none fits or none could be had. */
  keysFor(...input: Parameters<ResolveKeys>): ReturnType<ResolveKeys>
  /** Fetches in the background where the keys are old or missing. Never rejects. */
  refreshIfDue(): Promise<void>
  /** Fetches now; for `doctor`. Resolves to the number of usable keys, rejects with the reason. */
  probe(): Promise<number>
}

interface Held {
  readonly keys: JSONWebKeySet
  readonly resolve: ResolveKeys
  readonly fetchedAt: number
}

/**
 * Keeps an issuer's keys: refreshed in the background, fetched once more for an unknown key id but never twice within
 * the cooldown, and held through an outage of up to 24 hours, a cold start included where there is a file.
 */
export function createKeySource(jwksUri: string, clock: Clock, fetchKeys: FetchLike, file: KeyFile | null): KeySource {
  let held: Held | null = hold(file?.read() ?? null, clock.now())
  let inFlight: Promise<Held> | null = null
  let lastAttempt = Number.NEGATIVE_INFINITY

  function refresh(): Promise<Held> {
    inFlight ??= download(jwksUri, fetchKeys)
      .then((keys) => {
        const fresh = { keys, resolve: keyResolver(keys), fetchedAt: clock.now() }
        held = fresh
        file?.write({ keys, fetchedAt: fresh.fetchedAt })
        return fresh
      })
      .finally(() => {
        inFlight = null
      })
    lastAttempt = clock.now()
    return inFlight
  }

  const mayAttempt = (): boolean => inFlight !== null || clock.now() - lastAttempt >= COOLDOWN_MS
  const isDue = (current: Held | null): boolean => current === null || clock.now() - current.fetchedAt >= REFRESH_MS
  const usable = (): Held | null => (held !== null && clock.now() - held.fetchedAt < STALE_MAX_MS ? held : null)

  return {
    async keysFor(header, token) {
      const current = usable()
      if (current === null) {
        if (!mayAttempt()) throw new TokenRefused('keys_unavailable')
        const first = await refresh().catch(() => null)
        if (first === null) throw new TokenRefused('keys_unavailable')
        return first.resolve(header, token)
      }
      if (isDue(current) && mayAttempt()) refresh().catch(() => undefined)
      try {
        return await current.resolve(header, token)
      } catch (error) {
        // The key may have been published a moment ago.
        if (!mayAttempt()) throw error
        const fresh = await refresh().catch(() => null)
        if (fresh === null) throw error
        return fresh.resolve(header, token)
      }
    },
    async refreshIfDue() {
      if (isDue(usable()) && mayAttempt()) await refresh().catch(() => undefined)
    },
    async probe() {
      return (await refresh()).keys.keys.length
    },
  }
}

function hold(saved: { readonly keys: unknown; readonly fetchedAt: number } | null, now: number): Held | null {
  // A file from the future would be fresh for as long as the clock was wrong.
  if (saved === null || saved.fetchedAt > now + COOLDOWN_MS) return null
  try {
    const keys = usableKeys(saved.keys)
    return { keys, resolve: keyResolver(keys), fetchedAt: saved.fetchedAt }
  } catch {
    return null
  }
}

async function download(jwksUri: string, fetchKeys: FetchLike): Promise<JSONWebKeySet> {
  const response = await fetchKeys(jwksUri, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: 'error',
    headers: { accept: 'application/json' },
  })
  if (response.status !== 200) throw new Error(`key set: status ${response.status}`)
  const text = await response.text()
  if (text.length > BYTES_MAX) throw new Error('key set: too large')
  return usableKeys(readJson(text))
}
