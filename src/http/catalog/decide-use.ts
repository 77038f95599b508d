import { DATA_CLASSES, type DataClass, type Decision } from '../../core/decision.ts'
import type { Principal } from '../../core/principal.ts'
import { decide } from '../../policy/decide.ts'
import type { Facts } from '../../policy/facts.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import type { PolicyWireId } from '../../policy/schema/terms.ts'
import { askOwn, type OwnQuestionParts } from '../own-question.ts'

/** A use that somebody asks about: a system, what for, with which data. Null data class: nothing is said of it. */
export interface UseAsked {
  readonly system: CatalogSystem
  readonly purpose: string | null
  readonly dataClass: DataClass | null
}

export interface UseDecided {
  readonly facts: Facts
  readonly decision: Decision
}

/**
 * Clauses MS-28, MS-40, MO-36: "can I use this?", answered by the enforcer's own engine over the enforcer's own facts. What
 * a text would add (values found in it, for example) is not known yet.
 */
export function decideUse(parts: OwnQuestionParts, caller: Principal, asked: UseAsked): UseDecided {
  const { system, purpose, dataClass } = asked
  const model = chatModel(system)
  const read = askOwn(parts, caller, {
    model: `${system.id}/${model.id}`,
    wire: model.wire,
    ...(purpose === null ? {} : { purpose }),
    ...(dataClass === null ? {} : { declaredClass: dataClass }),
  })
  if (read.kind !== 'facts') throw new Error(`the catalog asked what can't be asked: ${read.kind}`)
  return { facts: read.facts, decision: decide(parts.policy, read.facts) }
}

/** The model by which a system is asked about: one that answers chats, where it has one. */
function chatModel(system: CatalogSystem): { readonly id: string; readonly wire: PolicyWireId } {
  const wiresOf = (model: CatalogSystem['models'][number]): readonly PolicyWireId[] =>
    model.wires ?? system.upstream.wires
  const model = system.models.find((one) => wiresOf(one).includes('openai.chat')) ?? system.models[0]!
  const wires = wiresOf(model)
  return { id: model.id, wire: wires.includes('openai.chat') ? 'openai.chat' : wires[0]! }
}

/** What somebody may use a system for now, and up to which class. */
export interface OwnUse {
  readonly purpose: string
  readonly maxClass: DataClass
}

/** Purposes that the policy has for people like the caller. */
export function ownPurposes({ policy }: OwnQuestionParts, { subjectType }: Principal): string[] {
  return Object.keys(policy.purposes).filter((id) => policy.purposes[id]!.subjectTypes.includes(subjectType))
}

export function ownUses(parts: OwnQuestionParts, caller: Principal, system: CatalogSystem): OwnUse[] {
  return ownPurposes(parts, caller).flatMap((purpose) => {
    const maxClass = DATA_CLASSES.toReversed().find(
      (dataClass) => decideUse(parts, caller, { system, purpose, dataClass }).decision.kind === 'allow',
    )
    return maxClass === undefined ? [] : [{ purpose, maxClass }]
  })
}

/** Where somebody may not use a system at all: the question to which the fewest things stand in the way. */
export function nearestRefusal(parts: OwnQuestionParts, caller: Principal, system: CatalogSystem): UseDecided {
  const asked = [null, ...ownPurposes(parts, caller)].map((purpose) =>
    decideUse(parts, caller, { system, purpose, dataClass: 'public' }),
  )
  const weight = ({ decision }: UseDecided): number => decision.steps.filter(({ result }) => result === 'refuse').length
  return asked.reduce((best, one) => (weight(one) < weight(best) ? one : best))
}
