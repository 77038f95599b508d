import { type Case, pass, refuse, type Verdict } from './check.ts'

/** Who may use the system. Nothing listed means nobody. */
export function audience({ facts, grants }: Case): Verdict {
  const { subjectType, agency, unit } = facts.principal
  const who = `${subjectType} of ${agency}, unit ${unit}`
  if (grants.audience.length === 0) {
    return refuse(
      'audience',
      ['MS-40', ...facts.system.clauses],
      'audience_not_granted',
      `No grant of system ${facts.system.id} is for: ${who}.`,
    )
  }
  return pass('audience', ['MS-40', ...grants.audience[0]!.clauses], `System ${facts.system.id} is granted to: ${who}.`)
}
