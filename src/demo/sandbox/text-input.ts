import type { JsonObject } from './json.ts'
import { invalid } from './vendor-error.ts'

/** A field that is a text, texts, one list of token numbers or several; token numbers read as text `tokens 1 2 3`. */
export function readTextInput(body: JsonObject, field: string): readonly string[] {
  const value = body[field]
  if (typeof value === 'string') return [nonEmpty(value, field)]
  if (isTokens(value)) return [tokensText(value)]
  if (Array.isArray(value) && value.length > 0) {
    return value.map((one: unknown, index) => {
      if (typeof one === 'string') return nonEmpty(one, `${field}[${index}]`)
      if (isTokens(one)) return tokensText(one)
      throw invalid(
        `Invalid type for '${field}[${index}]': expected a string or an array of integers.`,
        field,
        'invalid_type',
      )
    })
  }
  throw invalid(`Invalid type for '${field}': expected a string or an array, not an empty one.`, field, 'invalid_type')
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => Number.isInteger(one))
}

function tokensText(tokens: readonly number[]): string {
  return `tokens ${tokens.join(' ')}`
}

function nonEmpty(text: string, param: string): string {
  if (text !== '') return text
  throw invalid(`Invalid '${param}': input cannot be an empty string.`, param, 'invalid_value')
}
