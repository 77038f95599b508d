import type { Claims, CompactToken } from './compact-token.ts'
import { TokenRefused } from './token-refused.ts'
import type { TrustedIssuer } from './trust.ts'

const TOLERANCE_SECONDS = 30

/** The claim as a non-empty string of sane length, or refused. */
export function requiredText(claims: Claims, name: string): string {
  const value = claims[name]
  if (typeof value !== 'string' || value.trim() === '' || value.length > 512 || /[\u0000-\u001f\u007f]/.test(value))
    throw new TokenRefused('claim_missing')
  return value
}

export interface TokenTimes {
  readonly issuedAt: number
  readonly expiresAt: number
}

/** What can be told before the signature is verified: cheap, and a stranger's token never costs a verification. */
export function checkHeader(token: CompactToken, issuer: TrustedIssuer): void {
  if (!issuer.algorithms.includes(token.algorithm)) throw new TokenRefused('algorithm')
  if (!issuer.typ.includes(token.typ)) throw new TokenRefused('typ')
}

/** What a verified token must say to be an access token for this gateway, now. */
export function checkClaims(claims: Claims, issuer: TrustedIssuer, nowMs: number): TokenTimes {
  checkAudience(claims['aud'], issuer)
  const times = checkTimes(claims, issuer, nowMs / 1000)
  if (issuer.requireOneOf.length > 0 && !issuer.requireOneOf.some((name) => isPresent(claims[name])))
    throw new TokenRefused('claim_missing')
  for (const [name, accepted] of Object.entries(issuer.requireValues))
    if (!accepted.includes(String(claims[name]))) throw new TokenRefused('claim_value')
  if (issuer.refuseClaims.some((name) => name in claims)) throw new TokenRefused('claim_forbidden')
  if (issuer.tenant !== undefined && claims[issuer.tenant.claim] !== issuer.tenant.value)
    throw new TokenRefused('tenant')
  const kind = issuer.accountKind
  if (kind !== undefined && kind.claim in claims && kind.refuse.includes(String(claims[kind.claim])))
    throw new TokenRefused('account_kind')
  // Left-out groups are unknown groups, not none: never fall back to fewer, or other, roles.
  if ('_claim_names' in claims || (claims['hasgroups'] ?? false) !== false) throw new TokenRefused('groups_unresolved')
  return times
}

function isPresent(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : Array.isArray(value) && value.length > 0
}

function checkAudience(aud: unknown, issuer: TrustedIssuer): void {
  const audiences = typeof aud === 'string' ? [aud] : Array.isArray(aud) ? aud : []
  if (audiences.length === 0 || audiences.some((one) => typeof one !== 'string')) throw new TokenRefused('audience')
  const ours = audiences.filter((one) => issuer.audience.includes(one as string))
  if (ours.length === 0 || (!issuer.audienceShared && ours.length !== audiences.length))
    throw new TokenRefused('audience')
}

function checkTimes(claims: Claims, issuer: TrustedIssuer, now: number): TokenTimes {
  const { exp, iat, nbf } = claims
  if (!isInstant(exp) || !isInstant(iat) || (nbf !== undefined && !isInstant(nbf)))
    throw new TokenRefused('claim_missing')
  if (exp + TOLERANCE_SECONDS <= now) throw new TokenRefused('expired')
  if (iat - TOLERANCE_SECONDS > now || (nbf !== undefined && nbf - TOLERANCE_SECONDS > now))
    throw new TokenRefused('not_yet_valid')
  if (exp <= iat || exp - iat > issuer.maxLifeMinutes * 60) throw new TokenRefused('life_too_long')
  return { issuedAt: iat, expiresAt: exp }
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e11
}
