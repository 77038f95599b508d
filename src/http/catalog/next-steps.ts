import type { NextStep } from '../../pages/catalog-views.ts'
import type { Link } from '../../pages/frame.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { PolicyWords } from '../pages/policy-words.ts'
import type { OwnUse, UseDecided } from './decide-use.ts'

export interface NextStepsAsked {
  readonly policy: PolicySet
  readonly words: PolicyWords
  readonly decided: UseDecided
  /** What the caller may use this system for all the same. */
  readonly uses: readonly OwnUse[]
  /** Other systems that may be used for what was asked; worked out only where it is told. */
  readonly others: () => readonly Link[]
}

/** What somebody who can't can do about it, the nearest first: by the rules that refused, all of them. */
export function nextSteps({ policy, words, decided, uses, others }: NextStepsAsked): NextStep[] {
  const { system } = decided.facts
  const refused = decided.decision.steps.filter(({ result }) => result === 'refuse').map(({ rule }) => rule)
  const request: NextStep = { kind: 'request', href: `/catalog/${encodeURIComponent(system.id)}/request` }
  const elsewhere = (): NextStep[] => {
    const links = others()
    return links.length === 0 ? [] : [{ kind: 'systems', links }]
  }
  const stepsOf = (rule: string): readonly NextStep[] => {
    switch (rule) {
      case 'training':
        return system.training.flatMap((id) => {
          const course = policy.courses[id]
          return course === undefined ? [] : [{ kind: 'course', name: course.name, href: course.link } as const]
        })
      case 'assurance':
        return [{ kind: 'sign-in', level: Math.max(system.assurance, decided.facts.principal.assurance) }]
      case 'suspended':
        return [...elsewhere(), { kind: 'wait' }]
      case 'prohibited':
        return elsewhere()
      case 'approval':
        // Nobody can renew what was never approved, is retired, or is listed for information alone.
        if (system.approval.status === 'requested' || system.approval.status === 'retired' || !system.routable)
          return [...elsewhere(), request]
        return [...elsewhere(), { kind: 'owner', name: ownerOf(system) ?? system.approvedBy }]
      case 'evidence':
        return [...elsewhere(), { kind: 'owner', name: ownerOf(system) ?? system.approvedBy }]
      case 'client':
      case 'person':
        return [{ kind: 'app' }]
      case 'purpose':
      case 'licence': {
        const names = uses.map(({ purpose }) => words.purpose(purpose))
        return [...(names.length === 0 ? [] : [{ kind: 'purposes', names } as const]), ...elsewhere(), request]
      }
      case 'data-class':
      case 'device-posture': {
        const use = uses.find(({ purpose }) => purpose === decided.facts.purpose.id)
        const lower: NextStep[] = use === undefined ? [] : [{ kind: 'class', name: words.dataClass(use.maxClass) }]
        return [...lower, ...elsewhere(), request]
      }
      case 'audience':
      case 'decision-mode':
        return [...elsewhere(), request]
      default:
        return [{ kind: 'person' }]
    }
  }
  const known = new Map(refused.flatMap(stepsOf).map((step) => [JSON.stringify(step), step]))
  return known.size === 0 ? [{ kind: 'person' }] : [...known.values()]
}

/** Whoever has to keep a system’s papers in force: its contract’s owner, else its audit’s. */
export function ownerOf(system: UseDecided['facts']['system']): string | null {
  return system.licence?.owner ?? system.vendorPromise?.owner ?? system.audit?.owner ?? null
}
