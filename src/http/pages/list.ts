import type { FastifyInstance } from 'fastify'
import { answerMarkPages } from './answer-marks.ts'
import { chatPages } from './chat.ts'
import { questionPages } from './chat-question.ts'
import { conversationPages } from './conversations.ts'
import { noticePages } from './notice.ts'
import { sessionPages } from './session.ts'
import { signInPages } from './sign-in.ts'
import type { Site } from './site.ts'

/** THE list of pages. */
export const PAGES: readonly ((app: FastifyInstance, site: Site) => void)[] = [
  signInPages,
  sessionPages,
  noticePages,
  chatPages,
  questionPages,
  conversationPages,
  answerMarkPages,
]
