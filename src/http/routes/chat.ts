import type { FastifyInstance } from 'fastify'
import type { Contract } from '../contract.ts'
import { createAttachmentDesk } from '../desks/attachment-desk.ts'
import { createConversationDesk } from '../desks/conversation-desk.ts'
import type { Site } from '../pages/site.ts'
import type { RecordLook } from '../record-looks.ts'
import { attachmentRoutes } from './attachments.ts'
import { conversationRoutes } from './conversations.ts'
import { disclosureStatementRoutes } from './disclosure-statements.ts'
import { reviewRoutes } from './reviews.ts'
import { sessionRoutes } from './sessions.ts'

export interface ChatRouteParts {
  readonly contract: Contract
  readonly look: RecordLook
  readonly site: Pick<
    Site,
    'store' | 'ledger' | 'policy' | 'answers' | 'extractor' | 'sessions' | 'deliverables' | 'reviews'
  >
}

/** What people do at the chat, for programs of theirs: the same acts, by the same functions. */
export async function chatRoutes(app: FastifyInstance, { contract, look, site }: ChatRouteParts): Promise<void> {
  await app.register(conversationRoutes, { contract, conversations: createConversationDesk(site) })
  await app.register(reviewRoutes, { contract, reviews: site.reviews })
  await app.register(disclosureStatementRoutes, { contract, policy: site.policy, deliverables: site.deliverables })
  await app.register(sessionRoutes, { contract, sessions: site.sessions })
  await app.register(attachmentRoutes, { attachments: createAttachmentDesk(site.extractor, look) })
}
