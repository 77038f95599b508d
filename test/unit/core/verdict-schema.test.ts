import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJsonStrict } from '#src/core/json-text.ts'
import { verdictIn } from '#src/core/verdict-schema.ts'

const of = (schema: unknown) => verdictIn(parseJsonStrict(JSON.stringify(schema)))
const field = (name: string, schema: object) => ({ type: 'object', properties: { [name]: schema } })

describe('a schema that leaves a verdict and nothing else to answer with [MS-44]', () => {
  test.each<[string, unknown]>([
    ['an enum', field('result', { type: 'string', enum: ['approve', 'deny'] })],
    ['an enum with a third way', field('result', { enum: ['APPROVED', 'Denied', 'needs_review'] })],
    ['eligible or not', field('status', { enum: ['eligible', 'not eligible'] })],
    ['constants', field('x', { oneOf: [{ const: 'grant' }, { const: 'refuse' }, { type: 'null' }] })],
    ['a pattern', field('x', { type: 'string', pattern: '^(accept|reject)$' })],
    ['yes or no to a decision', field('decision', { enum: ['yes', 'no'] })],
    ['in Spanish', field('resolución', { enum: ['aprobado', 'denegado'] })],
    ['the whole answer', { type: 'string', enum: ['approve', 'reject'] }],
    ['in a list', field('claims', { type: 'array', items: field('verdict', { enum: ['pass', 'fail'] }) })],
    ['in a definition', { $ref: '#/$defs/Decision', $defs: { Decision: { enum: ['allow', 'block'] } } }],
  ])('%s', (_name, schema) => expect(of(schema)).toBe('choice'))

  test.each(['eligible', 'isApproved', 'claim_denied', 'shouldApprove'])('a boolean %s', (name) => {
    expect(of(field(name, { type: 'boolean' }))).toBe('yes-or-no')
    expect(of(field(name, { type: ['boolean', 'null'] }))).toBe('yes-or-no')
  })
})

test.each<[string, unknown]>([
  ['colours', field('colour', { enum: ['red', 'green', 'blue'] })],
  ['yes or no to something else', field('has_attachment', { enum: ['yes', 'no'] })],
  ['a boolean', field('urgent', { type: 'boolean' })],
  ['free text', field('decision', { type: 'string' })],
  ['one side alone', field('status', { enum: ['approved', 'pending', 'draft'] })],
  ['an example', { ...field('x', { type: 'string' }), examples: [field('d', { enum: ['approve', 'deny'] })] }],
  ['a property of that name', field('enum', { type: 'string', description: 'approve or deny' })],
  ['a classification', field('code', { enum: ['approve', 'deny', 'a', 'b', 'c', 'd', 'e'] })],
  ['no schema', [true, 'approve', 'deny']],
])('%s is none', (_name, schema) => expect(of(schema)).toBe(null))

test('whatever stands in place of a schema, it is read and answered', () => {
  const keyword = fc.constantFrom(
    'enum',
    'const',
    'properties',
    'anyOf',
    'items',
    'type',
    'pattern',
    '$defs',
    'decision',
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom('approve', 'deny', 'boolean', '^(a|b)$', 'x'),
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(keyword, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }))
  fc.assert(fc.property(tree, (schema) => [null, 'choice', 'yes-or-no'].includes(of(schema))))
})
