import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'
import { readBehaviour } from './behaviours.ts'
import { checkFields, type FieldTable } from './check-fields.ts'
import { asNumber, asText, type JsonObject } from './json.ts'
import { readTextInput } from './text-input.ts'
import { countTokens } from './tokens.ts'
import { invalid } from './vendor-error.ts'

const DIMENSIONS = 1536
const DIMENSIONS_MAX = 3072

const fields: FieldTable = {
  dimensions: 'an integer',
  encoding_format: 'a string',
  input: 'anything',
  model: 'a string',
  user: 'a string',
}

export function embeddings(body: JsonObject): Answer {
  checkFields(body, fields, ['model', 'input'])
  const dimensions = asNumber(body['dimensions']) ?? DIMENSIONS
  if (dimensions < 1 || dimensions > DIMENSIONS_MAX) {
    throw invalid(`Invalid value for 'dimensions': must be from 1 to ${DIMENSIONS_MAX}.`, 'dimensions', 'invalid_value')
  }
  const format = asText(body['encoding_format'] ?? 'float')
  if (format !== 'float' && format !== 'base64') {
    throw invalid(
      `Invalid value: '${format}'. Supported values are: 'float' and 'base64'.`,
      'encoding_format',
      'invalid_value',
    )
  }
  const texts = readTextInput(body, 'input')
  const data = texts.map((text, index) => {
    const vector = unitVector(text, dimensions)
    const embedding = format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector]
    return { object: 'embedding', index, embedding }
  })
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0)
  return {
    kind: 'json',
    behaviour: readBehaviour(texts[0] ?? '').behaviour,
    body: { object: 'list', data, model: body['model'], usage: { prompt_tokens: tokens, total_tokens: tokens } },
  }
}

/** Equal texts, equal vectors; 32-bit floats, so that both encodings give the same numbers. */
function unitVector(text: string, dimensions: number): Float32Array<ArrayBuffer> {
  const bytes = createHash('shake256', { outputLength: dimensions * 2 })
    .update(text)
    .digest()
  const raw = Array.from({ length: dimensions }, (_, at) => bytes.readInt16LE(at * 2) + 0.5)
  const length = Math.hypot(...raw)
  return Float32Array.from(raw, (value) => value / length)
}
