import { expect, test } from 'vitest'
import { prohibitedEntryFor, prohibitedOrigin } from '#src/policy/prohibited-match.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const { entries } = policy.prohibited
const system = policy.systems[0]!
const model = system.models[0]!
const successor = { upstreamModel: 'examplefam-70b', from: '2027-01-04', by: 'cto', reference: 'R-1' }
const at = (origin: string) => ({ ...system, upstream: { ...system.upstream, origin } })

test.each([
  ['a model', { ...system, models: [{ ...model, upstreamModel: 'org/ExampleFam-70b' }] }],
  ['what takes a model’s place', { ...system, models: [{ ...model, successor }] }],
  ['its host', at('https://api.example-foreign-ai.test')],
  ['its host, spelt with the root’s dot', at('https://api.example-foreign-ai.test.')],
  ['its host, with a port', at('https://example-foreign-ai.test.:8443')],
])('prohibited technology is found by %s (MS-18)', (_name, touched) => {
  expect(prohibitedEntryFor(touched, entries)?.id).toBe('example-foreign-assistant')
})

test('what only looks like it isn’t, and an application is judged by its host', () => {
  expect(prohibitedEntryFor(at('https://notexample-foreign-ai.test'), entries)).toBeNull()
  expect(prohibitedOrigin('https://apps.example-foreign-ai.test', entries)?.id).toBe('example-foreign-assistant')
  expect(prohibitedOrigin('https://apps.example.test', entries)).toBeNull()
})
