import type { DataClass } from './decision.ts'
import type { StateRows } from './state-rows.ts'

/** State kind of conversations; the key is the conversation’s id. A row holds no word of what was said: the records do. */
export const CONVERSATION = 'conversation'

/** One thing that was asked, in order. */
export interface ConversationTurn {
  /** The exchange; or the entry of an answer that the gateway gave by itself. */
  readonly id: string
  readonly kind: 'exchange' | 'person-question'
}

export interface ConversationRow {
  /** Principal key. */
  readonly owner: string
  readonly agency: string
  /** As `model` names it. */
  readonly model: string
  readonly purpose: string
  readonly dataClass: DataClass
  /** RFC 3339 UTC: when it began, and when it was last gone on with. */
  readonly begun: string
  readonly at: string
  readonly turns: readonly ConversationTurn[]
}

/** A person’s own conversations, the last one first. */
export function conversationsOf(
  owner: string,
  rows: StateRows,
): { readonly id: string; readonly row: ConversationRow }[] {
  return [...rows.all(CONVERSATION)]
    .map(([id, row]) => ({ id, row: row as ConversationRow }))
    .filter(({ row }) => row.owner === owner)
    .sort((a, b) => (a.row.at < b.row.at ? 1 : a.row.at > b.row.at ? -1 : a.id < b.id ? 1 : -1))
}
