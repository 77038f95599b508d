import type { Followed } from '../../core/decision-record.ts'
import type { DecisionRow, DecisionStepKind } from './decision-row.ts'

type Person = NonNullable<DecisionRow['decider']>

/** What a step changes; whatever was worked out as it was taken stands in it, so that replaying asks neither policy nor clock. */
export type DecisionChange =
  | ({ readonly kind: 'open' } & Pick<
      DecisionRow,
      'exchange' | 'agency' | 'unit' | 'system' | 'purpose' | 'asker' | 'holder' | 'due'
    >)
  | { readonly kind: 'hand-over'; readonly to: string }
  | { readonly kind: 'decide' | 'correct'; readonly by: Person; readonly followed: Followed }
  | { readonly kind: 'set-aside' | 'reopen'; readonly by: Person }

export interface DecisionStep {
  /** Its own entry; of a record that the gateway opened, the exchange’s prompt says the same. */
  readonly entry: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly change: DecisionChange
}

/** Why a step can’t be taken now, as a sentence; null when it can. */
export function whyNot({ state }: Pick<DecisionRow, 'state'>, kind: DecisionStepKind): string | null {
  switch (kind) {
    case 'open':
      return 'There is a decision record for this answer.'
    case 'hand-over':
    case 'decide':
    case 'set-aside':
      return state === 'open' ? null : 'It is closed.'
    case 'correct':
      return state === 'decided' ? null : 'Nothing was decided yet.'
    case 'reopen':
      return state === 'set-aside' ? null : 'It wasn’t set aside.'
  }
}

/** The record after a step; null where it can’t be taken. */
export function takeStep(row: DecisionRow | null, { entry, at, change }: DecisionStep): DecisionRow | null {
  const taken = { kind: change.kind, at, entry }
  if (change.kind === 'open') {
    if (row !== null) return null
    const { kind: _, ...opened } = change
    return { ...opened, openedAt: at, state: 'open', closedAt: null, decider: null, followed: null, steps: [taken] }
  }
  if (row === null || whyNot(row, change.kind) !== null) return null
  const next = { ...row, steps: [...row.steps, taken] }
  switch (change.kind) {
    case 'hand-over':
      return { ...next, holder: change.to }
    case 'decide':
    case 'correct':
      return { ...next, state: 'decided', closedAt: row.closedAt ?? at, decider: change.by, followed: change.followed }
    case 'set-aside':
      return { ...next, state: 'set-aside', closedAt: at, decider: change.by }
    case 'reopen':
      return { ...next, state: 'open', closedAt: null, decider: null }
  }
}

/** All steps, one after the other; null where one can’t be taken. */
export function replay(steps: readonly DecisionStep[]): DecisionRow | null {
  let row: DecisionRow | null = null
  for (const step of steps) {
    row = takeStep(row, step)
    if (row === null) return null
  }
  return row
}
