import type { FastifyInstance } from 'fastify'
import type { TurnView } from '../../pages/chat-views.ts'
import type { Contract } from '../contract.ts'
import type { ConversationDesk, ListedConversation } from '../desks/conversation-desk.ts'
import type { PageAsked } from '../page-of.ts'

/** One’s own conversations as the chat shows them: with placeholders, labels and reviews. */
export async function conversationRoutes(
  app: FastifyInstance,
  { contract, conversations }: { readonly contract: Contract; readonly conversations: ConversationDesk },
): Promise<void> {
  app.get('/conversations', { schema: contract.schema('listConversations') }, async (request) => {
    const { conversations: listed, cursor } = await conversations.list(request, request.query as PageAsked)
    return { conversations: listed.map(shownConversation), cursor }
  })

  app.get('/conversations/:id', { schema: contract.schema('showConversation') }, async (request) => {
    const { id } = request.params as { id: string }
    const open = await conversations.show(request, id, request.query as PageAsked)
    return { ...shownConversation(open), turns: open.turns.map(shownTurn), cursor: open.cursor }
  })
}

function shownConversation({ id, row, title }: ListedConversation) {
  const { model, purpose, dataClass, begun, at, turns } = row
  return { id, title, model, purpose, data_class: dataClass, begun, at, turn_count: turns.length }
}

function shownTurn(turn: TurnView) {
  const { number, record, question, removed, files, answer, review, reports, isHidden } = turn
  return {
    number,
    record,
    hidden: isHidden,
    asked_at: turn.askedAt === '' ? null : turn.askedAt,
    question,
    removed,
    files: files.map(({ name, text, leftOut }) => ({ name, text, left_out: leftOut })),
    answer,
    review,
    reports,
  }
}
