import { createHash } from 'node:crypto'
import type { Principal, SubjectType } from '../core/principal.ts'
import { requiredText, type TokenTimes } from './check-claims.ts'
import type { Claims } from './compact-token.ts'
import { isOfficialAddress } from './email-domain.ts'
import { TokenRefused } from './token-refused.ts'
import type { Trust, TrustedIssuer } from './trust.ts'
import { unitOf } from './unit-of.ts'

/** Who a verified token speaks for, as the issuer's profile and `units.yaml` read it. */
export function claimsToPrincipal(
  token: string,
  claims: Claims,
  times: TokenTimes,
  issuer: TrustedIssuer,
  trust: Trust,
  nowMs: number,
): Principal {
  const subject = requiredText(claims, issuer.claims.subject)
  const client = requiredText(claims, issuer.claims.client)
  const subjectType = subjectTypeOf(claims, issuer)
  const email = emailOf(claims, issuer, subjectType)
  const roles = withinLimit(rolesOf(claims, issuer), issuer, nowMs)
  const { agency, unit } = unitOf(claims, issuer, trust)
  return {
    issuer: issuer.issuer,
    subject,
    key: `${issuer.issuer}|${subject}`,
    subjectType,
    client,
    agency,
    unit,
    roles,
    email,
    assurance: assuranceOf(claims, issuer, subjectType),
    tokenId:
      issuer.claims.tokenId === undefined
        ? createHash('sha256').update(token).digest('hex').slice(0, 32)
        : requiredText(claims, issuer.claims.tokenId),
    ...times,
    sessionId: optionalText(claims, 'sid'),
    authenticatedAt: typeof claims['auth_time'] === 'number' ? claims['auth_time'] : null,
    actors: [],
    training: trainingOf(claims, issuer),
  }
}

function optionalText(claims: Claims, name: string): string | null {
  return claims[name] === undefined ? null : requiredText(claims, name)
}

function subjectTypeOf(claims: Claims, { subjectType }: TrustedIssuer): SubjectType {
  const value = subjectType.claim === undefined ? undefined : claims[subjectType.claim]
  const found =
    value === undefined
      ? subjectType.absent
      : typeof value === 'string' && Object.hasOwn(subjectType.values, value)
        ? subjectType.values[value]
        : undefined
  if (found === undefined) throw new TokenRefused('subject_type')
  return found
}

/** The domain is needed, and never enough: issuer and tenant have decided already who is trusted. */
function emailOf(claims: Claims, issuer: TrustedIssuer, subjectType: SubjectType): string | null {
  const name = issuer.claims.email
  const value = name === undefined ? undefined : claims[name]
  if (value === undefined) {
    if (issuer.emailRequired && subjectType !== 'service' && subjectType !== 'public')
      throw new TokenRefused('email_domain')
    return null
  }
  if (typeof value !== 'string' || !isOfficialAddress(value, issuer.emailDomains))
    throw new TokenRefused('email_domain')
  return value
}

function rolesOf(claims: Claims, issuer: TrustedIssuer): readonly string[] {
  const value = issuer.claims.roles === undefined ? undefined : claims[issuer.claims.roles]
  if (value === undefined) return []
  const named = typeof value === 'string' ? value.split(' ') : value
  if (!Array.isArray(named) || named.some((role) => typeof role !== 'string')) throw new TokenRefused('role')
  return [
    ...new Set((named as string[]).flatMap((role) => (Object.hasOwn(issuer.roles, role) ? [issuer.roles[role]!] : []))),
  ]
}

/** Of an issuer that is limited to roles, no other role counts, whatever its tokens say (MS-22). */
function withinLimit(roles: readonly string[], issuer: TrustedIssuer, nowMs: number): readonly string[] {
  if (issuer.limitedTo === undefined) return roles
  if (issuer.limitedUntil !== null && nowMs >= issuer.limitedUntil) throw new TokenRefused('issuer_ended')
  const within = roles.filter((role) => issuer.limitedTo!.roles.includes(role))
  if (within.length === 0) throw new TokenRefused('role')
  return within
}

/** The higher of what `acr` and `amr` stand for; words that the profile doesn't know stand for nothing. */
function assuranceOf(claims: Claims, { assurance }: TrustedIssuer, subjectType: SubjectType): 1 | 2 | 3 {
  if (subjectType === 'service') return assurance.service
  const acr = claims['acr']
  const amr = Array.isArray(claims['amr']) ? (claims['amr'] as unknown[]) : []
  const levels = [
    assurance.otherwise,
    ...(typeof acr === 'string' && Object.hasOwn(assurance.acr, acr) ? [assurance.acr[acr]!] : []),
    ...amr.flatMap((method) =>
      typeof method === 'string' && Object.hasOwn(assurance.amr, method) ? [assurance.amr[method]!] : [],
    ),
  ]
  return Math.max(...levels) as 1 | 2 | 3
}

/** Course → day of completion; entries of another form count as not completed. */
function trainingOf(claims: Claims, issuer: TrustedIssuer): Readonly<Record<string, string>> {
  const value = issuer.claims.training === undefined ? undefined : claims[issuer.claims.training]
  const training: Record<string, string> = Object.create(null)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return training
  for (const [course, day] of Object.entries(value)) if (typeof day === 'string') training[course] = day
  return training
}
