import { hash } from 'node:crypto'
import type { Clock } from '../core/ids.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { readCompactToken } from './compact-token.ts'
import type { HandedTokens } from './handed-tokens.ts'
import { openKeyFile } from './key-file.ts'
import { createKeySource, type FetchLike, type KeySource } from './key-source.ts'
import { refuseToken } from './refuse-token.ts'
import { createTokenCache } from './token-cache.ts'
import { type TokenFault, TokenRefused } from './token-refused.ts'
import type { Trust, TrustedIssuer } from './trust.ts'
import { type Verified, verifyToken } from './verify-token.ts'

const VERIFIED_MAX = 10_000
const REFUSED_MAX = 10_000
const VERIFIED_MS = 60_000
const REFUSED_MS = 5_000

export type Authentication =
  | ({ readonly kind: 'ok' } & Verified)
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly fault: TokenFault }

export interface Authenticator {
  /**
   * A token that was verified within the last minute; undefined: ask {@link authenticate}. Either way its sender is still
   * to be held to the binding.
   */
  cached(token: string): Verified | undefined
  authenticate(token: string): Promise<Authentication>
  /** Whether a value sent in a wire's own credential header claims a trusted issuer; if not, it is a vendor key. */
  looksStateIssued(token: string): boolean
  /** Forgets what was verified: after a revocation. */
  forget(): void
  /** Fetches the keys of the wanted issuers where they aren't fresh; each by itself. Never rejects. */
  refreshKeys(isWanted?: (issuer: TrustedIssuer) => boolean): Promise<void>
  /** Fetches an issuer's keys now: for `doctor`. Rejects with the reason. */
  probe(issuerId: string): Promise<number>
}

export interface AuthenticatorOptions {
  readonly policy: () => Trust
  readonly clock: Clock
  /** Folder for last known good keys. */
  readonly cacheFolder?: string | undefined
  readonly fetch?: FetchLike | undefined
  /** Tokens of the gateway's own; absent: it hands out none. */
  readonly handed?: HandedTokens | undefined
}

export function createAuthenticator({
  policy,
  clock,
  cacheFolder,
  fetch: fetchKeys = fetch,
  handed,
}: AuthenticatorOptions): Authenticator {
  const verified = createTokenCache<Verified>(VERIFIED_MAX)
  const refused = createTokenCache<TokenFault>(REFUSED_MAX)
  const waiting = new Map<string, Promise<Authentication>>()
  const sources = new Map<string, KeySource>()
  let version = ''

  /** The policy now; what was verified under another one is forgotten, and what still is being verified is nobody's answer. */
  function trustNow(): Trust {
    const trust = policy()
    if (trust.version !== version) {
      version = trust.version
      verified.clear()
      refused.clear()
      waiting.clear()
    }
    return trust
  }

  function keysOf(issuer: TrustedIssuer): KeySource {
    let source = sources.get(issuer.jwksUri)
    if (source === undefined) {
      const file = cacheFolder === undefined ? null : openKeyFile(cacheFolder, issuer.jwksUri)
      source = createKeySource(issuer.jwksUri, clock, fetchKeys, file)
      sources.set(issuer.jwksUri, source)
    }
    return source
  }

  async function verify(token: string, key: string, trust: Trust): Promise<Authentication> {
    try {
      const read = readCompactToken(token)
      const found = handed?.isOwn(read)
        ? await handed.verify(token, read)
        : await verifyToken(token, read, trust, keysOf, clock.now())
      if (trust.version === version) verified.set(key, found, Math.min(clock.now() + VERIFIED_MS, found.untilMs))
      return { kind: 'ok', ...found }
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      if (!isPassing(error.fault) && trust.version === version) refused.set(key, error.fault, clock.now() + REFUSED_MS)
      return refusedAs(error.fault)
    }
  }

  return {
    cached(token) {
      trustNow()
      return verified.get(keyOf(token), clock.now())
    },
    authenticate(token) {
      const trust = trustNow()
      const key = keyOf(token)
      const known = verified.get(key, clock.now())
      if (known !== undefined) return Promise.resolve({ kind: 'ok', ...known })
      const fault = refused.get(key, clock.now())
      if (fault !== undefined) return Promise.resolve(refusedAs(fault))
      const open = waiting.get(key)
      if (open !== undefined) return open
      const result = verify(token, key, trust).finally(() => {
        if (waiting.get(key) === result) waiting.delete(key)
      })
      waiting.set(key, result)
      return result
    },
    looksStateIssued(token) {
      const payload = /^[A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/.exec(token.slice(0, 16_384))?.[1]
      if (payload === undefined) return false
      try {
        const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss?: unknown }
        return iss === handed?.issuer || trustNow().issuers.some((profile) => profile.issuer === iss)
      } catch {
        return false
      }
    },
    forget() {
      verified.clear()
    },
    async refreshKeys(isWanted = () => true) {
      const wanted = trustNow().issuers.filter(isWanted)
      await Promise.all(wanted.map((issuer) => keysOf(issuer).refreshIfDue()))
    },
    async probe(issuerId) {
      const issuer = policy().issuers.find(({ id }) => id === issuerId)
      if (issuer === undefined) throw new Error('no such issuer')
      return keysOf(issuer).probe()
    },
  }
}

/**
 * The digest of the whole token: of a part of it, two tokens that share that part would be one. And memory then holds no
 * tokens, nor does a flood of long ones fill it.
 */
function keyOf(token: string): string {
  return hash('sha256', token, 'base64')
}

/** Faults that may be gone at the next try: never remembered. */
function isPassing(fault: TokenFault): boolean {
  return fault === 'keys_unavailable' || fault === 'key_unknown' || fault === 'not_yet_valid'
}

function refusedAs(fault: TokenFault): Authentication {
  return { kind: 'refused', fault, refusal: refuseToken(fault) }
}
