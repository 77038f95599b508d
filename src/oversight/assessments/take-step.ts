import type { AssessmentRow, AssessmentState, AssessmentStepKind, AssessmentStepTaken } from './assessment-row.ts'
import type { AssessmentChange, AssessmentStep } from './assessment-step.ts'
import { domainsNeeded } from './missing-parts.ts'

/** In which states a step may be taken; opening comes first and only once. */
const MAY_FOLLOW: Readonly<Record<Exclude<AssessmentStepKind, 'open'>, readonly AssessmentState[]>> = {
  write: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  accept: ['submitted'],
  return: ['submitted'],
  supersede: ['accepted'],
}

/** Why a step can't be taken now by this person, as a sentence; null when it can. */
export function whyNot(row: AssessmentRow, { by, change }: { by: string; change: AssessmentChange }): string | null {
  if (change.kind === 'open') return 'It was opened already.'
  if (!MAY_FOLLOW[change.kind].includes(row.state)) return `That can’t be done while the assessment is ${row.state}.`
  switch (change.kind) {
    case 'accept':
    case 'return':
      if ([by, change.insteadOf].some((person) => person !== null && row.assessors.includes(person)))
        return 'Nobody decides about an assessment that they wrote, and nobody does in their place.'
      return change.digest === row.facts.digest ? null : 'The text isn’t the one that was read.'
    case 'submit': {
      const { on, due, vulnerability, domains } = change.facts
      const lacks = domainsNeeded(row.kind).filter((domain) => domains[domain] === undefined)
      const isWhole = on !== null && due !== null && Object.keys(domains).length > 0 && lacks.length === 0
      return isWhole && (row.kind !== 'risk' || vulnerability !== null)
        ? null
        : 'It can’t be submitted before it says all that it has to.'
    }
    default:
      return null
  }
}

/** The assessment after a step; null where it can't be taken. */
export function takeStep(row: AssessmentRow | null, step: AssessmentStep): AssessmentRow | null {
  const { change, by } = step
  if (change.kind === 'open') {
    if (row !== null) return null
    const { kind: _kind, of: kind, ...opened } = change
    const begun = { state: 'draft', assessors: [by.key], accepted: null, supersededBy: null } as const
    return { ...opened, kind, ...begun, steps: [taken(step)] }
  }
  if (row === null || whyNot(row, { by: by.key, change }) !== null) return null
  const next = { ...row, steps: [...row.steps, taken(step)] }
  switch (change.kind) {
    case 'write':
    case 'submit': {
      const assessors = row.assessors.includes(by.key) ? row.assessors : [...row.assessors, by.key]
      return { ...next, assessors, facts: change.facts, state: change.kind === 'submit' ? 'submitted' : 'draft' }
    }
    case 'accept': {
      const { seat, insteadOf } = change
      return { ...next, state: 'accepted', accepted: { seat, by: by.key, insteadOf } }
    }
    case 'return':
      return { ...next, state: 'returned' }
    case 'supersede':
      return { ...next, state: 'superseded', supersededBy: change.by }
  }
}

/** All steps, one after the other; null where one can't be taken. */
export function replay(steps: readonly AssessmentStep[]): AssessmentRow | null {
  let row: AssessmentRow | null = null
  for (const step of steps) {
    row = takeStep(row, step)
    if (row === null) return null
  }
  return row
}

function taken({ entry, at, by, form, change }: AssessmentStep): AssessmentStepTaken {
  return { kind: change.kind, at, entry, by: by.key, form }
}
