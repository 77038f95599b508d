import { readFileSync } from 'node:fs'
import type { FastifySchema } from 'fastify'
import { parse } from 'yaml'

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly {
    readonly in: string
    readonly name: string
    readonly required?: boolean
    readonly schema: object
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
}

/** `openapi.yaml`, the source of the schemas that the governance API's routes validate by. */
export interface Contract {
  /** Of the product. */
  readonly version: string
  readonly document: Readonly<Record<string, unknown>>
  /** Fastify's schema for an operation: body, query and path. Throws for an operation that isn't documented. */
  schema(operationId: string): FastifySchema
}

export function readContract(file: string | URL): Contract {
  const document = parse(readFileSync(file, 'utf8')) as {
    info: { version: string }
    paths: Record<string, Record<string, Operation>>
    components: object
  }
  const operations = new Map<string, Operation>()
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods))
      if (operation.operationId !== undefined) operations.set(operation.operationId, operation)
  }
  return {
    version: document.info.version,
    document,
    schema(operationId) {
      const operation = operations.get(operationId)
      if (!operation) throw new Error(`openapi.yaml has no operation ${operationId}`)
      const body = operation.requestBody?.content['application/json']?.schema
      const query = parameterSchema(operation, 'query')
      const params = parameterSchema(operation, 'path')
      return {
        ...(body === undefined ? {} : { body: resolve(body, document) }),
        ...(query === null ? {} : { querystring: query }),
        ...(params === null ? {} : { params }),
      }
    },
  }
}

function parameterSchema(operation: Operation, place: string): object | null {
  const found = (operation.parameters ?? []).filter((parameter) => parameter.in === place)
  if (found.length === 0) return null
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(found.map((parameter) => [parameter.name, parameter.schema])),
    required: found.filter((parameter) => parameter.required).map((parameter) => parameter.name),
  }
}

/** Inlines `#/components/…` references; the validator gets one self-contained schema for each route. */
function resolve(node: unknown, document: object): unknown {
  if (Array.isArray(node)) return node.map((item) => resolve(item, document))
  if (typeof node !== 'object' || node === null) return node
  if ('$ref' in node && typeof node.$ref === 'string') {
    const target = node.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document)
    return resolve(target, document)
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value, document)]))
}
