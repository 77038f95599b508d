import type { PolicySet } from '../policy-set.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

/** How strongly a person must have signed in. */
export function assurance({ facts }: Case, policy: PolicySet): Verdict {
  const { system, principal } = facts
  if (!facts.attended)
    return pass('assurance', ['MS-36'], 'No person is signed in; the app’s own credential was verified.')
  if (principal.assurance >= system.assurance)
    return pass('assurance', ['MS-36'], `Signed in at assurance level ${principal.assurance}.`)
  const acr = Object.entries(policy.index.issuers[principal.issuer]?.assurance.acr ?? {})
  const values = acr.filter(([, level]) => level >= system.assurance).map(([value]) => value)
  const wanted = values.length > 0 ? `, acr_values="${values.join(' ')}"` : ''
  // RFC 9470 section 3
  const challenge = `Bearer error="insufficient_user_authentication", error_description="A stronger sign-in is required"${wanted}`
  return refuse(
    'assurance',
    ['MS-36'],
    'assurance_required',
    `System ${system.id} needs assurance level ${system.assurance}, the sign-in has ${principal.assurance}.`,
    {
      headers: { 'WWW-Authenticate': challenge },
    },
  )
}
