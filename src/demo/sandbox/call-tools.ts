import type { Conversation, OfferedTool } from './conversation.ts'
import { digest } from './digest.ts'
import { isObject } from './json.ts'
import { jsonInstance } from './json-instance.ts'

export interface ToolCall {
  readonly kind: OfferedTool['kind']
  readonly id: string
  readonly name: string
  /** JSON arguments of a function, free text of a custom tool. */
  readonly payload: string
}

/** The calls that the request forces or the prompt asks for; arguments carry the prompt's text. */
export function callTools(
  conversation: Conversation,
  asked: readonly string[] | undefined,
  text: string,
  choice: number,
): readonly ToolCall[] {
  const chosen = choose(conversation, asked)
  const called = conversation.parallelToolCalls ? chosen : chosen.slice(0, 1)
  return called.map((tool, index) => ({
    kind: tool.kind,
    id: `call_${digest(`${conversation.seed} ${choice} ${index} ${tool.name}`).slice(0, 24)}`,
    name: tool.name,
    payload: tool.kind === 'custom' ? text : argumentsFor(tool, text),
  }))
}

function choose(conversation: Conversation, asked: readonly string[] | undefined): readonly OfferedTool[] {
  const { tools, toolChoice } = conversation
  if (toolChoice === 'none') return []
  const allowed = typeof toolChoice === 'string' ? tools : tools.filter((tool) => toolChoice.includes(tool.name))
  const named = allowed.filter((tool) => asked?.includes('*') || asked?.includes(tool.name))
  if (named.length > 0) return named
  return toolChoice === 'auto' ? [] : allowed.slice(0, 1)
}

function argumentsFor(tool: OfferedTool, text: string): string {
  const value = isObject(tool.schema['properties']) ? jsonInstance(tool.schema, text) : {}
  return JSON.stringify(value)
}
