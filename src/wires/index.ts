import { openaiChat } from './openai-chat.ts'
import { openaiCompletions } from './openai-completions.ts'
import { openaiEmbeddings } from './openai-embeddings.ts'
import { openaiModerations } from './openai-moderations.ts'
import { openaiResponses } from './openai-responses.ts'
import type { Wire } from './wire.ts'

/** Every inference endpoint that the gateway speaks; a vendor's wire is added by its file and a line here. */
export const wires: readonly Wire[] = [
  openaiChat,
  openaiResponses,
  openaiEmbeddings,
  openaiCompletions,
  openaiModerations,
]
