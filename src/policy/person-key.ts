import type { PolicySet } from './policy-set.ts'
import type { Person } from './schema/person.ts'

/** The principal key of somebody whom a file names; null: of no issuer of this policy. */
export function personKey({ issuers }: Pick<PolicySet, 'issuers'>, person: Person | undefined): string | null {
  const issuer = issuers.find(({ id }) => id === person?.issuer)?.issuer
  return person === undefined || issuer === undefined ? null : `${issuer}|${person.subject}`
}
