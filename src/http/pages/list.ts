import type { FastifyInstance } from 'fastify'
import { aboutPages } from './about.ts'
import { answerMarkPages } from './answer-marks.ts'
import { catalogPages } from './catalog.ts'
import { chatPages } from './chat.ts'
import { questionPages } from './chat-question.ts'
import { conversationPages } from './conversations.ts'
import { noticePages } from './notice.ts'
import { publicChatPages } from './public-chat.ts'
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
  aboutPages,
  catalogPages,
  publicChatPages,
]
