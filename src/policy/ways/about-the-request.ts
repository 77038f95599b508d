import { DECISION_MODES } from '../../core/decision.ts'
import { changing, type Situation, type Ways } from './way.ts'

/** Another purpose, if it is what the work is for. */
export const stateAnotherPurpose: Ways = (situation) =>
  purposesOpenTo(situation).map((id) =>
    changing(situation, `Send AI-Purpose: ${id}, if that is what the work is for.`, {
      purpose: { id, source: 'stated' },
    }),
  )

/** Purposes that the caller may have, the likeliest first: as stated, as assumed, as granted for the system. */
export function purposesOpenTo({ policy, facts }: Situation): readonly string[] {
  const { subjectType } = facts.principal
  const granted = facts.system.grants.flatMap(({ purposes }) => purposes)
  const ids = [facts.purpose.id, policy.defaultPurposes[subjectType], ...granted, ...Object.keys(policy.purposes)]
  const isOpen = (id: string | null | undefined): id is string =>
    id != null && policy.purposes[id]?.subjectTypes.includes(subjectType) === true
  return [...new Set(ids.filter(isOpen))]
}

/** The request without the values that were found in it. */
export const takeValuesOut: Ways = (situation) => {
  const { facts } = situation
  const found = Object.keys(facts.entities).filter((entity) => facts.entities[entity]! > 0)
  if (found.length === 0) return []
  // What only the words around it tell may be something else: a person decides, and can leave it out.
  const labelled = found.filter((entity) => facts.labelled?.includes(entity))
  const proven = found.filter((entity) => !labelled.includes(entity))
  const says = [
    ...(proven.length === 0 ? [] : [`Take out of the text: ${proven.join(', ')}`]),
    ...(labelled.length === 0
      ? []
      : [`Send it with this removed: ${labelled.join(', ')}, which the words around it make look like one`]),
  ].join('. ')
  const without = { entities: {}, labelled: [] } as const
  const detected = { ...facts.dataClass, detected: 'public' } as const
  return [
    changing(situation, `${says}.`, { ...without, dataClass: detected }),
    changing(situation, `${says}; then send AI-Data-Class: public, if all of it is.`, {
      ...without,
      dataClass: { declared: 'public', detected: 'public' },
    }),
  ]
}

/** Undeclared data counts as internal; public data may be called what it is. */
export const declarePublic: Ways = (situation) => {
  const { dataClass } = situation.facts
  if (dataClass.declared !== null) return []
  const declared = { ...dataClass, declared: 'public' } as const
  return [changing(situation, 'Send AI-Data-Class: public, if all of it is public.', { dataClass: declared })]
}

export const sendAsText: Ways = (situation) => [
  changing(situation, 'Send the content as text that can be read.', { unscannable: [] }),
]

export const leaveFieldsOut: Ways = (situation) => {
  const granted = situation.facts.system.fields[situation.facts.wire] ?? []
  const closed = situation.facts.fields.filter((field) => !granted.includes(field))
  return [
    changing(situation, `Leave out: ${closed.join(', ')}.`, {
      fields: situation.facts.fields.filter((field) => granted.includes(field)),
    }),
  ]
}

/** A person decides more of it: the highest mode first. */
export const letAPersonDecide: Ways = (situation) =>
  DECISION_MODES.toReversed().map((decisionMode) =>
    changing(situation, `Let a person decide, and send AI-Decision-Mode: ${decisionMode}.`, { decisionMode }),
  )
