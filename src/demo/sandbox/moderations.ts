import type { Answer } from './answer.ts'
import { readBehaviour } from './behaviours.ts'
import { checkFields, type FieldTable } from './check-fields.ts'
import { seedOf } from './digest.ts'
import { asArray, asObject, asText, isObject, type JsonObject } from './json.ts'
import { invalid } from './vendor-error.ts'

const fields: FieldTable = { input: 'anything', model: 'a string' }

/** What flags a category; null: never flagged here. */
const categories: Readonly<Record<string, RegExp | null>> = {
  harassment: /\b(?:idiot|loser)s?\b/i,
  'harassment/threatening': /\bhurt you\b/i,
  hate: /\bhate (?:them|those people)\b/i,
  'hate/threatening': null,
  illicit: /\bsteal(?:ing)?\b/i,
  'illicit/violent': /\bbombs?\b/i,
  'self-harm': /\bhurt myself\b/i,
  'self-harm/instructions': null,
  'self-harm/intent': /\bhurt myself\b/i,
  sexual: null,
  'sexual/minors': null,
  violence: /\b(?:kill|stab|shoot|hurt)\b/i,
  'violence/graphic': null,
}

export function moderations(body: JsonObject): Answer {
  checkFields(body, fields, ['input'])
  const inputs = readInputs(body['input'])
  return {
    kind: 'json',
    behaviour: readBehaviour(inputs[0]?.text ?? '').behaviour,
    body: {
      id: `modr-${seedOf(body)}`,
      model: body['model'] ?? 'omni-moderation-latest',
      results: inputs.map(({ text, kinds }) => judge(text, kinds)),
    },
  }
}

interface Input {
  readonly text: string
  readonly kinds: readonly ('text' | 'image')[]
}

/** Texts are judged one by one; typed parts are judged together, as the vendor does. */
function readInputs(input: unknown): Input[] {
  if (typeof input === 'string') return [{ text: input, kinds: ['text'] }]
  const list = asArray(input)
  if (list.length > 0 && list.every((one) => typeof one === 'string'))
    return list.map((text) => ({ text, kinds: ['text'] }))
  if (list.length > 0 && list.every(isObject)) {
    const parts = list.map(asObject)
    const text = parts.map((part) => asText(part['text'])).join('\n')
    return [{ text, kinds: [...new Set(parts.map((part) => (part['type'] === 'text' ? 'text' : 'image')))] }]
  }
  throw invalid(
    "Invalid type for 'input': expected a string, an array of strings or an array of typed parts.",
    'input',
    'invalid_type',
  )
}

function judge(text: string, kinds: Input['kinds']) {
  const flags = Object.entries(categories).map(([name, words]) => [name, words?.test(text) ?? false] as const)
  return {
    flagged: flags.some(([, isFlagged]) => isFlagged),
    categories: Object.fromEntries(flags),
    category_scores: Object.fromEntries(flags.map(([name, isFlagged]) => [name, isFlagged ? 0.97 : 0.01])),
    category_applied_input_types: Object.fromEntries(flags.map(([name]) => [name, kinds])),
  }
}
