import type { PolicySet, Separation } from './policy-set.ts'

/** A part that somebody took in one matter: `requester`, `approver`, `privacy`. */
export interface PartTaken {
  readonly part: string
  /** `issuer|subject`. */
  readonly person: string
}

export interface SeparationBreach {
  readonly rule: Separation
  readonly person: string
  readonly parts: readonly string[]
}

/**
 * Where one person took parts that `roles.yaml` keeps apart, in one request, approval, deliverable, exception,
 * disposition, resumption or audit. Empty: the matter may go on (MS-15, MS-48, MO-46).
 */
export function separationBreaches(
  policy: Pick<PolicySet, 'separation'>,
  on: Separation['on'],
  taken: readonly PartTaken[],
): SeparationBreach[] {
  return policy.separation
    .filter((rule) => rule.on === on)
    .flatMap((rule) =>
      [...Map.groupBy(taken, ({ person }) => person)].flatMap(([person, mine]) => {
        const parts = [...new Set(mine.map(({ part }) => part))].filter((part) => rule.parts.includes(part))
        return parts.length > 1 ? [{ rule, person, parts }] : []
      }),
    )
}
