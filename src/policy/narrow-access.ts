import type { Document } from './documents.ts'
import type { Widening } from './narrow.ts'

type Access = Document<'access'>

/**
 * Every place where one `access.yaml` gives more than another: more roles or purposes, fewer people for a reveal, a wall
 * around fewer records. Purposes that nobody knows need no wall.
 */
export function widerAccess(base: Access, own: Access, knownPurposes: ReadonlySet<string>): Widening[] {
  const wider: Widening[] = []
  const more = (path: readonly PropertyKey[], who: string): void => {
    wider.push({ path, problem: `${who} may more` })
  }
  const beyond = (path: readonly PropertyKey[], mine: readonly string[] = [], theirs: readonly string[] = []): void => {
    for (const one of mine) if (!theirs.includes(one)) more(path, one)
  }
  /** Whoever is missing behind a wall is seen by more. */
  const missing = (path: readonly PropertyKey[], mine: readonly string[], theirs: readonly string[]): void => {
    for (const one of theirs) if (!mine.includes(one)) more(path, `whoever looks for ‘${one}’`)
  }
  for (const part of ['meta', 'body', 'orig', 'out'] as const) {
    const [given, asked] = [base.parts[part], own.parts[part]]
    if (asked.own && !given.own) more(['parts', part, 'own'], 'the person')
    beyond(['parts', part, 'roles'], asked.roles, given.roles)
    beyond(['parts', part, 'reveal', 'roles'], asked.reveal?.roles, given.reveal?.roles)
    beyond(['parts', part, 'reveal', 'purposes'], asked.reveal?.purposes, given.reveal?.purposes)
    if ((asked.reveal?.people ?? 2) < (given.reveal?.people ?? 1))
      more(['parts', part, 'reveal', 'people'], 'one person')
  }
  for (const what of ['search', 'proof', 'privilege', 'originals', 'emergency', 'aggregates', 'exposure'] as const)
    beyond([what, 'roles'], own[what].roles, base[what].roles)
  beyond(['originals', 'purposes'], own.originals.purposes, base.originals.purposes)
  beyond(['emergency', 'reviewers'], own.emergency.reviewers, base.emergency.reviewers)
  for (const what of ['openRecords', 'legalProcess', 'seal'] as const)
    beyond(['productions', what], own.productions?.[what], base.productions?.[what])
  beyond(['lookup', 'roles'], own.lookup?.roles, base.lookup?.roles)
  beyond(['lookup', 'entities'], own.lookup?.entities, base.lookup?.entities)
  if ((own.lookup?.perHour ?? 0) > (base.lookup?.perHour ?? 0)) more(['lookup', 'perHour'], 'a look-up')
  if (own.emergency.minutes > base.emergency.minutes) more(['emergency', 'minutes'], 'an emergency')
  if (own.proof.own && !base.proof.own) more(['proof', 'own'], 'the person')
  missing(['privilege', 'units'], own.privilege.units, base.privilege.units)
  const walled = base.privilege.purposes.filter((purpose) => knownPurposes.has(purpose))
  missing(['privilege', 'purposes'], own.privilege.purposes, walled)
  beyond(['noContent', 'roles'], base.noContent.roles, own.noContent.roles)
  return wider
}
