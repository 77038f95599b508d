import type { Message } from './conversation.ts'
import { asArray, asObject } from './json.ts'

/** A message's content, in either API: its text parts joined, and how many parts are not text. */
export function readContent(content: unknown): Pick<Message, 'text' | 'otherParts'> {
  if (typeof content === 'string') return { text: content, otherParts: 0 }
  const parts = asArray(content).map(asObject)
  const texts = parts.map((part) => part['text'] ?? part['refusal']).filter((text) => typeof text === 'string')
  return { text: texts.join(''), otherParts: parts.length - texts.length }
}
