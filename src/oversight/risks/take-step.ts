import type { RiskRow, RiskState, RiskStepKind, RiskStepTaken } from './risk-row.ts'
import type { RiskChange, RiskStep } from './risk-step.ts'

/** In which states a step may be taken; opening comes first and only once. */
const MAY_FOLLOW: Readonly<Record<Exclude<RiskStepKind, 'open'>, readonly RiskState[]>> = {
  look: ['open', 'treated', 'accepted'],
  assess: ['open', 'treated', 'accepted'],
  assign: ['open', 'treated', 'accepted'],
  treat: ['open', 'accepted'],
  accept: ['open', 'treated'],
  reopen: ['treated', 'accepted', 'closed'],
  close: ['open', 'treated', 'accepted'],
}

/** Steps that can be taken in a state, in the order of the list. */
export function stepsFrom(state: RiskState): Exclude<RiskStepKind, 'open'>[] {
  return (Object.keys(MAY_FOLLOW) as Exclude<RiskStepKind, 'open'>[]).filter((kind) => MAY_FOLLOW[kind].includes(state))
}

/** Why a step can't be taken now, as a sentence; null when it can. */
export function whyNot(row: RiskRow, change: RiskChange): string | null {
  if (change.kind === 'open') return 'It was recorded already.'
  if (!MAY_FOLLOW[change.kind].includes(row.state)) return `That can’t be done while the risk is ${row.state}.`
  if (change.kind === 'assess' && change.level === row.level) return 'It has that level already.'
  if (change.kind === 'assign' && change.owner === row.owner) return 'They answer for it already.'
  return null
}

const ENDS = { treat: 'treated', accept: 'accepted', reopen: 'open' } as const

/** The risk after a step; null where it can't be taken. */
export function takeStep(row: RiskRow | null, step: RiskStep): RiskRow | null {
  const { change } = step
  if (change.kind === 'open') {
    if (row !== null) return null
    const { kind: _kind, ...opened } = change
    return { ...opened, state: 'open', finding: null, steps: [taken(step)] }
  }
  if (row === null || whyNot(row, change) !== null) return null
  const next = { ...row, steps: [...row.steps, taken(step)] }
  switch (change.kind) {
    case 'look':
      return { ...next, nextLook: change.nextLook }
    case 'assess':
      return { ...next, level: change.level, nextLook: change.nextLook }
    case 'assign':
      return { ...next, owner: change.owner }
    case 'treat':
    case 'accept':
    case 'reopen':
      return { ...next, state: ENDS[change.kind], nextLook: change.nextLook, finding: null }
    case 'close':
      return { ...next, state: 'closed', nextLook: null, finding: change.finding }
  }
}

/** All steps, one after the other; null where one can't be taken. */
export function replay(steps: readonly RiskStep[]): RiskRow | null {
  let row: RiskRow | null = null
  for (const step of steps) {
    row = takeStep(row, step)
    if (row === null) return null
  }
  return row
}

function taken({ entry, at, by, form, change }: RiskStep): RiskStepTaken {
  return { kind: change.kind, at, entry, by: by.key, form }
}
