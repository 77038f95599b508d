import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../policy-set.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

const RULE = 'assurance'
const CLAUSES = ['MS-36']

/** What a system, or an application, asks of a person's sign-in. */
export interface SignInAsked {
  readonly assurance: number
  readonly maxAuthAgeMinutes?: number | undefined
}

/** How strongly, and how lately, a person must have signed in. */
export function assurance({ facts }: Case, policy: PolicySet): Verdict {
  const { system, principal, now } = facts
  if (!facts.attended) return pass(RULE, CLAUSES, 'No person is signed in; the app’s own credential was verified.')
  const unmet = unmetSignIn(`System ${system.id}`, system, principal, policy, now)
  if (unmet !== null) return refuse(RULE, CLAUSES, 'assurance_required', unmet.why, { headers: unmet.headers })
  return pass(RULE, CLAUSES, `Signed in at assurance level ${principal.assurance}.`)
}

/** Clause MS-36: what a sign-in lacks, with the challenge that says so (RFC 9470); null: nothing. `now`: milliseconds since the epoch. */
export function unmetSignIn(
  what: string,
  asked: SignInAsked,
  principal: Principal,
  policy: Pick<PolicySet, 'index'>,
  now: number,
): { readonly why: string; readonly headers: Readonly<Record<string, string>> } | null {
  const challenging = (why: string) => ({ 'WWW-Authenticate': challenge(why, asked, policy, principal.issuer) })
  if (principal.assurance < asked.assurance)
    return {
      why: `${what} needs assurance level ${asked.assurance}, the sign-in has ${principal.assurance}.`,
      headers: challenging('A stronger sign-in is required'),
    }
  const maxAge = asked.maxAuthAgeMinutes
  if (maxAge !== undefined && !isRecent(principal.authenticatedAt, maxAge, now))
    return {
      why: `${what} needs a sign-in of the last ${maxAge} minutes.`,
      headers: challenging('A newer sign-in is required'),
    }
  return null
}

/** A sign-in whose time nobody tells may be any time ago. */
function isRecent(authenticatedAt: number | null, maxAgeMinutes: number, nowMs: number): boolean {
  return authenticatedAt !== null && authenticatedAt * 1000 > nowMs - maxAgeMinutes * 60_000
}

/** RFC 9470 section 3: all that the next sign-in must meet, in the issuer's own words. */
function challenge(why: string, asked: SignInAsked, policy: Pick<PolicySet, 'index'>, issuer: string): string {
  const { acr = {}, acrs = {} } = policy.index.issuers[issuer]?.assurance ?? {}
  const values = Object.entries({ ...acr, ...acrs }).filter(([, level]) => level >= asked.assurance)
  return [
    `Bearer error="insufficient_user_authentication"`,
    `error_description="${why}"`,
    ...(asked.assurance > 1 && values.length > 0 ? [`acr_values="${values.map(([value]) => value).join(' ')}"`] : []),
    ...(asked.maxAuthAgeMinutes === undefined ? [] : [`max_age="${asked.maxAuthAgeMinutes * 60}"`]),
  ].join(', ')
}
