import type { FastifyInstance } from 'fastify'
import { aboutPages } from './about.ts'
import { answerMarkPages } from './answer-marks.ts'
import { applicationPages } from './applications.ts'
import { catalogPages } from './catalog.ts'
import { chatPages } from './chat.ts'
import { questionPages } from './chat-question.ts'
import { conformancePages } from './conformance.ts'
import { conversationPages } from './conversations.ts'
import { deliverablePages } from './deliverables.ts'
import { noticePages } from './notice.ts'
import { policyPages } from './policy.ts'
import { policyCasePages } from './policy-case.ts'
import { publicChatPages } from './public-chat.ts'
import { registerPages } from './register.ts'
import { sessionPages } from './session.ts'
import { signInPages } from './sign-in.ts'
import type { Site } from './site.ts'
import { trainingPages } from './training.ts'

/** THE list of pages. */
export const PAGES: readonly ((app: FastifyInstance, site: Site) => void)[] = [
  signInPages,
  sessionPages,
  noticePages,
  chatPages,
  questionPages,
  conversationPages,
  answerMarkPages,
  deliverablePages,
  aboutPages,
  catalogPages,
  applicationPages,
  trainingPages,
  policyPages,
  policyCasePages,
  conformancePages,
  registerPages,
  publicChatPages,
]
