import { expect, test } from 'vitest'
import { z } from 'zod'
import { jsonInstance } from '#src/demo/sandbox/json-instance.ts'

interface Tree {
  name: string
  children: Tree[]
}
const Tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(Tree) }))

test.each<[string, z.ZodType]>([
  ['flat', z.object({ a: z.string(), b: z.number(), c: z.boolean(), d: z.null() })],
  ['nested', z.object({ a: z.object({ b: z.array(z.object({ c: z.int() })) }) })],
  ['enums and constants', z.object({ kind: z.literal('x'), size: z.enum(['s', 'm']) })],
  ['unions', z.object({ a: z.union([z.object({ kind: z.literal('x') }), z.string()]), b: z.string().nullable() })],
  ['limits', z.object({ a: z.int().min(5).max(9), b: z.number().gt(2), c: z.string().min(30), d: z.string().max(3) })],
  [
    'lengths',
    z.object({ a: z.array(z.string()).min(3), b: z.array(z.string()).max(0), c: z.tuple([z.string(), z.int()]) }),
  ],
  ['formats', z.object({ a: z.iso.date(), b: z.email(), c: z.uuid(), d: z.iso.datetime() })],
  ['optional properties', z.object({ a: z.string(), b: z.string().optional() })],
  ['recursive', Tree],
])('an instance satisfies its schema: %s', (_, schema) => {
  const instance = jsonInstance(z.toJSONSchema(schema), 'the text [PERSON_1]')
  expect(schema.safeParse(instance).error).toBeUndefined()
})

test('free strings carry the text', () => {
  const schema = z.toJSONSchema(z.object({ a: z.string(), b: z.array(z.string()) }))
  expect(jsonInstance(schema, '[PERSON_1]')).toEqual({ a: '[PERSON_1]', b: ['[PERSON_1]'] })
})
