import { type Conversation, type Message, trailingToolResults } from './conversation.ts'
import { jsonInstance } from './json-instance.ts'

const sentence = 'The sandbox model goes on at length, as it was asked to. '

/** Tells a person what arrived: redaction shows as placeholders here, and restoration as their absence. */
export function receivedText(messages: readonly Message[], subject: string): string {
  const results = trailingToolResults(messages)
  if (results.length > 0) {
    return results.map((result) => `The tool ${result.toolName ?? ''} answered: "${result.text}"`).join('\n')
  }
  const count = messages.length === 1 ? '1 message. It' : `${messages.length} messages. The last one`
  const others = messages.findLast((message) => message.role === 'user')?.otherParts ?? 0
  const attached = others === 0 ? '' : ` ${others === 1 ? '1 part is' : `${others} parts are`} not text.`
  return `The sandbox model received ${count} reads: "${subject}"${attached}`
}

export function structuredText(format: Conversation['format'], subject: string): string {
  return JSON.stringify(typeof format === 'object' ? jsonInstance(format.schema, subject) : { received: subject })
}

export function longText(kilobytes: number): string {
  return sentence.repeat(Math.ceil((kilobytes * 1024) / sentence.length)).slice(0, kilobytes * 1024)
}
