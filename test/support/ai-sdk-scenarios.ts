import type { OpenAIProvider } from '@ai-sdk/openai'
import {
  generateObject,
  generateText,
  isStepCount,
  type LanguageModel,
  Output,
  streamObject,
  streamText,
  tool,
} from 'ai'
import { z } from 'zod'
import { plain } from './plain.ts'

/** One use of the Vercel AI SDK; its result is plain JSON, the same on every run against the same model. */
export interface AiSdkScenario {
  readonly name: string
  readonly run: (provider: OpenAIProvider, modelId: string) => Promise<unknown>
}

type Run = (model: LanguageModel) => Promise<unknown>

const schema = z.object({ title: z.string(), urgent: z.boolean(), topics: z.array(z.string()) })
const tools = {
  lookup_case: tool({
    description: 'Finds a case by what is said about it.',
    inputSchema: z.object({ query: z.string() }),
    execute: ({ query }) => `found ${query}`,
  }),
}
// Without the vendor's memory the provider sends whole items instead of references.
const providerOptions = { openai: { store: false } }

const uses: readonly { readonly name: string; readonly run: Run }[] = [
  {
    name: 'generateText',
    run: async (model) => {
      const { text, finishReason, usage } = await generateText({
        model,
        providerOptions,
        instructions: 'Be brief.',
        prompt: 'When is the office open?',
      })
      return { text, finishReason, usage }
    },
  },
  {
    name: 'streamText',
    run: async (model) => {
      const result = streamText({ model, providerOptions, prompt: 'When is the office open?' })
      const deltas: string[] = []
      for await (const delta of result.textStream) deltas.push(delta)
      return { deltas, finishReason: await result.finishReason, usage: await result.usage }
    },
  },
  {
    name: 'generateText with tools, to the end of the loop',
    run: async (model) => {
      const result = await generateText({
        model,
        providerOptions,
        tools,
        stopWhen: isStepCount(3),
        prompt: '/tool lookup_case flood',
      })
      return { text: result.text, steps: result.steps.map(stepFacts) }
    },
  },
  {
    name: 'streamText with tools, to the end of the loop',
    run: async (model) => {
      const result = streamText({
        model,
        providerOptions,
        tools,
        stopWhen: isStepCount(3),
        prompt: '/tool lookup_case flood',
      })
      await result.consumeStream()
      return { text: await result.text, steps: (await result.steps).map(stepFacts) }
    },
  },
  {
    name: 'generateObject',
    run: async (model) => {
      const { object, finishReason, usage } = await generateObject({
        model,
        providerOptions,
        schema,
        prompt: 'The bridge is closed.',
      })
      return { object, finishReason, usage }
    },
  },
  {
    name: 'generateText with an output schema',
    run: async (model) => {
      const result = await generateText({
        model,
        providerOptions,
        output: Output.object({ schema }),
        prompt: 'The bridge is closed.',
      })
      return { output: result.output, usage: result.usage }
    },
  },
  {
    name: 'streamObject',
    run: async (model) => {
      const result = streamObject({ model, providerOptions, schema, prompt: 'The bridge is closed.' })
      const partials: unknown[] = []
      for await (const partial of result.partialObjectStream) partials.push(partial)
      return { partials, object: await result.object }
    },
  },
]

export const aiSdkScenarios: readonly AiSdkScenario[] = uses.flatMap(({ name, run }) => [
  { name: `chat: ${name}`, run: async (provider, modelId) => plain(await run(provider.chat(modelId))) },
  { name: `responses: ${name}`, run: async (provider, modelId) => plain(await run(provider.responses(modelId))) },
])

interface Step {
  readonly text: string
  readonly finishReason: string
  readonly toolCalls: readonly { readonly toolName: string; readonly toolCallId: string; readonly input: unknown }[]
  readonly toolResults: readonly { readonly toolName: string; readonly output: unknown }[]
}

function stepFacts({ text, finishReason, toolCalls, toolResults }: Step): unknown {
  return {
    text,
    finishReason,
    toolCalls: toolCalls.map(({ toolName, toolCallId, input }) => ({ toolName, toolCallId, input })),
    toolResults: toolResults.map(({ toolName, output }) => ({ toolName, output })),
  }
}
