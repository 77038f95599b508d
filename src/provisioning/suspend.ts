import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { StateRows } from '../core/state-rows.ts'
import { SUSPENSION, type SuspensionRow, type SuspensionTarget } from '../core/suspension.ts'
import type { Composed } from './deactivation.ts'

export interface SuspendOrder {
  readonly id: string
  readonly target: SuspensionTarget
  readonly value: string
  readonly reason: string
  /** RFC 3339; null: until it is resumed. */
  readonly until: string | null
  /** Principal key, or `os:<user>`. */
  readonly by: string
  /** By which authority. */
  readonly authority: 'officer' | 'leader'
}

/** Clauses MS-31, MO-24: in force until its end, or until two people have resumed it. */
export function composeSuspension(
  order: SuspendOrder,
  _rows: StateRows,
  now: number,
): Composed<SuspensionRow> | Refusal {
  const { target, value, until } = order
  if ((target === 'all') !== (value === '')) return unusable('Name exactly one thing to suspend; `all` takes no value.')
  if (until !== null && !(Date.parse(until) > now)) return unusable('The end of the suspension has passed already.')
  const row: SuspensionRow = { ...order, at: new Date(now).toISOString(), resumeAskedBy: null }
  return {
    meta: { action: 'suspend', suspension: row.id, target, value, reason: row.reason, until },
    state: [{ kind: SUSPENSION, key: row.id, value: row }],
    result: row,
  }
}

export interface Resumed {
  readonly suspension: SuspensionRow
  readonly state: 'asked' | 'resumed'
}

/** What somebody saw of a suspension as they decided. */
export interface Seen {
  readonly reason: string
  /** Whether one person had asked already. */
  readonly asked: boolean
}

/** Clause MS-31: the first person asks, a second one, who isn't the first, confirms. Who says what they saw resumes nothing else. */
export function composeResumption(
  id: string,
  { by, reason, seen }: { readonly by: string; readonly reason: string; readonly seen?: Seen | undefined },
  rows: StateRows,
): Composed<Resumed> | Refusal {
  const row = rows.get(SUSPENSION, id) as SuspensionRow | undefined
  if (row === undefined)
    return refusal('route_not_governed', { rule: 'suspension', message: 'There is no such suspension.' })
  if (seen !== undefined && (seen.reason !== row.reason || seen.asked !== (row.resumeAskedBy !== null)))
    return changedSince(row)
  const basis = [{ kind: SUSPENSION, key: id, value: row }]
  const meta = { suspension: id, target: row.target, value: row.value, reason }
  if (row.resumeAskedBy === null) {
    const asked = { ...row, resumeAskedBy: by }
    return {
      meta: { action: 'resume-asked', ...meta },
      state: [{ kind: SUSPENSION, key: id, value: asked }],
      basis,
      result: { suspension: asked, state: 'asked' },
    }
  }
  if (row.resumeAskedBy === by) {
    return refusal('audience_not_granted', {
      rule: 'two-people',
      clause: 'MS-31',
      message: 'You have asked for this to be resumed; it takes a second person.',
      next: 'Ask a colleague with the authority to confirm it.',
    })
  }
  return {
    meta: { action: 'resume', ...meta, askedBy: row.resumeAskedBy },
    state: [{ kind: SUSPENSION, key: id, value: null }],
    basis,
    result: { suspension: row, state: 'resumed' },
  }
}

/** Another reason, or another person, than whoever decided saw. */
function changedSince({ reason, resumeAskedBy }: SuspensionRow): Refusal {
  return {
    ...refusal('conflict', {
      rule: 'stale',
      clause: 'MS-54',
      message: 'It was changed since you looked at it.',
      next: 'Look at what it says now, and decide again. Nothing of yours was done.',
    }),
    detail: `${reason}${resumeAskedBy === null ? '' : ' One person has asked for it to be resumed.'}`,
  }
}

function unusable(message: string): Refusal {
  return refusal('malformed_body', {
    rule: 'suspension',
    clause: 'MS-31',
    message,
    next: 'Correct it and send it again.',
  })
}
