import { APIError } from 'openai'
import { collected, plain } from './plain.ts'
import type { SdkScenario } from './sdk-scenarios.ts'

export const otherScenarios: readonly SdkScenario[] = [
  {
    name: 'embeddings: one text, the SDK’s own encoding',
    run: async (client, { embedding: model }) =>
      plain(await client.embeddings.create({ model, input: 'road closure', dimensions: 8 })),
  },
  {
    name: 'embeddings: several texts as floats',
    run: async (client, { embedding: model }) =>
      plain(
        await client.embeddings.create({ model, input: ['road', 'closure'], encoding_format: 'float', dimensions: 8 }),
      ),
  },
  {
    name: 'completions: one prompt',
    run: async (client, { text: model }) =>
      plain(await client.completions.create({ model, prompt: 'Once upon a time' })),
  },
  {
    name: 'completions: two prompts, two choices each, with the prompts',
    run: async (client, { text: model }) =>
      plain(await client.completions.create({ model, prompt: ['Once', 'Twice'], n: 2, echo: true, logprobs: 1 })),
  },
  {
    name: 'completions: a stream',
    run: async (client, { text: model }) =>
      collected(
        await client.completions.create({
          model,
          prompt: 'Once upon a time',
          stream: true,
          stream_options: { include_usage: true },
          max_tokens: 9,
        }),
      ),
  },
  {
    name: 'moderations: one text',
    run: async (client, { moderation: model }) =>
      plain(await client.moderations.create({ model, input: 'I could kill for a coffee.' })),
  },
  {
    name: 'moderations: several texts',
    run: async (client, { moderation: model }) =>
      plain(await client.moderations.create({ model, input: ['Good morning.', 'You idiot.'] })),
  },
  {
    name: 'errors: rate limit',
    run: (client, { text: model }) =>
      failure(
        client.chat.completions.create(
          { model, messages: [{ role: 'user', content: '/status 429 please' }] },
          { maxRetries: 0 },
        ),
      ),
  },
  {
    name: 'errors: server error',
    run: (client, { text: model }) =>
      failure(client.responses.create({ model, store: false, input: '/status 500 please' }, { maxRetries: 0 })),
  },
]

/** What the SDK makes of an error answer. */
async function failure(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    return { unexpected: plain(await call) }
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    return plain({
      class: error.constructor.name,
      status: error.status,
      type: error.type,
      code: error.code,
      param: error.param,
    })
  }
}
