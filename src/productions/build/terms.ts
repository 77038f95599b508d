import type { IndexRange } from '../../core/destruction.ts'
import type { PolicySet } from '../../policy/policy-set.ts'

/** What a build takes from the policy and from dispositions: it can be sent to a thread. */
export interface BuildTerms {
  readonly timezone: string
  readonly policy: string
  /** Entities in upper case, as placeholders name them. */
  readonly entities: readonly string[]
  readonly exemptions: Readonly<Record<string, { readonly citation: string; readonly name: string }>>
  readonly privilege: { readonly units: readonly string[]; readonly purposes: readonly string[] }
  /** By what authority contents are gone. */
  readonly authorities: readonly Authority[]
}

export interface Authority {
  readonly disposition: string
  readonly rule: string
  readonly citation: string
  readonly schedule: string | null
  readonly finishedAt: string | null
  readonly targets: readonly IndexRange[]
  /** What a hold kept after all. */
  readonly kept: readonly IndexRange[]
}

export function buildTerms(policy: PolicySet, authorities: readonly Authority[]): BuildTerms {
  const { access, exemptions, profile, redaction, recognizers } = policy
  const names = [...Object.keys(redaction.entities), ...recognizers.recognizers.map(({ entity }) => entity), 'text']
  return {
    timezone: profile.timezone,
    policy: policy.version,
    entities: [...new Set(names.map((name) => name.toUpperCase()))],
    exemptions: Object.fromEntries(
      Object.values(exemptions).flatMap((one) => (one ? [[one.id, { citation: one.citation, name: one.name }]] : [])),
    ),
    privilege: { units: access.privilege.units, purposes: access.privilege.purposes },
    authorities,
  }
}

/** The terms that a package says something of: a new policy that leaves them alone makes no package stale. */
export function decidingTerms({ exemptions, authorities }: BuildTerms): unknown {
  return { exemptions, authorities: authorities.map(({ disposition }) => disposition).toSorted() }
}
