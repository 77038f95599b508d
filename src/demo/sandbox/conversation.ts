import type { JsonObject } from './json.ts'

export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly text: string
  /** Of a tool's result: which tool gave it. */
  readonly toolName?: string
  /** Images, files and sounds. */
  readonly otherParts: number
}

export interface OfferedTool {
  readonly kind: 'function' | 'custom'
  readonly name: string
  readonly schema: JsonObject
}

/** What the model is asked, whichever API it was asked through. */
export interface Conversation {
  /** All ids of the answer come from it. */
  readonly seed: string
  readonly messages: readonly Message[]
  readonly tools: readonly OfferedTool[]
  /** The tools that must be called; `auto` leaves it to the model. */
  readonly toolChoice: 'auto' | 'none' | 'required' | readonly string[]
  readonly parallelToolCalls: boolean
  readonly format: 'text' | 'json' | { readonly schema: JsonObject }
  readonly tokensMax: number | undefined
  readonly stop: readonly string[]
}

export function lastUserText(messages: readonly Message[]): string {
  return messages.findLast((message) => message.role === 'user')?.text ?? ''
}

/** The results that the conversation ends with, if it ends with tools' results. */
export function trailingToolResults(messages: readonly Message[]): readonly Message[] {
  return messages.slice(messages.findLastIndex((message) => message.role !== 'tool') + 1)
}
