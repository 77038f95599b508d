import type { Conversation, OfferedTool } from './conversation.ts'
import { asArray, asObject, asText, type JsonObject } from './json.ts'
import { invalid } from './vendor-error.ts'

type Tooling = Pick<Conversation, 'tools' | 'toolChoice' | 'parallelToolCalls'>

/** `tools` and `tool_choice` of both APIs: chat nests a tool's name under its type, Responses doesn't. */
export function readTools(body: JsonObject): Tooling {
  const offered = asArray(body['tools']).map(asObject).flatMap(readTool)
  const choice = body['tool_choice']
  const parallelToolCalls = body['parallel_tool_calls'] !== false
  if (choice !== undefined && choice !== null && choice !== 'none' && offered.length === 0 && !body['tools']) {
    throw invalid("'tool_choice' is only allowed when 'tools' are specified.", 'tool_choice')
  }
  if (choice === 'none' || choice === 'required') return { tools: offered, toolChoice: choice, parallelToolCalls }
  if (asObject(choice)['type'] === 'allowed_tools') {
    const allowed = asObject(asObject(choice)['allowed_tools'] ?? choice)
    const names = asArray(allowed['tools'])
      .map(asObject)
      .map((tool) => detailOf(tool)['name'])
    const tools = offered.filter((tool) => names.includes(tool.name))
    return { tools, toolChoice: allowed['mode'] === 'required' ? 'required' : 'auto', parallelToolCalls }
  }
  const name = asText(detailOf(asObject(choice))['name'])
  if (name && !offered.some((tool) => tool.name === name)) {
    throw invalid(`Tool choice '${name}' not found in 'tools' parameter.`, 'tool_choice')
  }
  return { tools: offered, toolChoice: name ? [name] : 'auto', parallelToolCalls }
}

function readTool(tool: JsonObject, index: number): OfferedTool[] {
  const kind = tool['type']
  if (kind !== 'function' && kind !== 'custom') return []
  const name = asText(detailOf(tool)['name'])
  if (!name)
    throw invalid(
      `Missing required parameter: 'tools[${index}].name'.`,
      `tools[${index}].name`,
      'missing_required_parameter',
    )
  return [{ kind, name, schema: asObject(detailOf(tool)['parameters']) }]
}

function detailOf(tool: JsonObject): JsonObject {
  return asObject(tool[asText(tool['type'])] ?? tool)
}
