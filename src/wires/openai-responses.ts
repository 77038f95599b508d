import { openaiErrors } from './openai-errors.ts'
import * as openai from './openai-request.ts'
import { clientTool, inputItem } from './openai-responses-items.ts'
import { openResponse } from './response.ts'
import type { Shape } from './shape.ts'
import * as shapes from './shapes.ts'
import type { Wire } from './wire.ts'

const { any, array, boolean, integer, name, object, open, tagged, text, vendorMemory, word } = shapes

const request: Shape = object(
  {
    model: shapes.model,
    input: any(text, array(inputItem)),
    instructions: text,
    ...openai.sampling,
    ...openai.service,
    background: { is: 'forbidden', code: 'field_not_governed', allow: [false] },
    context_management: array(object({ type: word('compaction'), compact_threshold: openai.tokenCount }, 'type')),
    conversation: vendorMemory,
    image: object({ context_compression: word('auto', 'enabled', 'disabled') }),
    include: array(
      word(
        'reasoning.encrypted_content',
        'message.output_text.logprobs',
        'message.input_image.image_url',
        'file_search_call.results',
        'web_search_call.results',
        'web_search_call.action.sources',
        'computer_call_output.output.image_url',
        'code_interpreter_call.outputs',
      ),
    ),
    max_output_tokens: openai.tokenCount,
    max_tool_calls: integer(0, 9_999),
    parallel_tool_calls: boolean,
    previous_response_id: vendorMemory,
    prompt: vendorMemory,
    reasoning: object({
      effort: openai.effort,
      summary: word('auto', 'concise', 'detailed'),
      generate_summary: word('auto', 'concise', 'detailed'),
      context: word('auto', 'current_turn', 'all_turns'),
      mode: name,
    }),
    store: { is: 'forced', value: false, always: true },
    stream: boolean,
    stream_options: object({ include_obfuscation: boolean }),
    text: object({
      format: tagged('type', {
        text: object({}),
        json_object: object({}),
        json_schema: object(openai.schemaFormat, 'name', 'schema'),
      }),
      verbosity: openai.verbosity,
    }),
    tools: array(clientTool),
    tool_choice: any(
      word('none', 'auto', 'required'),
      tagged('type', {
        function: object({ name }, 'name'),
        custom: object({ name }, 'name'),
        allowed_tools: object({ mode: word('auto', 'required'), tools: open }, 'mode', 'tools'),
      }),
    ),
    top_logprobs: integer(0, 20),
    truncation: word('auto', 'disabled'),
  },
  'model',
  'input',
)

/** https://platform.openai.com/docs/api-reference/responses */
export const openaiResponses: Wire = {
  id: 'openai.responses',
  operationId: 'createResponse',
  method: 'POST',
  path: '/v1/responses',
  upstreamPath: '/responses',
  request,
  // Usage comes in the terminal event, asked for or not.
  readFacts: (root) => ({ ...openai.readFacts(root, openai.at(root, 'text', 'format')), wantsUsage: true }),
  schemas: [
    ['text', 'format', 'schema'],
    ['tools', '*', 'parameters'],
  ],
  placeholders: 'numbered',
  errors: openaiErrors('named'),
  openAnswer: openResponse,
}
