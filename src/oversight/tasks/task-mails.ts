import { createHash } from 'node:crypto'
import { KNOWN_PERSON, type KnownPerson } from '../../core/known-person.ts'
import { NOTICE, TASK_MAIL, type TaskKind, type TaskMailRow, type TaskNotice } from '../../core/notice.ts'
import type { StateBasis, StateChange } from '../../core/record.ts'
import type { StateRows } from '../../core/state-rows.ts'

/** What somebody has to do: which audit or decision, and who. */
export interface Task {
  readonly task: TaskKind
  readonly number: string
  readonly agency: string
  /** Principal key, or work e-mail address. */
  readonly person: string
  /** Where a queue is told, in place of a person’s address. */
  readonly receivers?: readonly { readonly connector: string; readonly to: string | null }[]
}

/**
 * Mail to whoever has to do something, written with what it tells of: that there is a step for them, and nothing of it (MS-16).
 * Null where no address of theirs is known, or no mail is set up: they are told where they sign in.
 * @param connectors ids of the mail connectors.
 * @param at RFC 3339 UTC.
 */
export function taskMail(
  rows: StateRows,
  connectors: readonly string[],
  { task, number, agency, person, receivers = mailTo(rows, connectors, person) }: Task,
  event: TaskNotice['event'],
  at: string,
): { readonly state: readonly StateChange[]; readonly basis: StateBasis } | null {
  if (receivers.length === 0) return null
  const key = keyOf({ task, number, person })
  const before = (rows.get(TASK_MAIL, key) as TaskMailRow | undefined) ?? null
  const times = (before?.times ?? 0) + 1
  const notices = receivers.map(({ connector, to }) => {
    const id = createHash('sha256').update(`${key} ${times} ${connector}`).digest('hex').slice(0, 32)
    const value: TaskNotice = { id, agency, task, number, person, event, connector, to, at }
    return { kind: NOTICE, key: id, value }
  })
  const value: TaskMailRow = { times, at }
  return { state: [{ kind: TASK_MAIL, key, value }, ...notices], basis: { kind: TASK_MAIL, key, value: before } }
}

function mailTo(rows: StateRows, connectors: readonly string[], person: string): NonNullable<Task['receivers']> {
  const to = person.includes('|')
    ? (rows.get(KNOWN_PERSON, person) as KnownPerson | undefined)?.email
    : person.toLowerCase()
  return to == null ? [] : connectors.map((connector) => ({ connector, to }))
}

/** When somebody was last told of a task, RFC 3339 UTC; null: never. */
export function lastTold(rows: StateRows, task: Task): string | null {
  return (rows.get(TASK_MAIL, keyOf(task)) as TaskMailRow | undefined)?.at ?? null
}

function keyOf({ task, number, person }: Pick<Task, 'task' | 'number' | 'person'>): string {
  return `${task}|${number}|${person}`
}
