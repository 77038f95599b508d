import type { RevocationCause } from '../../core/revocation.ts'
import { holderOf } from '../../identity/credential-holder.ts'
import type { PolicySet } from '../../policy/policy-set.ts'

/** A directory that provisions accounts: one issuer's, told by its credential. */
export interface ScimSource {
  /** Id of the issuer profile. */
  readonly id: string
  /** Exact `iss`. */
  readonly issuer: string
  /** The attribute that the tokens call the subject. */
  readonly subject: 'externalId' | 'userName'
  /** What a deactivation means. */
  readonly inactive: RevocationCause
}

/** Whose credential was presented; null for nobody's. `credentialOf` throws for a reference that leads nowhere. */
export function scimSourceOf(
  presented: string,
  policy: Pick<PolicySet, 'issuers'>,
  credentialOf: (reference: string) => string | null,
): ScimSource | null {
  const holders = policy.issuers.flatMap(({ id, issuer, scim }) => {
    if (scim === undefined) return []
    const { subject, inactive } = scim
    return [{ holder: { id, issuer, subject, inactive }, credential: orNull(() => credentialOf(scim.credential)) }]
  })
  return holderOf(presented, holders)
}

// A credential that isn't there lets nobody in; `doctor` says which one is missing.
function orNull(look: () => string | null): string | null {
  try {
    return look()
  } catch {
    return null
  }
}
