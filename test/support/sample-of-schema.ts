/** The part of JSON Schema that `openapi.yaml` uses. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly minProperties?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '01a203c6-1189-7000-992b-4a50ad6af271',
  'date-time': '2026-11-23T15:00:00Z',
  date: '2026-11-23',
  email: 'somebody@its.ms.gov',
  uri: 'https://example.org/',
}

/** The least that a schema takes: what it requires, and the first of what it lets one choose. */
export function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (choice !== undefined && schema.properties === undefined) return sampleOf(choice)
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type
  switch (type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    case 'string':
      return sampleText(schema)
    default: {
      const properties = { ...schema.properties, ...choice?.properties }
      const required = [...(schema.required ?? []), ...(choice?.required ?? [])]
      const others = Object.keys(properties).filter((name) => !required.includes(name))
      const more = others.slice(0, Math.max(0, (schema.minProperties ?? 0) - required.length))
      return Object.fromEntries([...required, ...more].map((name) => [name, sampleOf(properties[name] ?? {})]))
    }
  }
}

function sampleText({ format, pattern, minLength = 1 }: Schema): string {
  if (format !== undefined) return FORMATS[format] ?? 'x'
  const tried = ['x', 'a1', '1', 'US', '2026-11', '2026-11-23', 'a'.repeat(16), 'a'.repeat(64), FORMATS['uuid']!, 'a/b']
  const fits = tried.find(
    (text) => text.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(text)),
  )
  return fits ?? 'x'.repeat(minLength)
}
