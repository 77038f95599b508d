import { DATA_CLASSES, DECISION_MODES } from '../core/decision.ts'
import type { Document } from './documents.ts'
import { samePerson } from './schema/person.ts'

type System = Document<'catalog'>['systems'][number]
type Narrowing = Document<'catalog'>['narrowed'][number]
type Grant = System['grants'][number]

export interface Widening {
  readonly path: readonly PropertyKey[]
  readonly problem: string
}

/**
 * A system of the State's as an agency narrows it, with every place where it would be more than the State's (MS-56).
 * Where there is none, whatever the narrowed system is allowed for, the State's is: each of its grants lies within one
 * grant of the State's, and everything else that decides only closes.
 */
export function narrowSystem(
  enterprise: System,
  narrowing: Narrowing,
): { readonly system: System; readonly problems: readonly Widening[] } {
  const problems: Widening[] = []
  const grants = narrowing.grants.map((grant, index) => {
    const within = enterprise.grants.find((outer) => beyond(grant, outer).length === 0)
    if (within !== undefined) return { ...inherit(grant, within), clauses: grant.clauses }
    const [nearest] = enterprise.grants
      .map((outer) => beyond(grant, outer))
      .toSorted((a, b) => a.length - b.length) as [string[], ...string[][]]
    problems.push({
      path: ['grants', index],
      problem: `grants more than '${enterprise.id}' has from the State: ${nearest.join(', ')}`,
    })
    return grant
  })
  const { expires = enterprise.approval.expires, fields = enterprise.fields, status } = narrowing
  if (expires > enterprise.approval.expires)
    problems.push({
      path: ['expires'],
      problem: `is later than the State’s approval, which ends on ${enterprise.approval.expires}`,
    })
  for (const [wire, names] of Object.entries(fields)) {
    const open = enterprise.fields[wire as keyof typeof enterprise.fields] ?? []
    const more = (names ?? []).filter((name) => !open.includes(name))
    if (more.length > 0)
      problems.push({ path: ['fields', wire], problem: `opens fields that the State keeps closed: ${more.join(', ')}` })
  }
  const assurance = narrowing.assurance ?? enterprise.assurance
  if (assurance < enterprise.assurance)
    problems.push({ path: ['assurance'], problem: `is lower than the State’s, ${enterprise.assurance}` })
  const unscannable = narrowing.unscannable ?? enterprise.unscannable
  if (STRICTNESS.indexOf(unscannable) < STRICTNESS.indexOf(enterprise.unscannable))
    problems.push({ path: ['unscannable'], problem: `is laxer than the State’s, ${enterprise.unscannable}` })
  const system: System = {
    ...enterprise,
    grants,
    fields,
    unscannable,
    assurance,
    safeguards: union(enterprise.safeguards, narrowing.safeguards),
    training: union(enterprise.training, narrowing.training),
    statedPurpose: narrowing.statedPurpose ?? enterprise.statedPurpose,
    review: narrowing.review ?? enterprise.review,
    approval: {
      ...enterprise.approval,
      // A suspended or retired system stays so, whatever an agency writes.
      status: status !== undefined && enterprise.approval.status !== 'retired' ? status : enterprise.approval.status,
      decisions: [...enterprise.approval.decisions, ...narrowing.decisions],
      expires,
    },
    clauses: union(enterprise.clauses, narrowing.clauses),
  }
  if (narrowing.series !== undefined) system.series = narrowing.series
  if (narrowing.degradable === false) delete system.degradable
  return { system, problems }
}

const STRICTNESS = ['allow', 'flag', 'refuse']

/** In what a grant goes beyond another; empty where it lies within it. */
function beyond(grant: Grant, outer: Grant): string[] {
  const more: string[] = []
  const subset = (what: string, mine: readonly string[] | undefined, theirs: readonly string[] | undefined): void => {
    if (mine === undefined || theirs === undefined) return
    const extra = mine.filter((one) => !theirs.includes(one))
    if (extra.length > 0) more.push(`${what} ${extra.join(' and ')}`)
  }
  for (const what of ['agencies', 'units', 'subjectTypes', 'roles', 'clients', 'purposes'] as const)
    subset(what, grant[what], outer[what])
  if (grant.people !== undefined && outer.people !== undefined) {
    const extra = grant.people.filter((one) => !outer.people!.some((known) => samePerson(one, known)))
    if (extra.length > 0) more.push(`${extra.length} people whom it doesn’t name`)
  }
  if (grant.until !== undefined && outer.until !== undefined && grant.until > outer.until)
    more.push(`time after ${outer.until}`)
  if (DATA_CLASSES.indexOf(grant.maxClass) > DATA_CLASSES.indexOf(outer.maxClass)) more.push(`class ${grant.maxClass}`)
  if (DECISION_MODES.indexOf(grant.maxDecisionMode) > DECISION_MODES.indexOf(outer.maxDecisionMode))
    more.push(`decision mode ${grant.maxDecisionMode}`)
  // An approval of decisions is the State's to give; a grant within it inherits it, and brings none of its own.
  if (grant.decisionApproval !== undefined && grant.decisionApproval.expires > (outer.decisionApproval?.expires ?? ''))
    more.push('a decision approval')
  return more
}

/** Whom a grant doesn't name, it takes from the one that it lies within. */
function inherit(grant: Grant, outer: Grant): Grant {
  const whole: Grant = { ...grant }
  for (const what of ['agencies', 'units', 'roles', 'clients'] as const) {
    const theirs = outer[what]
    if (whole[what] === undefined && theirs !== undefined) whole[what] = theirs
  }
  if (whole.people === undefined && outer.people !== undefined) whole.people = outer.people
  if (whole.until === undefined && outer.until !== undefined) whole.until = outer.until
  return whole
}

function union<T>(a: readonly T[], b: readonly T[]): T[] {
  return [...new Set([...a, ...b])]
}
