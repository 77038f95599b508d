import type { ConversationTurn } from '../../core/conversation.ts'
import type { TurnView } from '../../pages/chat-views.ts'
import type { PersonVisit, Site } from '../pages/site.ts'
import { ownConversation, turnParts } from './chat-view.ts'
import { turnViews } from './turn-view.ts'

export interface FoundTurn {
  readonly conversation: string
  readonly turn: ConversationTurn
  readonly view: TurnView
}

/** A turn that was sent to a model, of a conversation of this person’s own, by the address of a page about it; null: none. */
export async function sentTurn(site: Site, visit: PersonVisit): Promise<FoundTurn | null> {
  const { id, number } = visit.request.params as { id: string; number: string }
  const row = ownConversation(site.ledger.state, visit.session.principal, id)
  const place = Number(number) - 1
  const turn = row?.turns[place]
  if (row === null || turn?.kind !== 'exchange') return null
  const parts = turnParts(site, visit.language)
  const [view] = await turnViews(parts, { ...row, turns: row.turns.slice(0, place + 1) }, place)
  return view === undefined ? null : { conversation: id, turn, view }
}

/** One that was answered: of an answer that never came there is nothing to say. */
export async function answeredTurn(site: Site, visit: PersonVisit): Promise<FoundTurn | null> {
  const found = await sentTurn(site, visit)
  return found?.view.answer == null || found.view.answer.text === '' ? null : found
}
