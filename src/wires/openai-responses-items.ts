import { cacheBreakpoint } from './openai-request.ts'
import type { Shape } from './shape.ts'
import * as shapes from './shapes.ts'

const { any, array, assistantText, audio, blob, boolean, file, image, jsonText, name, object } = shapes
const { open, parts, tagged, text, vendorMemory, vendorSide, word } = shapes

const status = word('in_progress', 'completed', 'incomplete')

const inputPart = {
  input_text: object({ text, ...cacheBreakpoint }, 'text'),
  input_image: object({
    image_url: image,
    file_id: vendorMemory,
    detail: word('auto', 'low', 'high', 'original'),
    ...cacheBreakpoint,
  }),
  input_file: object({
    file_data: file,
    file_id: vendorMemory,
    file_url: vendorSide,
    filename: open,
    detail: word('auto', 'low', 'high'),
    ...cacheBreakpoint,
  }),
  input_audio: object({ input_audio: object({ data: audio, format: word('wav', 'mp3') }, 'data') }, 'input_audio'),
}

const outputPart = {
  // `parsed` and `parsed_arguments` are what the SDK adds to an answer and developers send back with it.
  output_text: object({ text: assistantText, annotations: open, logprobs: open, parsed: open }, 'text'),
  refusal: object({ refusal: assistantText }, 'refusal'),
}

const content = any(text, parts(tagged('type', inputPart)))
const inputMessage = object({ content, id: name, status }, 'content')
const message = tagged('role', {
  user: inputMessage,
  system: inputMessage,
  developer: inputMessage,
  assistant: object(
    {
      content: any(assistantText, parts(tagged('type', { ...outputPart, ...inputPart }))),
      id: name,
      status,
      phase: word('commentary', 'final_answer'),
    },
    'content',
  ),
})

/** Where a client-side tool call comes from and how it ran. */
const callFields = {
  id: name,
  call_id: name,
  namespace: name,
  status,
  async: boolean,
  created_by: name,
  caller: tagged('type', { direct: object({}), program: object({ caller_id: name }) }),
}

/** Input items of the Responses API. Items of vendor-side tools are left out: what isn't here isn't governed. */
export const inputItem: Shape = tagged(
  'type',
  {
    message,
    function_call: object(
      { ...callFields, name, arguments: jsonText, parsed_arguments: open },
      'call_id',
      'name',
      'arguments',
    ),
    function_call_output: object({ ...callFields, name, output: content }, 'call_id', 'output'),
    custom_tool_call: object({ ...callFields, name, input: text }, 'call_id', 'name', 'input'),
    custom_tool_call_output: object({ ...callFields, output: content }, 'call_id', 'output'),
    reasoning: object({
      id: name,
      summary: parts(tagged('type', { summary_text: object({ text: assistantText }, 'text') })),
      content: parts(tagged('type', { reasoning_text: object({ text: assistantText }, 'text') })),
      encrypted_content: blob,
      status,
    }),
    compaction: object({ id: name, encrypted_content: blob, created_by: name }, 'encrypted_content'),
    item_reference: { is: 'reference', fields: { id: name } },
  },
  'message',
)

/** Tools that the client runs itself. */
export const clientTool: Shape = tagged('type', {
  function: object(
    {
      name,
      description: text,
      parameters: open,
      output_schema: open,
      strict: boolean,
      async: boolean,
      defer_loading: boolean,
      allowed_callers: array(word('direct', 'programmatic')),
    },
    'name',
  ),
  custom: object(
    {
      name,
      description: text,
      async: boolean,
      defer_loading: boolean,
      allowed_callers: array(word('direct', 'programmatic')),
      format: tagged('type', {
        text: object({}),
        grammar: object({ syntax: word('lark', 'regex'), definition: text }, 'syntax', 'definition'),
      }),
    },
    'name',
  ),
})
