import type { PolicySet } from '../policy/policy-set.ts'
import type { ClauseResult } from './assess.ts'

/** What the policy in force has on file for something: how many, and the latest of their days. */
interface Held {
  readonly what: string
  readonly count: number
  /** `YYYY-MM-DD`; null: none has a day. */
  readonly last: string | null
}

interface Subcategory {
  readonly id: string
  /** What it asks for, in our own words. */
  readonly says: string
  /** Clauses whose behaviour answers it. */
  readonly clauses: readonly string[]
  readonly held?: (policy: PolicySet) => Held
}

/** One subcategory, with what there is for it and what there isn't. */
export interface RmfRow {
  readonly id: string
  readonly says: string
  readonly evidence: readonly Pick<ClauseResult, 'id' | 'status' | 'tests'>[]
  readonly held: Held | null
  /** What keeps it from being claimed whole; empty: nothing that is known. */
  readonly gaps: readonly string[]
}

/**
 * Clause MS-52: what this gateway has for subcategories of the NIST AI RMF 1.0 that a gateway can have something for. It is
 * worked out anew from tests that ran and from the policy in force: nothing here says of itself that it complies.
 */
export function rmfEvidence(results: readonly ClauseResult[], policy: PolicySet): RmfRow[] {
  const known = new Map(results.map((result) => [result.id, result]))
  return SUBCATEGORIES.map(({ id, says, clauses, held: count }) => {
    const found = clauses.map((clause) => known.get(clause)!)
    const held = count?.(policy) ?? null
    return {
      id,
      says,
      evidence: found.map(({ id: clause, status, tests }) => ({ id: clause, status, tests })),
      held,
      gaps: [
        ...found.flatMap(({ id: clause, status, reason }) =>
          status === 'pass' && reason === null ? [] : [`${clause}: ${reason ?? status}`],
        ),
        ...(held !== null && held.count === 0 ? [`no ${held.what} on file`] : []),
      ],
    }
  })
}

function held(what: string, days: readonly (string | null | undefined)[]): Held {
  const dated = days.filter((day) => day != null).toSorted()
  return { what, count: days.length, last: dated.at(-1) ?? null }
}

function assessed(what: string, kinds: readonly string[]): (policy: PolicySet) => Held {
  return ({ systems }) =>
    held(
      what,
      systems.flatMap(({ assessments }) => assessments.filter(({ kind }) => kinds.includes(kind)).map(({ on }) => on)),
    )
}

const undated = (what: string, rows: readonly unknown[]): Held =>
  held(
    what,
    rows.map(() => null),
  )

/** THE crosswalk. A test holds that every clause in it exists. */
const SUBCATEGORIES: readonly Subcategory[] = [
  {
    id: 'GOVERN 1.6',
    says: 'An inventory of AI systems',
    clauses: ['MS-39', 'MS-43'],
    held: ({ systems, applications }) =>
      held(
        'entries',
        [...systems, ...applications].map(({ approval }) =>
          approval.decisions
            .map(({ on }) => on)
            .toSorted()
            .at(-1),
        ),
      ),
  },
  {
    id: 'GOVERN 2.1',
    says: 'Roles and responsibilities are written down',
    clauses: ['MS-31', 'MO-03'],
    held: ({ approvals }) => undated('seats', approvals?.seats ?? []),
  },
  {
    id: 'GOVERN 2.2',
    says: 'Staff are trained',
    clauses: ['MS-63'],
    held: ({ courses }) => undated('courses', Object.keys(courses)),
  },
  { id: 'GOVERN 3.2', says: 'What people and what AI may decide', clauses: ['MS-30', 'MS-44'] },
  { id: 'GOVERN 4.3', says: 'Incidents are found, and told of', clauses: ['MS-51', 'MO-48'] },
  { id: 'GOVERN 5.1', says: 'Feedback from outside the team', clauses: ['MO-49', 'MS-14'] },
  {
    id: 'GOVERN 6.1',
    says: 'Risks from third parties',
    clauses: ['MS-57', 'MO-37'],
    held: ({ systems }) =>
      undated(
        'vendors’ promises',
        systems.filter(({ vendorPromise }) => vendorPromise !== undefined),
      ),
  },
  {
    id: 'MAP 1.1',
    says: 'What systems are for is known',
    clauses: ['MS-28', 'MS-42'],
    held: ({ purposes }) => undated('purposes', Object.keys(purposes)),
  },
  { id: 'MAP 3.4', says: 'Those who use them are able to', clauses: ['MS-63'] },
  { id: 'MAP 3.5', says: 'Human oversight', clauses: ['MS-31', 'MS-44'] },
  {
    id: 'MAP 4.1',
    says: 'Legal risks, and those of licences',
    clauses: ['MS-04', 'MS-48'],
    held: assessed('legal assessments', ['legal']),
  },
  { id: 'MAP 5.1', says: 'Impact', clauses: ['MS-45', 'MS-49'], held: assessed('impact assessments', ['impact']) },
  {
    id: 'MEASURE 2.4',
    says: 'Monitoring in use',
    clauses: ['MS-54', 'MS-62'],
    held: ({ oversight }) => undated('canaries', oversight?.canaries ?? []),
  },
  {
    id: 'MEASURE 2.7',
    says: 'Security',
    clauses: ['MS-50'],
    held: assessed('vulnerability assessments', ['vulnerability']),
  },
  {
    id: 'MEASURE 2.8',
    says: 'Transparency and accountability',
    clauses: ['MS-43', 'MS-55'],
    held: ({ systems }) =>
      held(
        'audits',
        systems.flatMap(({ audit }) => (audit === undefined ? [] : [audit.last])),
      ),
  },
  { id: 'MEASURE 2.10', says: 'Privacy', clauses: ['MS-47'] },
  {
    id: 'MEASURE 2.11',
    says: 'Fairness',
    clauses: ['MS-46'],
    held: ({ oversight }) => undated('bias probes', oversight?.probes ?? []),
  },
  {
    id: 'MEASURE 3.1',
    says: 'Risks are tracked',
    clauses: ['MS-49', 'MS-62'],
    held: assessed('risk assessments', ['risk']),
  },
  { id: 'MEASURE 3.3', says: 'Feedback of users', clauses: ['MO-49'] },
  { id: 'MANAGE 1.3', says: 'Answers to the greatest risks', clauses: ['MS-45'] },
  { id: 'MANAGE 2.4', says: 'Systems can be switched off', clauses: ['MS-31'] },
  { id: 'MANAGE 3.1', says: 'Third parties are watched', clauses: ['MS-54', 'MS-57'] },
  {
    id: 'MANAGE 4.1',
    says: 'Plans for the time after deployment',
    clauses: ['MS-54', 'MO-47'],
    held: ({ oversight }) => undated('reviews of the policy', oversight?.reviews ?? []),
  },
  { id: 'MANAGE 4.3', says: 'Incidents are told to those they concern', clauses: ['MS-51', 'MO-48'] },
]
