import { asArray, asNumber, asObject, asText, isObject, type JsonObject } from './json.ts'

const DEPTH_MAX = 12

const formats: Readonly<Record<string, string>> = {
  date: '2025-01-01',
  'date-time': '2025-01-01T00:00:00Z',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'someone@example.org',
  hostname: 'example.org',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '00000000-0000-4000-8000-000000000000',
  uri: 'https://example.org/',
}

/** A small instance of the schema; its free strings carry the text, so that one sees it travel inside JSON. */
export function jsonInstance(schema: JsonObject, text: string): unknown {
  return instance(schema, { root: schema, text }, 0)
}

interface Context {
  readonly root: JsonObject
  readonly text: string
}

function instance(given: unknown, context: Context, depth: number): unknown {
  const schema = resolve(asObject(given), context.root)
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  if (Array.isArray(schema['allOf'])) {
    return instance(
      Object.assign({}, schema, ...schema['allOf'].map((part) => resolve(asObject(part), context.root)), { allOf: 0 }),
      context,
      depth,
    )
  }
  const options = asArray(schema['anyOf'] ?? schema['oneOf'])
  if (options.length > 0) return instance(choose(options, context, depth), context, depth)
  switch (typeOf(schema, depth)) {
    case 'object':
      return objectOf(schema, context, depth)
    case 'array':
      return arrayOf(schema, context, depth)
    case 'string':
      return stringOf(schema, context.text)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return true
    default:
      return null
  }
}

/** A recursive schema ends where it may: at null, else at its last option. */
function choose(options: readonly unknown[], context: Context, depth: number): unknown {
  const resolved = options.map((option) => resolve(asObject(option), context.root))
  const isNull = (option: JsonObject): boolean => option['type'] === 'null'
  if (depth >= DEPTH_MAX) return resolved.find(isNull) ?? resolved.at(-1)
  return resolved.find((option) => !isNull(option)) ?? resolved[0]
}

function typeOf(schema: JsonObject, depth: number): string {
  const type = schema['type']
  if (Array.isArray(type))
    return asText(depth >= DEPTH_MAX && type.includes('null') ? 'null' : type.find((one) => one !== 'null'))
  if (typeof type === 'string') return type
  return isObject(schema['properties']) ? 'object' : 'string'
}

function objectOf(schema: JsonObject, context: Context, depth: number): JsonObject {
  const properties = asObject(schema['properties'])
  const required = new Set(asArray(schema['required']))
  const names = Object.keys(properties).filter((name) => required.has(name) || (required.size === 0 && depth === 0))
  return Object.fromEntries(names.map((name) => [name, instance(properties[name], context, depth + 1)]))
}

function arrayOf(schema: JsonObject, context: Context, depth: number): unknown[] {
  const prefix = asArray(schema['prefixItems'])
  if (prefix.length > 0) return prefix.map((item) => instance(item, context, depth + 1))
  const least = asNumber(schema['minItems']) ?? 1
  const length =
    depth >= DEPTH_MAX ? (asNumber(schema['minItems']) ?? 0) : Math.min(least, asNumber(schema['maxItems']) ?? least)
  return Array.from({ length }, () => instance(schema['items'], context, depth + 1))
}

function stringOf(schema: JsonObject, text: string): string {
  const formatted = formats[asText(schema['format'])]
  if (formatted !== undefined) return formatted
  return text.padEnd(asNumber(schema['minLength']) ?? 0, '.').slice(0, asNumber(schema['maxLength']))
}

function numberOf(schema: JsonObject): number {
  const above = asNumber(schema['exclusiveMinimum'])
  const least = asNumber(schema['minimum']) ?? (above === undefined ? undefined : Math.floor(above) + 1)
  const most = asNumber(schema['maximum']) ?? Number.MAX_SAFE_INTEGER
  return Math.min(least ?? 1, most)
}

function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  let current = schema
  for (let hops = 0; hops < DEPTH_MAX && typeof current['$ref'] === 'string'; hops++) {
    const path = current['$ref'].replace(/^#\/?/, '').split('/').filter(Boolean)
    current = asObject(
      path.reduce<unknown>((at, key) => asObject(at)[key.replaceAll('~1', '/').replaceAll('~0', '~')], root),
    )
  }
  return current
}
