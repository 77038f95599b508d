import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import type { Principal } from '../../core/principal.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { suspensionScope, suspensionsInForce } from '../../core/suspension.ts'
import type { ChatSettings, Choice, SystemChoice } from '../../pages/chat-views.ts'
import { clientOf } from '../../policy/clients.ts'
import { admits } from '../../policy/grants.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { visibleModels } from '../../policy/visible-models.ts'

const WIRE = 'openai.chat'

export interface Choices {
  readonly systems: readonly SystemChoice[]
  readonly purposes: readonly Choice[]
  readonly dataClasses: readonly Choice[]
}

/** What somebody may choose among, in plain words: the same list as `GET /v1/models` gives them. */
export function choicesOf(
  policy: PolicySet,
  principal: Principal,
  rows: StateRows,
  now: number,
  language: string,
): Choices {
  const named = (texts: Readonly<Record<string, string>> | undefined, fallback: string): string =>
    texts?.[language] ?? texts?.[policy.disclosures.languages[0]!] ?? fallback
  const purposeName = (id: string): string => named(policy.purposes[id]?.name, id)
  const usable = visibleModels(policy, principal, now).filter(
    ({ system, model }) =>
      (model.wires ?? system.upstream.wires).includes(WIRE) &&
      suspensionsInForce(rows, suspensionScope(principal, system), now).length === 0,
  )
  const grantsOf = (system: (typeof usable)[number]['system']) =>
    system.grants.filter((grant) => admits(grant, principal, now))
  const open = new Set(usable.flatMap(({ system }) => grantsOf(system).flatMap(({ purposes }) => purposes)))
  const mayHave = (id: string): boolean => policy.purposes[id]?.subjectTypes.includes(principal.subjectType) === true
  const className = (id: DataClass): string => named(policy.classes.classes[id].name, id)
  return {
    systems: usable.map(({ id, system }) => {
      const grants = grantsOf(system)
      const allowed = [...new Set(grants.flatMap(({ purposes }) => purposes))].filter(mayHave)
      const highest = Math.max(...grants.map(({ maxClass }) => DATA_CLASSES.indexOf(maxClass)))
      return {
        id,
        name: usable.filter((one) => one.system === system).length > 1 ? `${system.name} (${id})` : system.name,
        description: null,
        vendor: system.vendor.name,
        purposes: allowed.map(purposeName),
        dataClass: className(DATA_CLASSES[highest]!),
        notFor: DATA_CLASSES.slice(highest + 1).map(className),
      }
    }),
    purposes: [...open].filter(mayHave).map((id) => ({ id, name: purposeName(id), description: null })),
    dataClasses: DATA_CLASSES.map((id) => ({
      id,
      name: className(id),
      description: named(policy.classes.classes[id].description, ''),
    })),
  }
}

/** What is chosen when somebody chose nothing: the first system, the policy’s own purpose and class for them. */
export function settingsFor(policy: PolicySet, principal: Principal, { systems, purposes }: Choices): ChatSettings {
  const usual = policy.defaultPurposes[principal.subjectType as keyof typeof policy.defaultPurposes]
  const purpose = purposes.find(({ id }) => id === usual) ?? purposes[0]
  const offered = clientOf(policy, principal)?.pages?.model
  const fitting =
    systems.find(({ id }) => id === offered) ??
    systems.find((system) => purpose === undefined || system.purposes.includes(purpose.name)) ??
    systems[0]
  return { model: fitting?.id ?? '', purpose: purpose?.id ?? '', dataClass: policy.classes.default }
}
