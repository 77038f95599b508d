import { readFileSync } from 'node:fs'
import type { FastifySchema } from 'fastify'
import { parse } from 'yaml'

interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema: object
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
}

/** `openapi.yaml`, the source of the schemas that the governance API's routes validate by. */
export interface Contract {
  /** Of the product. */
  readonly version: string
  readonly document: Readonly<Record<string, unknown>>
  /** Fastify's schema for an operation: body, query and path. Throws for an operation that isn't documented. */
  schema(operationId: string): FastifySchema
  /** Whether the operation of a route, in Fastify’s spelling, takes an `Idempotency-Key`. */
  takesKey(method: string, route: string): boolean
}

/** The contract is part of the program: what was read of it stands as long as the process. */
const read = new Map<string, Contract>()

/** The contract of a file, read once; its objects are shared and never changed. */
export function readContract(file: URL): Contract {
  const contract = read.get(file.href) ?? parseContract(readFileSync(file, 'utf8'))
  read.set(file.href, contract)
  return contract
}

function parseContract(text: string): Contract {
  const document = parse(text) as {
    info: { version: string }
    paths: Record<string, Record<string, Operation>>
    components: object
  }
  const operations = new Map<string, Operation>()
  const keyed = new Set<string>()
  const parametersOf = (operation: Operation): Parameter[] =>
    (operation.parameters ?? []).map((one) => resolve(one, document) as Parameter)
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId === undefined) continue
      operations.set(operation.operationId, operation)
      if (parametersOf(operation).some(({ in: place, name }) => place === 'header' && name === 'Idempotency-Key'))
        keyed.add(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)
    }
  }
  return {
    version: document.info.version,
    document,
    takesKey: (method, route) => keyed.has(`${method} ${route}`),
    schema(operationId) {
      const operation = operations.get(operationId)
      if (!operation) throw new Error(`openapi.yaml has no operation ${operationId}`)
      const body = operation.requestBody?.content['application/json']?.schema
      const query = parameterSchema(parametersOf(operation), 'query')
      const params = parameterSchema(parametersOf(operation), 'path')
      return {
        ...(body === undefined ? {} : { body: resolve(body, document) }),
        ...(query === null ? {} : { querystring: query }),
        ...(params === null ? {} : { params }),
      }
    },
  }
}

function parameterSchema(parameters: readonly Parameter[], place: string): object | null {
  const found = parameters.filter((parameter) => parameter.in === place)
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
