import type { StepField } from '../../../../pages/request-views.ts'
import type { PolicySet } from '../../../../policy/policy-set.ts'
import { OUTCOMES } from '../../../../requests/request-row.ts'
import type { Transition } from '../../../../requests/transitions.ts'

type Field = Pick<StepField, 'name' | 'kind' | 'isRequired'>

const area = (name: string): Field => ({ name, kind: 'area', isRequired: true })
const text = (name: string): Field => ({ name, kind: 'text', isRequired: true })
const check = (name: string): Field => ({ name, kind: 'check', isRequired: false })
const exemptions = (isRequired: boolean): Field => ({ name: 'exemptions', kind: 'exemptions', isRequired })

/** What each step asks for, in the order of its form; the reason comes last in every one. */
const FIELDS: Readonly<Record<Transition['transition'], readonly Field[]>> = {
  'ask-clarification': [area('question')],
  clarified: [area('answer')],
  'estimate-fees': [{ name: 'pages', kind: 'number', isRequired: false }, check('prepay')],
  paid: [],
  extend: [{ name: 'until', kind: 'date', isRequired: true }, area('cause'), text('place'), check('agreed')],
  'notify-third-party': [text('party'), area('concerns')],
  'release-part': [area('released'), area('outstanding')],
  deny: [exemptions(true), area('explanation')],
  close: [{ name: 'outcome', kind: 'choice', isRequired: true }, area('note'), exemptions(false)],
  withdraw: [area('note')],
  appeal: [area('note')],
  'appeal-decided': [area('note')],
}

const TEXT_MAX = 5_000
/** Before the id of a rate, and of an exemption, in names of form fields. */
const WORK = 'work:'
export const EXEMPTION = 'exemption:'

export function isStep(name: string): name is Transition['transition'] {
  return Object.hasOwn(FIELDS, name)
}

/** The form of a step, with the rates and exemptions that the policy has. */
export function fieldsOf(step: Transition['transition'], policy: PolicySet): StepField[] {
  const rates = step === 'estimate-fees' ? (policy.recordsRequests?.fees.rates ?? []) : []
  return [
    ...rates.map(
      ({ id, name }): StepField => ({
        name: `${WORK}${id}`,
        kind: 'number',
        label: name,
        isRequired: false,
        choices: [],
      }),
    ),
    ...[...FIELDS[step], area('reason')].map(
      (field): StepField => ({ ...field, label: null, choices: choicesOf(field, policy) }),
    ),
  ]
}

function choicesOf({ kind }: Field, policy: PolicySet): StepField['choices'] {
  if (kind === 'choice') return OUTCOMES.filter((one) => one !== 'withdrawn').map((value) => ({ value, label: value }))
  return kind === 'exemptions' ? exemptionChoices(policy) : []
}

export function exemptionChoices({ exemptions: all }: PolicySet): { value: string; label: string }[] {
  return Object.values(all).flatMap((one) =>
    one === undefined ? [] : [{ value: one.id, label: `${one.citation}: ${one.name}` }],
  )
}

/** A form as the API would be asked; what is missing or wrong is told by the step itself. */
export function stepOf(
  step: Transition['transition'],
  form: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const asked: Record<string, unknown> = { transition: step }
  for (const { name, kind, isRequired } of [...FIELDS[step], area('reason')]) {
    const given = (form[name] ?? '').trim().slice(0, TEXT_MAX)
    if (kind === 'check') asked[name] = form[name] === 'yes'
    else if (kind === 'number') asked[name] = countOf(given)
    else if (kind === 'exemptions') {
      const chosen = named(form, EXEMPTION).map(([id]) => id)
      if (isRequired || chosen.length > 0) asked[name] = chosen
    } else asked[name] = given
  }
  if (step === 'estimate-fees')
    asked['work'] = named(form, WORK).flatMap(([rate, given]) => {
      const minutes = countOf(given)
      return minutes === 0 ? [] : [{ rate, minutes }]
    })
  return asked
}

function named(form: Readonly<Record<string, string>>, prefix: string): [string, string][] {
  return Object.entries(form).flatMap(([name, value]) =>
    name.startsWith(prefix) && value.trim() !== ''
      ? [[name.slice(prefix.length), value.trim()] as [string, string]]
      : [],
  )
}

function countOf(text: string): number {
  return /^\d{1,7}$/.test(text) ? Number(text) : text === '' ? 0 : Number.NaN
}
