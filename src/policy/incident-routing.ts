import type { IncidentChannel, IncidentType, PolicySet } from './policy-set.ts'

export interface IncidentRouting {
  readonly type: IncidentType
  readonly channels: readonly IncidentChannel[]
}

/** Who hears of an incident; others than usual where the reporter's supervisor is involved. Null for a type that isn't listed. */
export function incidentRouting(
  policy: Pick<PolicySet, 'incidents'>,
  typeId: string,
  supervisorInvolved: boolean,
): IncidentRouting | null {
  const type = policy.incidents.types[typeId]
  if (type === undefined) return null
  const ids = supervisorInvolved ? type.supervisorInvolved : type.channels
  return { type, channels: ids.map((id) => policy.incidents.channels[id]!) }
}

/** Where each state of a type leads, as `incidents.yaml` has it; the first member is where it begins. */
export function incidentFlow(
  { incidents }: Pick<PolicySet, 'incidents'>,
  type: Pick<IncidentType, 'states'>,
): Readonly<Record<string, readonly string[]>> {
  const own = type.states ?? incidents.states.map(({ id }) => id)
  const states = incidents.states.filter(({ id }) => own.includes(id))
  return Object.fromEntries(states.map(({ id, next }) => [id, next.filter((one) => own.includes(one))]))
}
