import type { CatalogSystem, PolicySet } from '../policy-set.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

const RULE = 'assurance'
const CLAUSES = ['MS-36']

/** How strongly, and how lately, a person must have signed in. */
export function assurance({ facts }: Case, policy: PolicySet): Verdict {
  const { system, principal, now } = facts
  if (!facts.attended) return pass(RULE, CLAUSES, 'No person is signed in; the app’s own credential was verified.')
  if (principal.assurance < system.assurance) {
    return refuse(
      RULE,
      CLAUSES,
      'assurance_required',
      `System ${system.id} needs assurance level ${system.assurance}, the sign-in has ${principal.assurance}.`,
      {
        headers: { 'WWW-Authenticate': challenge('A stronger sign-in is required', system, policy, principal.issuer) },
      },
    )
  }
  const maxAge = system.maxAuthAgeMinutes
  if (maxAge !== undefined && !isRecent(principal.authenticatedAt, maxAge, now)) {
    return refuse(
      RULE,
      CLAUSES,
      'assurance_required',
      `System ${system.id} needs a sign-in of the last ${maxAge} minutes.`,
      { headers: { 'WWW-Authenticate': challenge('A newer sign-in is required', system, policy, principal.issuer) } },
    )
  }
  return pass(RULE, CLAUSES, `Signed in at assurance level ${principal.assurance}.`)
}

/** A sign-in whose time nobody tells may be any time ago. */
function isRecent(authenticatedAt: number | null, maxAgeMinutes: number, nowMs: number): boolean {
  return authenticatedAt !== null && authenticatedAt * 1000 > nowMs - maxAgeMinutes * 60_000
}

/** RFC 9470 section 3: all that the next sign-in must meet, in the issuer's own words. */
function challenge(why: string, system: CatalogSystem, policy: PolicySet, issuer: string): string {
  const { acr = {}, acrs = {} } = policy.index.issuers[issuer]?.assurance ?? {}
  const values = Object.entries({ ...acr, ...acrs }).filter(([, level]) => level >= system.assurance)
  return [
    `Bearer error="insufficient_user_authentication"`,
    `error_description="${why}"`,
    ...(system.assurance > 1 && values.length > 0 ? [`acr_values="${values.map(([value]) => value).join(' ')}"`] : []),
    ...(system.maxAuthAgeMinutes === undefined ? [] : [`max_age="${system.maxAuthAgeMinutes * 60}"`]),
  ].join(', ')
}
