import { zodFunction, zodResponseFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { collected, plain } from './plain.ts'
import type { SdkScenario } from './sdk-scenarios.ts'

const lookup = {
  type: 'function',
  function: {
    name: 'lookup_case',
    description: 'Finds a case by what is said about it.',
    parameters: {
      type: 'object',
      properties: { query: { type: 'string' }, limit: { type: 'integer', minimum: 1 } },
      required: ['query', 'limit'],
      additionalProperties: false,
    },
    strict: true,
  },
} as const
const notify = {
  type: 'function',
  function: {
    name: 'notify',
    parameters: { type: 'object', properties: { note: { type: 'string' } }, required: ['note'] },
  },
} as const
const Summary = z.object({
  title: z.string(),
  urgent: z.boolean(),
  topics: z.array(z.string()),
  due: z.string().nullable(),
})

const user = (content: string) => ({ role: 'user', content }) as const

export const chatScenarios: readonly SdkScenario[] = [
  {
    name: 'chat: a plain answer',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.create({
          model,
          messages: [{ role: 'system', content: 'Be brief.' }, user('When is the office open?')],
        }),
      ),
  },
  {
    name: 'chat: a stream, chunk by chunk',
    run: async (client, { text: model }) =>
      collected(
        await client.chat.completions.create({ model, stream: true, messages: [user('When is the office open?')] }),
      ),
  },
  {
    name: 'chat: a stream with usage',
    run: async (client, { text: model }) =>
      collected(
        await client.chat.completions.create({
          model,
          stream: true,
          stream_options: { include_usage: true },
          messages: [user('/echo Grüße aus Jackson 🌾, “quoted”.')],
        }),
      ),
  },
  {
    name: 'chat: the stream helper’s final completion',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions
          .stream({ model, messages: [user('Tell me about the archive.')] })
          .finalChatCompletion(),
      ),
  },
  {
    name: 'chat: three choices',
    run: async (client, { text: model }) =>
      plain(await client.chat.completions.create({ model, n: 3, messages: [user('Name a form.')] })),
  },
  {
    name: 'chat: three choices, streamed',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.stream({ model, n: 3, messages: [user('Name a form.')] }).finalChatCompletion(),
      ),
  },
  {
    name: 'chat: token log probabilities',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.create({ model, logprobs: true, top_logprobs: 2, messages: [user('/code Yes')] }),
      ),
  },
  {
    name: 'chat: token log probabilities, streamed',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions
          .stream({ model, logprobs: true, messages: [user('/code Yes')] })
          .finalChatCompletion(),
      ),
  },
  {
    name: 'chat: cut off by the token limit',
    run: async (client, { text: model }) =>
      plain(await client.chat.completions.create({ model, max_completion_tokens: 6, messages: [user('Say much.')] })),
  },
  {
    name: 'chat: cut off by the token limit, streamed',
    run: async (client, { text: model }) =>
      collected(
        await client.chat.completions.create({ model, max_tokens: 6, stream: true, messages: [user('Say much.')] }),
      ),
  },
  {
    name: 'chat: a refusal',
    run: async (client, { text: model }) =>
      plain(await client.chat.completions.create({ model, messages: [user('/refuse the thing')] })),
  },
  {
    name: 'chat: a refusal, streamed',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.stream({ model, messages: [user('/refuse the thing')] }).finalChatCompletion(),
      ),
  },
  {
    name: 'chat: a required tool call',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.create({
          model,
          tools: [lookup],
          tool_choice: 'required',
          messages: [user('Find the flood file.')],
        }),
      ),
  },
  {
    name: 'chat: parallel tool calls, streamed chunk by chunk',
    run: async (client, { text: model }) =>
      collected(
        await client.chat.completions.create({
          model,
          stream: true,
          tools: [lookup, notify],
          messages: [user('/tool * Find the "flood" file.')],
        }),
      ),
  },
  {
    name: 'chat: the stream helper assembles tool calls said after words',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions
          .stream({
            model,
            tools: [lookup, notify],
            messages: [user('/preface /tool lookup_case,notify Find the flood file.')],
          })
          .finalChatCompletion(),
      ),
  },
  {
    name: 'chat: a custom tool',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.create({
          model,
          tools: [{ type: 'custom', custom: { name: 'sql', description: 'Runs a query.' } }],
          messages: [user('/tool sql select 1')],
        }),
      ),
  },
  {
    name: 'chat: the answer to a tool’s result',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.create({
          model,
          tools: [lookup],
          messages: [
            user('/tool lookup_case Find the flood file.'),
            {
              role: 'assistant',
              tool_calls: [
                {
                  id: 'call_1',
                  type: 'function',
                  function: { name: 'lookup_case', arguments: '{"query":"flood","limit":1}' },
                },
              ],
            },
            { role: 'tool', tool_call_id: 'call_1', content: '{"shelf":"B-12"}' },
          ],
        }),
      ),
  },
  {
    name: 'chat: the tool runner goes round the loop',
    run: async (client, { text: model }) => {
      const tool = zodFunction({
        name: 'lookup_case',
        parameters: z.object({ query: z.string() }),
        function: ({ query }) => `found ${query}`,
      })
      const runner = client.chat.completions.runTools({
        model,
        tools: [tool],
        messages: [user('/tool lookup_case flood')],
      })
      return plain({ said: await runner.finalContent(), messages: runner.messages })
    },
  },
  {
    name: 'chat: the tool runner goes round the loop, streamed',
    run: async (client, { text: model }) => {
      const tool = zodFunction({
        name: 'lookup_case',
        parameters: z.object({ query: z.string() }),
        function: ({ query }) => `found ${query}`,
      })
      const runner = client.chat.completions.runTools({
        model,
        stream: true,
        tools: [tool],
        messages: [user('/tool lookup_case flood')],
      })
      return plain({ said: await runner.finalContent(), messages: runner.messages })
    },
  },
  {
    name: 'chat: structured output parsed',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.parse({
          model,
          response_format: zodResponseFormat(Summary, 'summary'),
          messages: [user('The bridge is closed.')],
        }),
      ),
  },
  {
    name: 'chat: structured output parsed from a stream',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions
          .stream({
            model,
            response_format: zodResponseFormat(Summary, 'summary'),
            messages: [user('The bridge is closed.')],
          })
          .finalChatCompletion(),
      ),
  },
  {
    name: 'chat: any JSON object',
    run: async (client, { text: model }) =>
      plain(
        await client.chat.completions.create({
          model,
          response_format: { type: 'json_object' },
          messages: [user('Give JSON.')],
        }),
      ),
  },
]
