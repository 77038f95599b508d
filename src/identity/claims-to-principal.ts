import { createHash } from 'node:crypto'
import type { Principal, SubjectType } from '../core/principal.ts'
import { actorsOf } from './actors.ts'
import { assuranceOf } from './assurance.ts'
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
  const subjectType = subjectTypeOf(claims, issuer)
  const { subject: named, serviceSubject = named } = issuer.claims
  const subject = requiredText(claims, subjectType === 'service' ? serviceSubject : named)
  const client = requiredText(claims, issuer.claims.client)
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
    actors: actorsOf(claims, issuer, trust),
    training: trainingOf(claims, issuer),
  }
}

function optionalText(claims: Claims, name: string): string | null {
  return claims[name] === undefined ? null : requiredText(claims, name)
}

function subjectTypeOf(claims: Claims, { subjectType }: TrustedIssuer): SubjectType {
  if (subjectType.service !== undefined && isService(claims, subjectType.service)) return 'service'
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

/** The kind says how a service's token is told; a claim that nobody set is not a value. */
function isService(claims: Claims, { claim, value }: NonNullable<TrustedIssuer['subjectType']['service']>): boolean {
  return value === undefined ? !(claim in claims) : claims[claim] === value
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

/** Course → day of completion; entries of another form count as not completed. */
function trainingOf(claims: Claims, issuer: TrustedIssuer): Readonly<Record<string, string>> {
  const value = issuer.claims.training === undefined ? undefined : claims[issuer.claims.training]
  const training: Record<string, string> = Object.create(null)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return training
  for (const [course, day] of Object.entries(value)) if (typeof day === 'string') training[course] = day
  return training
}
