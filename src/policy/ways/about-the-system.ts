import { visibleModels } from '../visible-models.ts'
import { purposesOpenTo } from './about-the-request.ts'
import { changing, type Ways } from './way.ts'

/** So many other models are thought through: a catalog of hundreds must not make refusing dear. */
const MODELS_MAX = 12

/** Another approved model that the caller sees already. */
export const useAnotherModel: Ways = (situation) => {
  const { policy, facts } = situation
  return visibleModels(policy, facts.principal, facts.now)
    .filter(
      ({ system, model }) =>
        system.id !== facts.system.id && (model.wires ?? system.upstream.wires).includes(facts.wire),
    )
    .slice(0, MODELS_MAX)
    .map(({ id, system, model }) => changing(situation, `Send "model": "${id}".`, { system, model }))
}

/** Another approved model, for a purpose that it is granted for. */
export const useAnotherModelAndPurpose: Ways = (situation) =>
  useAnotherModel(situation).flatMap(({ says, after }) =>
    purposesOpenTo(after).map((id) =>
      changing(after, `${says.slice(0, -1)}, with AI-Purpose: ${id}, if that is what the work is for.`, {
        purpose: { id, source: 'stated' },
      }),
    ),
  )

/** The owner of what has run out renews it. */
export const askForRenewal: Ways = (situation) => {
  const { facts } = situation
  const { system } = facts
  const lasting = Number.MAX_SAFE_INTEGER
  const says = `Ask the owner of system ${system.id} to have it renewed.`
  const status = system.approval.status === 'provisional' ? 'provisional' : 'active'
  return [
    changing(situation, says, {
      system: {
        ...system,
        approval: { ...system.approval, status },
        expiresAt: lasting,
        endsAt: lasting,
        evidence: [],
        evidenceDueAt: lasting,
        promise: system.promise === null ? null : { ...system.promise, dueAt: lasting, endsAt: lasting },
      },
    }),
  ]
}

export const waitForTheEndOfTheStop: Ways = (situation) => {
  const { system } = situation.facts
  const says = 'Wait until the suspension is lifted; whoever ordered it can say when.'
  const approval = { ...system.approval, status: 'active' } as typeof system.approval
  return [changing(situation, says, { suspensions: [], system: { ...system, approval } })]
}

export const askForASeat: Ways = (situation) => [
  changing(situation, `Ask the owner of the licence of ${situation.facts.system.id} for a seat.`, {
    seats: { taken: 0, own: true },
  }),
]
