import { describeIssue } from './describe-issue.ts'
import { DOCUMENTS, type Document, type DocumentName } from './documents.ts'
import type { Problem } from './problem.ts'
import type { Amendment } from './schema/amendment.ts'
import type { Source, Sources } from './sources.ts'

/** An amendment with its name in messages: the number of the approval. */
export interface NamedAmendment {
  readonly id: string
  readonly change: Amendment
}

/**
 * The files of a policy as if what was approved in the gateway stood in them: in the agency’s own entry of a system, or in
 * what it made of one of the State’s, so that everything that holds for files (schemas, cross-references, prohibited
 * technologies, narrowing) holds for it, and nobody approves more than a file could say (MS-56).
 */
export function amendSources(
  sources: Sources,
  amendments: readonly NamedAmendment[],
): { readonly sources: Sources; readonly problems: readonly Problem[] } {
  let amended = sources
  const problems: Problem[] = []
  for (const { id, change } of amendments) {
    const result = amend(amended, change)
    if ('problem' in result) problems.push(at(id, result.problem, result.mend))
    else {
      const read = reread(result.source, id)
      problems.push(...read.problems)
      amended = withSource(amended, read.source)
    }
  }
  return { sources: amended, problems }
}

type Change<Kind extends Amendment['kind']> = Extract<Amendment, { kind: Kind }>
type Amended = { readonly source: Source } | { readonly problem: string; readonly mend: string }

function amend(sources: Sources, change: Amendment): Amended {
  switch (change.kind) {
    case 'grant':
    case 'renewal':
    case 'successor':
    case 'audit':
      return amendSystem(sources, change)
    case 'system': {
      const source = ownOf(sources, 'catalog')
      return changed(source, { ...source.data, systems: [...source.data.systems, change.system] })
    }
    case 'exception': {
      const source = ownOf(sources, 'exceptions')
      return changed(source, { ...source.data, exceptions: [...source.data.exceptions, change.exception] })
    }
    case 'confirmation': {
      const source = ownOf(sources, 'exceptions')
      const { exceptions } = source.data
      const found = exceptions.findIndex(({ id }) => id === change.exception)
      if (found < 0) return { problem: `there is no exception ‘${change.exception}’`, mend: 'look at its id' }
      const confirmed = { ...exceptions[found]!, confirmed: change.confirmed }
      return changed(source, { ...source.data, exceptions: exceptions.with(found, confirmed) })
    }
  }
}

function amendSystem(sources: Sources, change: Change<'grant' | 'renewal' | 'successor' | 'audit'>): Amended {
  const own = sources.catalog.find(
    ({ place, data }) => place !== 'layer' && data.systems.some(({ id }) => id === change.system),
  )
  if (own !== undefined) {
    const found = own.data.systems.findIndex(({ id }) => id === change.system)
    const system = own.data.systems[found]!
    const next = systemAfter(system, change)
    return 'problem' in next ? next : changed(own, { ...own.data, systems: own.data.systems.with(found, next) })
  }
  const narrowing = sources.catalog.findLast(({ data }) => data.narrowed.some(({ id }) => id === change.system))
  if (narrowing === undefined || change.kind === 'successor' || change.kind === 'audit') {
    const isTheStates = sources.catalog.some(({ data }) => data.systems.some(({ id }) => id === change.system))
    return isTheStates
      ? {
          problem: `the State decides this about ‘${change.system}’`,
          mend: 'ask the State; an agency may only narrow it (MS-56)',
        }
      : { problem: `no system is called ‘${change.system}’`, mend: 'look at the catalog' }
  }
  const found = narrowing.data.narrowed.findIndex(({ id }) => id === change.system)
  const narrowed = narrowing.data.narrowed[found]!
  const decisions = [...narrowed.decisions, ...change.decisions]
  const next =
    change.kind === 'grant'
      ? { ...narrowed, decisions, grants: [...narrowed.grants, change.grant] }
      : { ...narrowed, decisions, expires: change.expires }
  return changed(narrowing, { ...narrowing.data, narrowed: narrowing.data.narrowed.with(found, next) })
}

type System = Document<'catalog'>['systems'][number]

function systemAfter(
  system: System,
  change: Change<'grant' | 'renewal' | 'successor' | 'audit'>,
): System | { readonly problem: string; readonly mend: string } {
  if (change.kind === 'audit') return audited(system, change)
  const approval = { ...system.approval, decisions: [...system.approval.decisions, ...change.decisions] }
  if (change.kind === 'grant') return { ...system, approval, grants: [...system.grants, change.grant] }
  if (change.kind === 'renewal') return { ...system, approval: { ...approval, expires: change.expires } }
  const found = system.models.findIndex(({ id }) => id === change.model)
  if (found < 0) return { problem: `‘${system.id}’ has no model ‘${change.model}’`, mend: 'look at the catalog' }
  const model = { ...system.models[found]!, successor: change.successor }
  return { ...system, approval, models: system.models.with(found, model) }
}

/** Files that tell of a later audit, one outside the gateway for example, are newer than what was closed here. */
function audited(
  system: System,
  { last, due, findings }: Change<'audit'>,
): System | { readonly problem: string; readonly mend: string } {
  const { audit } = system
  if (audit === undefined)
    return { problem: `‘${system.id}’ has no audit to go on with`, mend: 'give it cadence, next and owner (MS-55)' }
  return audit.last !== null && audit.last > last ? system : { ...system, audit: { ...audit, last, due, findings } }
}

/** The agency’s own document; it stands in every profile that these are amendments of. */
function ownOf<Name extends 'catalog' | 'exceptions'>(sources: Sources, name: Name): Source<Name> {
  const own = (sources[name] as readonly Source<Name>[]).find(({ place }) => place === 'profile')
  if (own === undefined) throw new Error(`the profile has no ${name}.yaml`)
  return own
}

function changed<Name extends DocumentName>(source: Source<Name>, data: Document<Name>): Amended {
  return { source: { ...source, data } as unknown as Source }
}

/** Holds an amended document against its schema again. */
function reread(source: Source, amendment: string): { readonly source: Source; readonly problems: readonly Problem[] } {
  const read = DOCUMENTS[source.name].safeParse(source.data)
  if (read.success) return { source: { ...source, data: read.data as Source['data'] }, problems: [] }
  const problems = read.error.issues.flatMap(describeIssue).map(({ problem, mend }) => at(amendment, problem, mend))
  return { source, problems }
}

function withSource(sources: Sources, next: Source): Sources {
  const files = sources[next.name] as readonly Source[]
  return { ...sources, [next.name]: files.map((one) => (one.file === next.file ? next : one)) } as Sources
}

function at(id: string, problem: string, mend: string): Problem {
  return { file: `approval ${id}`, line: 1, column: 1, problem, mend }
}
