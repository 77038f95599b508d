import { clientOf } from '../clients.ts'
import { effectiveClass, floorOf } from '../data-class.ts'
import type { Client, Grant } from '../policy-set.ts'
import { purposesOpenTo } from './about-the-request.ts'
import { useAnotherModel } from './about-the-system.ts'
import { changing, type Situation, type Way, type Ways } from './way.ts'

/** What the supervisor is asked for where nothing nearer helps: exactly this use, and no more (MS-37, MS-40). */
export const requestAGrant: Ways = (situation) =>
  purposesOpenTo(situation).flatMap((purpose) => [
    request(situation, purpose, false),
    request(situation, purpose, true),
  ])

/** The same for another system that the caller has already, where this one can never be opened for it. */
export const requestAGrantElsewhere: Ways = (situation) =>
  useAnotherModel(situation).flatMap(({ after }) =>
    requestAGrant(after).map((way) => ({
      ...way,
      says: `${way.says.slice(0, -1)}, instead of ${situation.facts.system.id}.`,
    })),
  )

function request(situation: Situation, purpose: string, withEvidence: boolean): Way {
  const { policy, facts } = situation
  const { principal, system } = facts
  const mode = facts.decisionMode ?? policy.purposes[purpose]!.decisionMode
  const floor = floorOf(system, clientOf(policy, principal), policy.purposes[purpose]!)
  const { dataClass } = effectiveClass(policy, facts, floor)
  const signed = { reference: 'requested', signer: 'requested', expires: '9999-12-31' }
  const grant: Grant = {
    agencies: [principal.agency],
    units: [principal.unit],
    subjectTypes: [principal.subjectType],
    purposes: [purpose],
    maxClass: dataClass,
    maxDecisionMode: mode,
    ...(mode === 'decide' || mode === 'recommend' ? { decisionApproval: signed } : {}),
    clauses: system.clauses,
  }
  const lasting = Number.MAX_SAFE_INTEGER
  const promise = { ...(system.promise ?? policy.systems.find((one) => one.promise !== null)?.promise) }
  const evidence = withEvidence ? '; evidence that it doesn’t train on input is needed too' : ''
  return changing(
    situation,
    `Ask your supervisor to request system ${system.id} for purpose ${purpose}, unit ${principal.unit}, data of class ${dataClass}, decision mode ${mode}${evidence}.`,
    {
      purpose: { id: purpose, source: 'stated' },
      system: {
        ...system,
        grants: [...system.grants, grant],
        ...(withEvidence ? { promise: { ...promise, dueAt: lasting, endsAt: lasting } as typeof system.promise } : {}),
      },
    },
  )
}

/** The app gets a registration, or a wider or newer one, with an official who answers for it (MS-31). */
export const askForRegistration: Ways = ({ policy, facts }) => {
  const { principal, purpose, system } = facts
  const current = clientOf(policy, principal)
  const lasting = Number.MAX_SAFE_INTEGER
  const registered = {
    ...(current ?? { id: principal.client, attended: facts.attended, showsLabel: 'content', floor: 'public' }),
    ...(current === null ? { maxDecisionMode: 'decide', responsibleOfficial: 'to be named', clauses: ['MS-31'] } : {}),
    ...(current?.systems === undefined ? {} : { systems: [...current.systems, system.id] }),
    ...(current?.purposes === undefined || purpose.id === null ? {} : { purposes: [...current.purposes, purpose.id] }),
    expiresAt: lasting,
    endsAt: lasting,
  } as unknown as Client
  const clients = Object.assign(Object.create(null), policy.index.clients) as Record<string, Client>
  clients[`${principal.issuer} ${principal.client}`] = registered
  const says =
    current === null
      ? `Ask your unit to register the app ${principal.client}, with a responsible official.`
      : `Ask the responsible official of ${principal.client} to renew its registration, for this system and purpose.`
  return [{ says, after: { policy: { ...policy, index: { ...policy.index, clients } }, facts } }]
}
