import {
  type CryptoKey,
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose'
import { TokenRefused } from './token-refused.ts'

const KEYS_MAX = 64
const CANDIDATES_MAX = 4

export type ResolveKeys = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey[]>

/** The keys of an issuer that may sign: asymmetric, public, bounded in number. Throws for what isn't a key set. */
export function usableKeys(value: unknown): JSONWebKeySet {
  const keys = (value as { keys?: unknown } | null)?.keys
  if (!Array.isArray(keys) || keys.length > KEYS_MAX) throw new Error('not a key set')
  const usable = keys.filter(isPublicSigningKey)
  if (usable.length === 0) throw new Error('a key set without usable keys')
  return { keys: usable } as JSONWebKeySet
}

// A symmetric key in a published set would let anybody sign.
function isPublicSigningKey(key: unknown): boolean {
  if (key === null || typeof key !== 'object') return false
  const { kty, use, d, k } = key as Record<string, unknown>
  return (
    (kty === 'RSA' || kty === 'EC' || kty === 'OKP') &&
    (use === undefined || use === 'sig') &&
    d === undefined &&
    k === undefined
  )
}

/** The keys that a header may mean: one as a rule; a few where a set holds several under one id. */
export function keyResolver(keySet: JSONWebKeySet): ResolveKeys {
  const resolve = createLocalJWKSet(keySet)
  return async (header, token) => {
    try {
      return [(await resolve(header, token)) as CryptoKey]
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) {
        const candidates: CryptoKey[] = []
        for await (const key of error) {
          candidates.push(key as CryptoKey)
          if (candidates.length === CANDIDATES_MAX) break
        }
        return candidates
      }
      throw new TokenRefused('key_unknown')
    }
  }
}
