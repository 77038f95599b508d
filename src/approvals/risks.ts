import type { PolicySet } from '../policy/policy-set.ts'
import type { ApprovalRow } from './approval-row.ts'

/** What whoever decides should look at. THE list; its words stand in the languages of the pages. */
export const RISKS = [
  'not-in-catalog',
  'protected-data',
  'public-hosting',
  'no-vendor-promise',
  'high-risk-purpose',
  'takes-part-in-decisions',
  'whole-unit',
  'residents',
  'purchase',
  'assessment-due',
] as const
export type Risk = (typeof RISKS)[number]

const SOON_MS = 60 * 86_400_000

/** The risks of a request that rules can tell, in the order of {@link RISKS}; people judge the rest. */
export function risksOf(policy: PolicySet, { ask, terms }: ApprovalRow, now: number): Risk[] {
  const system = policy.systems.find(({ id }) => id === ask.system)
  const isProtected = terms.dataClass === 'confidential' || terms.dataClass === 'regulated'
  const found: Readonly<Record<Risk, boolean>> = {
    'not-in-catalog': system === undefined,
    'protected-data': isProtected,
    'public-hosting': system?.hosting === 'public',
    'no-vendor-promise': system !== undefined && system.hosting !== 'on-prem' && system.promise === null,
    'high-risk-purpose': ask.highRisk,
    'takes-part-in-decisions': terms.decisionMode === 'recommend' || terms.decisionMode === 'decide',
    'whole-unit': terms.who === 'unit',
    residents: ask.publicFacing,
    purchase: ask.procurement,
    'assessment-due': system !== undefined && system.evidenceDueAt < now + SOON_MS,
  }
  return RISKS.filter((risk) => found[risk])
}
