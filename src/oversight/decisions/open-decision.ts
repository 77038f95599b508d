import { businessDayAfter } from '../../core/business-days.ts'
import { dayOf } from '../../core/calendar.ts'
import { isPerson, type Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { DecisionChange } from './take-step.ts'

/** Business days for the decision where a policy without `oversight.yaml` doesn’t say. */
const DAYS_UNSAID = 10

/** The last business day on which a decision that is opened now is in time. */
export function decisionDue({ oversight, profile }: Pick<PolicySet, 'oversight' | 'profile'>, now: number): string {
  const days = oversight?.decisions.days ?? DAYS_UNSAID
  return businessDayAfter(dayOf(now, profile.timezone), days, new Set(profile.holidays))
}

/** The record that an answer opens: its asker is to decide, or a leader of the unit where an app asked by itself. */
export function openingOf(
  asker: Principal,
  answer: { readonly exchange: string; readonly system: string; readonly purpose: string | null },
  due: string,
): Extract<DecisionChange, { kind: 'open' }> {
  const { key, agency, unit, subjectType } = asker
  // An app with a person’s own token acts for that person, who decides.
  const isTheirs = isPerson({ subjectType, actors: [] })
  return { kind: 'open', ...answer, agency, unit, asker: key, holder: isTheirs ? key : null, due }
}
