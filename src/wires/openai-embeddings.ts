import { openaiErrors } from './openai-errors.ts'
import { readFacts } from './openai-request.ts'
import { openPlainAnswer } from './plain-answer.ts'
import * as shapes from './shapes.ts'
import type { Wire } from './wire.ts'

const { any, array, integer, text, tokens, word } = shapes

/** https://platform.openai.com/docs/api-reference/embeddings */
export const openaiEmbeddings: Wire = {
  id: 'openai.embeddings',
  operationId: 'createEmbedding',
  method: 'POST',
  path: '/v1/embeddings',
  upstreamPath: '/embeddings',
  request: shapes.object(
    {
      input: any(text, array(text, 2048), tokens),
      model: shapes.model,
      dimensions: integer(1, 99_999),
      encoding_format: word('float', 'base64'),
      user: shapes.user,
    },
    'input',
    'model',
  ),
  // The answer is no text, and costs no tokens.
  readFacts: (root) => ({ ...readFacts(root), answerTokensMax: 0 }),
  schemas: [],
  placeholders: 'plain',
  errors: openaiErrors('unnamed'),
  openAnswer: (context) => openPlainAnswer(context, 'data'),
}
