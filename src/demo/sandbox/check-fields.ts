import { isObject, type JsonObject } from './json.ts'
import { invalid, VendorError } from './vendor-error.ts'

type Kind = 'a string' | 'an array' | 'an object' | 'a boolean' | 'an integer' | 'anything'

/** The request fields of one endpoint: the vendor refuses every other. */
export type FieldTable = Readonly<Record<string, Kind>>

/** Refuses what the vendor refuses: unknown fields, wrong types, no model, a model that doesn't exist. */
export function checkFields(body: JsonObject, fields: FieldTable, required: readonly string[]): void {
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!kind) throw invalid(`Unknown parameter: '${name}'.`, name, 'unknown_parameter')
    if (value !== null && !isKind(value, kind)) {
      throw invalid(
        `Invalid type for '${name}': expected ${kind}, but got ${kindOf(value)} instead.`,
        name,
        'invalid_type',
      )
    }
  }
  for (const name of required) {
    if (body[name] === undefined || body[name] === null) {
      throw invalid(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
    }
  }
  const model = body['model']
  if (model === 'no-such-model') {
    throw new VendorError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
      code: 'model_not_found',
    })
  }
}

function isKind(value: unknown, kind: Kind): boolean {
  return kind === 'anything' || kindOf(value) === kind || (kind === 'an object' && isObject(value))
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
