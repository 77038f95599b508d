import { decide } from './decide.ts'
import type { Facts } from './facts.ts'
import type { PolicySet } from './policy-set.ts'
import { WAYS } from './ways/index.ts'
import type { Situation, Way } from './ways/way.ts'

/**
 * Taken is the first way that opens the rule it is for and closes nothing else; else the one after which the least is left
 * to do, and nowhere that the search has been. More steps than this are no way that anybody would take.
 */
const STEPS_MAX = 12

/** So many decisions are thought through for a question that somebody asks, … */
export const THOROUGH = 20_000
/** … and so many beside a refusal on the request path, where nearly all have one reason or two. */
export const BRIEF = 60

/**
 * What somebody who was refused can lawfully do so that the same request is allowed: steps in order, each with the ones
 * before it taken. Null where nothing that they or those in charge can do was found within `decisionsMax` decisions, such as
 * for a technology that the law bars. Pure, like the decision: it thinks the steps through and decides anew.
 */
export function wayOut(policy: PolicySet, facts: Facts, decisionsMax: number): readonly string[] | null {
  const steps: string[] = []
  let decisionsLeft = decisionsMax
  const standing = (situation: Situation): Standing => {
    decisionsLeft--
    const decision = decide(situation.policy, situation.facts)
    const refused = decision.kind === 'allow' ? [] : decision.steps.filter(({ result }) => result === 'refuse')
    return { rules: refused.map(({ rule }) => rule), reasons: refused.map(({ why }) => why).join('\n') }
  }
  const nearest = (situation: Situation, { rules }: Standing, been: ReadonlySet<string>): Way | null => {
    let best: Way | null = null
    let left = Number.POSITIVE_INFINITY
    for (const [rule, way] of waysPast(rules, situation)) {
      if (decisionsLeft <= 0) return null
      const after = standing(way.after)
      if (!after.rules.includes(rule) && after.rules.every((one) => rules.includes(one))) return way
      if (weightOf(after.rules) >= left || been.has(after.reasons)) continue
      best = way
      left = weightOf(after.rules)
    }
    return best
  }
  let situation: Situation = { policy, facts }
  let now = standing(situation)
  const been = new Set<string>()
  while (now.rules.length > 0 && steps.length < STEPS_MAX) {
    been.add(now.reasons)
    const way = nearest(situation, now, been)
    if (way === null) return null
    steps.push(way.says)
    situation = way.after
    now = standing(situation)
  }
  return now.rules.length === 0 ? steps : null
}

/** What still refuses. */
interface Standing {
  readonly rules: readonly string[]
  readonly reasons: string
}

/** Every way past every refusal, in the order of the checks. */
function* waysPast(rules: readonly string[], situation: Situation): Iterable<readonly [rule: string, way: Way]> {
  for (const rule of rules) for (const ways of WAYS[rule] ?? []) for (const way of ways(situation)) yield [rule, way]
}

/** What callers can mend by themselves weighs less than what others must decide. */
const BY_THE_CALLER = ['training', 'assurance', 'entities', 'inspectable', 'fields', 'decision-mode']

function weightOf(refused: readonly string[]): number {
  return refused.reduce((weight, rule) => weight + (BY_THE_CALLER.includes(rule) ? 1 : BY_THE_CALLER.length + 1), 0)
}
