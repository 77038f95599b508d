import { compactVerify, errors } from 'jose'
import type { Principal } from '../core/principal.ts'
import { type Binding, bindingOf } from './binding.ts'
import { checkClaims, checkHeader } from './check-claims.ts'
import { claimsToPrincipal } from './claims-to-principal.ts'
import type { CompactToken } from './compact-token.ts'
import type { KeySource } from './key-source.ts'
import { TokenRefused } from './token-refused.ts'
import type { Trust, TrustedIssuer } from './trust.ts'

/** What a token says of its subject, and which key its sender must hold. */
export interface Verified {
  readonly principal: Principal
  readonly binding: Binding | null
  /** When the token ends, or its issuer does; milliseconds since the epoch. */
  readonly untilMs: number
}

/**
 * The whole verification of an access token, cheapest questions first. Throws {@link TokenRefused}.
 * The issuer that the token claims only chooses which profile it is held against; its keys are the profile's.
 */
export async function verifyToken(
  token: string,
  read: CompactToken,
  trust: Trust,
  keysOf: (issuer: TrustedIssuer) => KeySource,
  nowMs: number,
): Promise<Verified> {
  const issuer = trust.issuers.find((profile) => profile.issuer === read.claims['iss'])
  if (issuer === undefined) throw new TokenRefused('issuer')
  checkHeader(read, issuer)
  const times = checkClaims(read.claims, issuer, nowMs)
  await verifySignature(token, issuer, keysOf(issuer))
  return {
    principal: claimsToPrincipal(token, read.claims, times, issuer, trust, nowMs),
    binding: bindingOf(read.claims, issuer),
    untilMs: Math.min(times.expiresAt * 1000, issuer.limitedUntil ?? Number.POSITIVE_INFINITY),
  }
}

async function verifySignature(token: string, issuer: TrustedIssuer, source: KeySource): Promise<void> {
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const parsed = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { alg: string }
  const keys = await source.keysFor(parsed, { payload, protected: header, signature })
  for (const key of keys) {
    try {
      await compactVerify(token, key, { algorithms: [...issuer.algorithms] })
      return
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw new TokenRefused('signature')
    }
  }
  throw new TokenRefused('signature')
}
