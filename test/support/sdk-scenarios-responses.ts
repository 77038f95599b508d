import { zodTextFormat } from 'openai/helpers/zod'
import { toResponseInputItems } from 'openai/lib/responses/ResponseInputItems'
import { z } from 'zod'
import { collected, plain } from './plain.ts'
import type { SdkScenario } from './sdk-scenarios.ts'

const lookup = {
  type: 'function',
  name: 'lookup_case',
  description: 'Finds a case by what is said about it.',
  parameters: {
    type: 'object',
    properties: { query: { type: 'string' } },
    required: ['query'],
    additionalProperties: false,
  },
  strict: true,
} as const
const notify = {
  type: 'function',
  name: 'notify',
  parameters: {
    type: 'object',
    properties: { note: { type: 'string' } },
    required: ['note'],
    additionalProperties: false,
  },
  strict: true,
} as const
const Summary = z.object({ title: z.string(), urgent: z.boolean(), topics: z.array(z.string()) })

export const responsesScenarios: readonly SdkScenario[] = [
  {
    name: 'responses: a plain answer',
    run: async (client, { text: model }) =>
      plain(
        await client.responses.create({
          model,
          store: false,
          instructions: 'Be brief.',
          input: 'When is the office open?',
        }),
      ),
  },
  {
    name: 'responses: a stream, event by event',
    run: async (client, { text: model }) =>
      collected(
        await client.responses.create({ model, store: false, stream: true, input: 'When is the office open?' }),
      ),
  },
  {
    name: 'responses: the stream helper’s final response',
    run: async (client, { text: model }) =>
      plain(
        await client.responses.stream({ model, store: false, input: 'Tell me about the archive.' }).finalResponse(),
      ),
  },
  {
    name: 'responses: several parts and a commentary, streamed',
    run: async (client, { text: model }) =>
      collected(
        await client.responses.create({
          model,
          store: false,
          stream: true,
          input: '/commentary /parts 2 Tell me about the archive.',
        }),
      ),
  },
  {
    name: 'responses: a conversation of items and content parts',
    run: async (client, { text: model }) =>
      plain(
        await client.responses.create({
          model,
          store: false,
          input: [
            { role: 'developer', content: 'Be kind.' },
            {
              role: 'user',
              content: [
                { type: 'input_text', text: 'First ' },
                { type: 'input_text', text: 'part.' },
              ],
            },
            { role: 'assistant', content: 'I see.' },
            { role: 'user', content: 'And now?' },
          ],
        }),
      ),
  },
  {
    name: 'responses: a required tool call',
    run: async (client, { text: model }) =>
      plain(
        await client.responses.create({
          model,
          store: false,
          tools: [lookup],
          tool_choice: 'required',
          input: 'Find the flood file.',
        }),
      ),
  },
  {
    name: 'responses: parallel tool calls, streamed event by event',
    run: async (client, { text: model }) =>
      collected(
        await client.responses.create({
          model,
          store: false,
          stream: true,
          tools: [lookup, notify],
          input: '/tool * Find the "flood" file.',
        }),
      ),
  },
  {
    name: 'responses: a custom tool, streamed',
    run: async (client, { text: model }) =>
      plain(
        await client.responses
          .stream({ model, store: false, tools: [{ type: 'custom', name: 'sql' }], input: '/tool sql select 1' })
          .finalResponse(),
      ),
  },
  {
    name: 'responses: the answer to a tool’s result',
    run: async (client, { text: model }) => {
      const question = { role: 'user', content: '/tool lookup_case Find the flood file.' } as const
      const asked = await client.responses.create({ model, store: false, tools: [lookup], input: [question] })
      const results = asked.output
        .filter((item) => item.type === 'function_call')
        .map((call) => ({ type: 'function_call_output', call_id: call.call_id, output: '{"shelf":"B-12"}' }) as const)
      const answered = await client.responses.create({
        model,
        store: false,
        tools: [lookup],
        input: [question, ...toResponseInputItems(asked.output), ...results],
      })
      return plain([asked, answered])
    },
  },
  {
    name: 'responses: reasoning sent back encrypted',
    run: async (client, { text: model }) => {
      const settings = { model, store: false, include: ['reasoning.encrypted_content' as const] }
      const question = { role: 'user', content: '/reason Why is the bridge closed?' } as const
      const first = await client.responses.create({ ...settings, input: [question] })
      const second = await client.responses.create({
        ...settings,
        input: [question, ...toResponseInputItems(first.output), { role: 'user', content: 'Go on.' }],
      })
      return plain([first, second])
    },
  },
  {
    name: 'responses: reasoning, streamed',
    run: async (client, { text: model }) =>
      collected(
        await client.responses.create({
          model,
          store: false,
          stream: true,
          reasoning: { effort: 'low', summary: 'auto' },
          include: ['reasoning.encrypted_content'],
          input: 'Why is the bridge closed?',
        }),
      ),
  },
  {
    name: 'responses: a refusal',
    run: async (client, { text: model }) =>
      plain(await client.responses.create({ model, store: false, input: '/refuse the thing' })),
  },
  {
    name: 'responses: a refusal, streamed',
    run: async (client, { text: model }) =>
      collected(await client.responses.create({ model, store: false, stream: true, input: '/refuse the thing' })),
  },
  {
    name: 'responses: cut off by the token limit',
    run: async (client, { text: model }) =>
      plain(
        await client.responses.create({
          model,
          store: false,
          max_output_tokens: 16,
          input: 'Say much, and then more.',
        }),
      ),
  },
  {
    name: 'responses: cut off by the token limit, streamed',
    run: async (client, { text: model }) =>
      plain(
        await client.responses
          .stream({ model, store: false, max_output_tokens: 16, input: 'Say much, and then more.' })
          .finalResponse(),
      ),
  },
  {
    name: 'responses: a failure in mid-stream',
    run: async (client, { text: model }) =>
      collected(await client.responses.create({ model, store: false, stream: true, input: '/fail now' })),
  },
  {
    name: 'responses: token log probabilities, streamed',
    run: async (client, { text: model }) =>
      collected(
        await client.responses.create({
          model,
          store: false,
          stream: true,
          top_logprobs: 1,
          include: ['message.output_text.logprobs'],
          input: '/code Yes',
        }),
      ),
  },
  {
    name: 'responses: structured output parsed',
    run: async (client, { text: model }) =>
      plain(
        await client.responses.parse({
          model,
          store: false,
          text: { format: zodTextFormat(Summary, 'summary') },
          input: 'The bridge is closed.',
        }),
      ),
  },
  {
    name: 'responses: structured output parsed from a stream',
    run: async (client, { text: model }) =>
      plain(
        await client.responses
          .stream({
            model,
            store: false,
            text: { format: zodTextFormat(Summary, 'summary') },
            input: 'The bridge is closed.',
          })
          .finalResponse(),
      ),
  },
]
