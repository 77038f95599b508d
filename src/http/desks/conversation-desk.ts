import { type ConversationRow, conversationsOf } from '../../core/conversation.ts'
import type { TurnView } from '../../pages/chat-views.ts'
import type { Asking } from '../asking.ts'
import { type ConversationParts, ownConversation, titleOf, turnParts } from '../chat/chat-view.ts'
import { turnViews } from '../chat/turn-view.ts'
import { Refused } from '../governance-api.ts'
import { personOf } from '../own-person.ts'
import { type PageAsked, pageOf } from '../page-of.ts'

export interface ListedConversation {
  readonly id: string
  readonly row: ConversationRow
  /** First words as they were sent. */
  readonly title: string
}

export interface OpenConversation extends ListedConversation {
  /** Times are RFC 3339 UTC; what was said in hidden turns isn’t in them. */
  readonly turns: readonly TurnView[]
  /** Null: there are no more turns. */
  readonly cursor: string | null
}

/** One’s own conversations, read from their records; nobody else’s, and none for an app that acts for somebody. */
export interface ConversationDesk {
  list(
    asking: Asking,
    asked: PageAsked,
  ): Promise<{ readonly conversations: readonly ListedConversation[]; readonly cursor: string | null }>
  show(asking: Asking, id: string, asked: PageAsked): Promise<OpenConversation>
}

export function createConversationDesk(parts: ConversationParts): ConversationDesk {
  const { state } = parts.ledger
  return {
    async list(asking, asked) {
      const caller = personOf(asking, 'MO-04')
      const own = conversationsOf(caller.key, state).map((one) => ({ ...one, at: one.row.at }))
      const { shown, cursor } = pageOf(own, asked)
      const conversations = await Promise.all(
        shown.map(async ({ id, row }) => ({ id, row, title: await titleOf(parts, row) })),
      )
      return { conversations, cursor }
    },
    async show(asking, id, { limit = 50, cursor }) {
      const caller = personOf(asking, 'MO-04')
      const row = ownConversation(state, caller, id)
      if (row === null)
        throw new Refused('route_not_governed', {
          rule: 'conversation',
          message: 'There is no such conversation for you.',
          next: 'See the list of your conversations.',
        })
      const from = Number(cursor ?? 0)
      const to = from + limit
      const reading = { ...turnParts(parts, 'en'), time: (iso: string): string => iso }
      const turns = await turnViews(reading, { ...row, turns: row.turns.slice(0, to) }, from)
      const next = to < row.turns.length ? String(to) : null
      return { id, row, title: await titleOf(parts, row), turns, cursor: next }
    },
  }
}
