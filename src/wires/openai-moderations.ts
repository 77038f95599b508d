import { openaiErrors } from './openai-errors.ts'
import { readFacts } from './openai-request.ts'
import { openPlainAnswer } from './plain-answer.ts'
import * as shapes from './shapes.ts'
import type { Wire } from './wire.ts'

const { any, array, image, object, parts, tagged, text } = shapes

const part = tagged('type', {
  text: object({ text }, 'text'),
  image_url: object({ image_url: object({ url: image }, 'url') }, 'image_url'),
})

/** https://platform.openai.com/docs/api-reference/moderations */
export const openaiModerations: Wire = {
  id: 'openai.moderations',
  operationId: 'createModeration',
  method: 'POST',
  path: '/v1/moderations',
  upstreamPath: '/moderations',
  // The model may be absent: the vendor then chooses one, here the catalog does.
  request: object({ input: any(text, array(text, 2048), parts(part)), model: shapes.model }, 'input'),
  // The answer is no text, and costs no tokens.
  readFacts: (root) => ({ ...readFacts(root), answerTokensMax: 0 }),
  schemas: [],
  placeholders: 'plain',
  errors: openaiErrors('unnamed'),
  openAnswer: (context) => openPlainAnswer(context, 'results'),
}
