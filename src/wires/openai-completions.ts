import { openChoices } from './choices.ts'
import { openaiErrors } from './openai-errors.ts'
import * as openai from './openai-request.ts'
import * as shapes from './shapes.ts'
import type { Wire } from './wire.ts'

const { any, array, boolean, integer, text, tokens } = shapes

/** https://platform.openai.com/docs/api-reference/completions */
export const openaiCompletions: Wire = {
  id: 'openai.completions',
  operationId: 'createCompletion',
  method: 'POST',
  path: '/v1/completions',
  upstreamPath: '/completions',
  request: shapes.object(
    {
      model: shapes.model,
      prompt: any(text, array(text), tokens),
      suffix: text,
      ...openai.sampling,
      ...openai.penalties,
      best_of: integer(0, 20),
      echo: boolean,
      logit_bias: openai.logitBias,
      logprobs: integer(0, 5),
      max_tokens: openai.tokenCount,
      n: integer(1, 128),
      stop: openai.stop,
      stream: boolean,
      stream_options: openai.streamOptions,
      user: shapes.user,
    },
    'model',
    'prompt',
  ),
  readFacts: (root) => openai.readFacts(root),
  amend: openai.askForUsage,
  schemas: [],
  placeholders: 'numbered',
  errors: openaiErrors('unnamed'),
  openAnswer: (context) =>
    openChoices(context, { whole: null, delta: null, texts: [{ at: ['text'], role: 'prose', json: false }] }),
}
