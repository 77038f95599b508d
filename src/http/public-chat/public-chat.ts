import { StoreUnavailable } from '../../core/ports.ts'
import type { PublicTurn } from '../../pages/public-chat-view.ts'
import type { Client } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { AddressLimit } from './address-limit.ts'
import type { AskParts } from './ask.ts'
import type { SealedConversations } from './sealed-conversation.ts'

/** What the pages for residents work with. */
export interface PublicChat extends AskParts {
  readonly conversations: SealedConversations
  readonly limit: AddressLimit
  /**
   * Clause MS-60: "are you a person?", truly answered by the gateway itself, and recorded before it is shown; null where
   * nothing can be recorded.
   */
  answerForPerson(asked: PersonAsked): Promise<PublicTurn | null>
}

export interface PersonAsked {
  readonly client: Client
  readonly language: string
  readonly conversation: string
  readonly text: string
}

export function publicChat(
  parts: AskParts & Pick<PublicChat, 'conversations' | 'limit'> & { readonly ledger: Ledger },
): PublicChat {
  const { ledger, policy } = parts
  return {
    ...parts,
    async answerForPerson({ client, language, conversation, text }) {
      const unit = policy().units.units.find(({ id }) => id === client.unit)
      const act = {
        type: 'admin',
        agency: unit?.agency ?? policy().profile.agency,
        actor: null,
        meta: { action: 'answer-for-person', client: client.id, conversation, language },
        // From a closed list, so nobody's words of their own.
        body: { asked: text },
      } as const
      try {
        await ledger.write(act)
      } catch (error) {
        if (error instanceof StoreUnavailable) return null
        throw error
      }
      return { asked: text, removed: {}, answer: '', label: null, record: null }
    },
  }
}
