import type { PolicySet } from '../policy-set.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

/** An issuer may be trusted for some duties only, such as another office's auditors. */
export function issuerLimit({ facts }: Case, policy: PolicySet): Verdict {
  const limit = policy.index.issuers[facts.principal.issuer]?.limitedTo
  if (limit !== undefined && !limit.inference) {
    return refuse('issuer-limit', ['MS-22'], 'audience_not_granted', 'Accounts of this issuer may not call AI systems.')
  }
  return pass('issuer-limit', ['MS-22'], 'The issuer’s accounts may call AI systems.')
}
