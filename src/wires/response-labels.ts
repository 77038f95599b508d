import { isRecord, listOf } from './answer-json.ts'
import { isMachineReadable } from './label-rules.ts'
import type { AnswerContext } from './wire.ts'

/** The position of the text part that takes a message's label, or null: the item isn't prose for a person. */
export function labelledPart(item: unknown, context: AnswerContext): number | null {
  if (context.label === null || context.request.structured || !isRecord(item)) return null
  if (item['type'] !== 'message' || item['phase'] === 'commentary') return null
  const content = listOf(item['content'])
  let text = ''
  let last: number | null = null
  for (const [i, part] of content.entries()) {
    if (!isRecord(part) || part['type'] === 'refusal') return null
    if (part['type'] !== 'output_text' || typeof part['text'] !== 'string') continue
    text += part['text']
    last = i
  }
  return last === null || isMachineReadable(text) ? null : last
}
