import type { Refusal } from '../core/refusal-codes.ts'
import type { CatalogSystem } from '../policy/policy-set.ts'
import { malformed } from './authority.ts'
import type { ProposedSystem } from './proposal.ts'

type Named = CatalogSystem['assessments'][number]

/** An assessment that a catalog entry names, and how the gateway finds it. */
export interface CitedAssessment extends Pick<Named, 'kind' | 'reference' | 'on' | 'due'> {
  /** Why the entry can’t rest on it; null: it can, or it is kept elsewhere. */
  readonly problem: string | null
}

interface Claim extends Pick<Named, 'kind' | 'reference' | 'on' | 'due' | 'domains'> {
  readonly system: string
}

/** Why an entry can’t rest on an assessment that it names; null: it can, or the assessment is kept elsewhere. */
export type JudgeCitation = (claim: Claim, agency: string) => string | null

/** Clauses MS-45, MS-49: every assessment that a catalog entry names, held against those that were written in the gateway. */
export function citedAssessments(
  { id, assessments }: Pick<CatalogSystem, 'id' | 'assessments'>,
  agency: string,
  judge: JudgeCitation,
): CitedAssessment[] {
  return assessments.map(({ kind, reference, on, due, domains }) => {
    const problem = judge({ system: id, kind, reference, on, due, domains }, agency)
    return { kind, reference, on, due, problem }
  })
}

/** What a proposal names and can’t rest on, a sentence for each. */
export function citationProblems(system: ProposedSystem, agency: string, judge: JudgeCitation): string[] {
  return citedAssessments(system, agency, judge).flatMap(({ kind, problem }) =>
    problem === null ? [] : [`assessment of the kind ${kind}: ${problem}`],
  )
}

/** A proposal that rests on what isn’t there is refused before anybody is asked; null: it isn’t. */
export function refusedCitations(system: ProposedSystem | null, agency: string, judge: JudgeCitation): Refusal | null {
  const problems = system === null ? [] : citationProblems(system, agency, judge)
  if (problems.length === 0) return null
  return {
    ...malformed(
      'The proposed system rests on an assessment that it can’t rest on.',
      'Name one that was accepted for this system, as the detail says.',
    ),
    clause: 'MS-49',
    detail: problems.join('\n'),
  }
}
