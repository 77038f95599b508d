import { DATA_CLASSES, higherClass } from '../../core/decision.ts'
import type { Principal } from '../../core/principal.ts'
import { accountableSystem } from '../../oversight/accountability/systems.ts'
import type { RefusedView, SubjectKind, SystemCard, YouView } from '../../pages/catalog-views.ts'
import type { Link } from '../../pages/frame.ts'
import { citedClause } from '../../policy/cite.ts'
import type { CatalogSystem, Grant } from '../../policy/policy-set.ts'
import type { OwnQuestionParts } from '../own-question.ts'
import type { PolicyWords } from '../pages/policy-words.ts'
import { sayDay } from '../pages/say-time.ts'
import { decideUse, nearestRefusal, type OwnUse, ownPurposes, ownUses, type UseDecided } from './decide-use.ts'
import { nextSteps, ownerOf } from './next-steps.ts'
import { systemStatus } from './system-status.ts'

export interface CardParts extends OwnQuestionParts {
  readonly caller: Principal
  readonly words: PolicyWords
  readonly language: string
}

/** So many other systems are named to whoever can't use one. */
const OTHERS_MAX = 3

export function systemCard(parts: CardParts, system: CatalogSystem): SystemCard {
  const { policy, words, language } = parts
  const grants = openGrants(system, parts)
  const purposes = grantedPurposes({ grants })
  const units = grants.some((grant) => grant.units === undefined)
    ? null
    : [...new Set(grants.flatMap((grant) => grant.units ?? []))].map((id) => unitName(parts, id))
  const maxClass = grants.map((grant) => grant.maxClass).reduce(higherClass, DATA_CLASSES[0])
  return {
    id: system.id,
    name: system.name,
    provider: system.vendor.name,
    status: systemStatus(system, parts.rows, parts.now),
    purposes: purposes.map((id) => words.purpose(id)),
    who: [...new Set(grants.flatMap((grant) => grant.subjectTypes))] as SubjectKind[],
    units,
    maxClass: words.dataClass(maxClass),
    notFor: ownPurposes(parts, parts.caller)
      .filter((id) => !purposes.includes(id))
      .map((id) => words.purpose(id)),
    conditions: system.approval.conditions ?? [],
    expires: sayDay(system.approval.expires, language),
    approvedBy: policy.profile.approvers.find(({ id }) => id === system.approvedBy)?.name ?? system.approvedBy,
    owner: ownerOf(system),
    isOrphan: accountableSystem(policy, parts.rows, system.id)?.isOrphan ?? false,
    you: youOf(parts, system),
  }
}

/** The grants that aren't over at an instant (milliseconds since the epoch). */
export function grantsAt({ grants }: Pick<CatalogSystem, 'grants'>, now: number): readonly Grant[] {
  return grants.filter(({ endsAt }) => endsAt === undefined || now < endsAt)
}

/** What the list tells a reader of: not what is over, and of what is for named people only what is for them. */
export function openGrants({ grants }: Pick<CatalogSystem, 'grants'>, { caller, now }: CardParts): readonly Grant[] {
  return grantsAt({ grants }, now).filter(({ keys }) => keys === undefined || keys.includes(caller.key))
}

export function grantedPurposes(system: Pick<CatalogSystem, 'grants'>): string[] {
  return [...new Set(system.grants.flatMap((grant) => grant.purposes))]
}

export function unitName({ policy }: OwnQuestionParts, id: string): string {
  return policy.units.units.find((unit) => unit.id === id)?.name ?? id
}

function youOf(parts: CardParts, system: CatalogSystem): YouView {
  const uses = ownUses(parts, parts.caller, system)
  if (uses.length === 0)
    return { uses: [], refused: refusedView(parts, nearestRefusal(parts, parts.caller, system), uses) }
  const { words } = parts
  return {
    uses: [...Map.groupBy(uses, ({ maxClass }) => maxClass)].map(([maxClass, these]) => ({
      maxClass: words.dataClass(maxClass),
      purposes: these.map(({ purpose }) => words.purpose(purpose)),
    })),
    refused: null,
  }
}

/** Why a use is refused, and what next; null: it is allowed. */
export function refusedView(parts: CardParts, decided: UseDecided, uses: readonly OwnUse[]): RefusedView | null {
  const { policy, words } = parts
  const { decision, facts } = decided
  if (decision.kind === 'allow') return null
  const { refusal } = decision
  const others = (): Link[] =>
    policy.systems
      .filter(
        (other) =>
          other.id !== facts.system.id &&
          decideUse(parts, parts.caller, {
            system: other,
            purpose: facts.purpose.id,
            dataClass: facts.dataClass.declared,
          }).decision.kind === 'allow',
      )
      .slice(0, OTHERS_MAX)
      .map(({ id, name }) => ({ href: `/catalog/${encodeURIComponent(id)}`, label: name }))
  return {
    code: refusal.code,
    message: refusal.message,
    rule: refusal.rule,
    clause: citedClause(policy, refusal.clause),
    steps: nextSteps({ policy, words, decided, uses, others }),
  }
}
