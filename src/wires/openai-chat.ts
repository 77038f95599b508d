import { openChoices } from './choices.ts'
import { openaiErrors } from './openai-errors.ts'
import * as openai from './openai-request.ts'
import type { Shape } from './shape.ts'
import * as shapes from './shapes.ts'
import type { Wire } from './wire.ts'

const { any, array, boolean, integer, jsonText, name, object, open, parts, tagged, text, vendorMemory, word } = shapes

const textPart = object({ text, ...openai.cacheBreakpoint }, 'text')
const assistantPart = tagged('type', {
  text: object({ text: shapes.assistantText, ...openai.cacheBreakpoint }, 'text'),
  refusal: object({ refusal: shapes.assistantText }, 'refusal'),
})
const userPart = tagged('type', {
  text: textPart,
  image_url: object(
    {
      image_url: object({ url: shapes.image, detail: word('auto', 'low', 'high', 'original') }, 'url'),
      ...openai.cacheBreakpoint,
    },
    'image_url',
  ),
  input_audio: object(
    { input_audio: object({ data: shapes.audio, format: word('wav', 'mp3') }, 'data'), ...openai.cacheBreakpoint },
    'input_audio',
  ),
  file: object(
    { file: object({ file_data: shapes.file, file_id: vendorMemory, filename: open }), ...openai.cacheBreakpoint },
    'file',
  ),
})

const texts = any(text, parts(tagged('type', { text: textPart })))
const call = object({ name, arguments: jsonText, parsed_arguments: open }, 'name')
const toolCall = tagged(
  'type',
  {
    function: object({ id: name, index: integer(0, 999), function: call }, 'id', 'function'),
    custom: object({ id: name, index: integer(0, 999), custom: object({ name, input: text }, 'name') }, 'id', 'custom'),
  },
  'function',
)

// A participant's name is a person's more often than not: text, so that it can be redacted.
const message = tagged('role', {
  developer: object({ content: texts, name: text }, 'content'),
  system: object({ content: texts, name: text }, 'content'),
  user: object({ content: any(text, parts(userPart)), name: text }, 'content'),
  assistant: object({
    content: any(shapes.assistantText, parts(assistantPart)),
    refusal: shapes.assistantText,
    name: text,
    tool_calls: array(toolCall),
    function_call: call,
    audio: vendorMemory,
    // What SDKs copy from an answer into the history.
    annotations: open,
    parsed: open,
    reasoning_content: shapes.assistantText,
  }),
  tool: object({ content: texts, tool_call_id: name, name }, 'content', 'tool_call_id'),
  function: object({ content: text, name }, 'name'),
})

const functionFields = { name, description: text, parameters: open, strict: boolean }
const tool = tagged('type', {
  function: object({ function: object(functionFields, 'name') }, 'function'),
  custom: object(
    {
      custom: object(
        {
          name,
          description: text,
          format: tagged('type', { text: object({}), grammar: object({ grammar: object(openai.grammar) }, 'grammar') }),
        },
        'name',
      ),
    },
    'custom',
  ),
})

const request: Shape = object(
  {
    messages: array(message),
    model: shapes.model,
    ...openai.sampling,
    ...openai.penalties,
    ...openai.service,
    audio: shapes.vendorSide,
    functions: array(object(functionFields, 'name')),
    function_call: any(word('none', 'auto'), object({ name }, 'name')),
    logit_bias: openai.logitBias,
    logprobs: boolean,
    top_logprobs: integer(0, 20),
    max_completion_tokens: openai.tokenCount,
    max_tokens: openai.tokenCount,
    modalities: array(word('text', 'audio')),
    n: integer(1, 128),
    parallel_tool_calls: boolean,
    prediction: tagged('type', { content: object({ content: texts }, 'content') }),
    reasoning_effort: openai.effort,
    response_format: tagged('type', {
      text: object({}),
      json_object: object({}),
      json_schema: object({ json_schema: object(openai.schemaFormat, 'name') }, 'json_schema'),
    }),
    stop: openai.stop,
    store: { is: 'forced', value: false, always: false },
    stream: boolean,
    stream_options: openai.streamOptions,
    tools: array(tool),
    tool_choice: any(
      word('none', 'auto', 'required'),
      tagged('type', {
        function: object({ function: object({ name }, 'name') }, 'function'),
        custom: object({ custom: object({ name }, 'name') }, 'custom'),
        allowed_tools: object(
          { allowed_tools: object({ mode: word('auto', 'required'), tools: open }, 'mode', 'tools') },
          'allowed_tools',
        ),
      }),
    ),
    verbosity: openai.verbosity,
    web_search_options: shapes.vendorSide,
  },
  'messages',
  'model',
)

/** https://platform.openai.com/docs/api-reference/chat */
export const openaiChat: Wire = {
  id: 'openai.chat',
  operationId: 'createChatCompletion',
  method: 'POST',
  path: '/v1/chat/completions',
  upstreamPath: '/chat/completions',
  request,
  readFacts: (root) => openai.readFacts(root, openai.at(root, 'response_format')),
  schemas: [
    ['response_format', 'json_schema', 'schema'],
    ['tools', '*', 'function', 'parameters'],
    ['functions', '*', 'parameters'],
  ],
  amend: openai.askForUsage,
  placeholders: 'numbered',
  errors: openaiErrors('unnamed'),
  openAnswer: (context) =>
    openChoices(context, {
      whole: 'message',
      delta: 'delta',
      texts: [
        { at: ['content'], role: 'prose', json: false },
        { at: ['refusal'], role: 'refusal', json: false },
        // Upstreams that speak OpenAI's API with additions of their own: restored and scanned, never labelled.
        { at: ['content', '*', 'text'], role: 'thought', json: false },
        { at: ['reasoning_details', '*', 'text'], role: 'thought', json: false },
        { at: ['reasoning_content'], role: 'thought', json: false },
        { at: ['reasoning'], role: 'thought', json: false },
        { at: ['audio', 'transcript'], role: 'thought', json: false },
        { at: ['function_call', 'arguments'], role: 'call', json: true },
        { at: ['tool_calls', '*', 'function', 'arguments'], role: 'call', json: true },
        { at: ['tool_calls', '*', 'custom', 'input'], role: 'call', json: false },
      ],
    }),
}
