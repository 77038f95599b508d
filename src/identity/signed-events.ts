import { compactVerify, errors } from 'jose'
import type { Clock } from '../core/ids.ts'
import { type Claims, readCompactToken } from './compact-token.ts'
import { openKeyFile } from './key-file.ts'
import { createKeySource, type FetchLike, type KeySource } from './key-source.ts'
import { TokenRefused } from './token-refused.ts'

/** Who signs, with what, and what kind of token it must be. */
export interface EventTrust {
  /** Exact `iss`. */
  readonly issuer: string
  readonly jwksUri: string
  readonly audience: readonly string[]
  readonly algorithms: readonly string[]
  readonly typ: readonly string[]
}

/** Verifies tokens that tell of something, in place of letting somebody in: security events (RFC 8417), logout tokens. */
export interface SignedEvents {
  /**
   * The claims, once form, type, issuer, audience, algorithm and signature hold. `trusts` are those who may sign; the
   * token's own `iss` only chooses among them. Throws {@link TokenRefused}.
   */
  verify<T extends EventTrust>(
    token: string,
    trusts: readonly T[],
  ): Promise<{ readonly claims: Claims; readonly trust: T }>
}

export interface SignedEventsOptions {
  readonly clock: Clock
  /** Folder for last known good keys. */
  readonly cacheFolder: string
  readonly fetch: FetchLike
}

export function createSignedEvents({ clock, cacheFolder, fetch: fetchKeys }: SignedEventsOptions): SignedEvents {
  const sources = new Map<string, KeySource>()

  function keysAt(uri: string): KeySource {
    let source = sources.get(uri)
    if (source === undefined) {
      source = createKeySource(uri, clock, fetchKeys, openKeyFile(cacheFolder, uri))
      sources.set(uri, source)
    }
    return source
  }

  return {
    async verify(token, trusts) {
      const { claims, algorithm, typ } = readCompactToken(token)
      const trust = trusts.find(({ issuer }) => issuer === claims['iss'])
      if (trust === undefined) throw new TokenRefused('issuer')
      if (!trust.algorithms.includes(algorithm)) throw new TokenRefused('algorithm')
      if (!trust.typ.includes(typ)) throw new TokenRefused('typ')
      if (!isForUs(claims['aud'], trust.audience)) throw new TokenRefused('audience')
      await verifySignature(token, trust, keysAt(trust.jwksUri))
      return { claims, trust }
    },
  }
}

function isForUs(aud: unknown, ours: readonly string[]): boolean {
  const named: unknown[] = Array.isArray(aud) ? aud : [aud]
  return named.some((one) => typeof one === 'string' && ours.includes(one))
}

async function verifySignature(token: string, { algorithms }: EventTrust, source: KeySource): Promise<void> {
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const parsed = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { alg: string }
  for (const key of await source.keysFor(parsed, { payload, protected: header, signature })) {
    try {
      await compactVerify(token, key, { algorithms: [...algorithms] })
      return
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw new TokenRefused('signature')
    }
  }
  throw new TokenRefused('signature')
}
