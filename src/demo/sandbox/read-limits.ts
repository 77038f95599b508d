import { asArray, asNumber, type JsonObject } from './json.ts'
import { invalid } from './vendor-error.ts'

export function readTokensMax(body: JsonObject, field: string): number | undefined {
  const tokens = asNumber(body[field])
  if (tokens === undefined || tokens >= 1) return tokens
  throw invalid(
    `Invalid '${field}': expected a value >= 1, but got ${tokens} instead.`,
    field,
    'integer_below_min_value',
  )
}

export function readStop(body: JsonObject): readonly string[] {
  const { stop } = body
  return (typeof stop === 'string' ? [stop] : asArray(stop)).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )
}
