import { expect, test } from 'vitest'
import { applyEdits } from '#src/core/edits.ts'
import { leafRedactions } from '#src/pipeline/leaf-redactions.ts'
import { valueRules } from '#src/pipeline/value-rules.ts'
import { createEngine } from '#src/redaction/engine.ts'
import { createPlaceholders } from '#src/redaction/placeholders.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const engine = createEngine()
const policy = loadDemoPolicy()

function redactedLeaf(text: string, more: object = {}, isKey = false): string {
  const placeholders = createPlaceholders({ key: Buffer.alloc(32, 1), principal: 'p', stable: true })
  const values = valueRules({ policy }, placeholders, Buffer.alloc(32, 2))
  const leaf = { path: 'x', text, start: 0, end: text.length + 2, ...more }
  return applyEdits(text, leafRedactions({ leaf, spans: engine.find(text), isKey }, values))
}

test.each([
  '{"ssn":536228145,"n":1}',
  '{"ssn": 536228145 }',
  '[{"SSN":"536-22-8145"}]',
  '{"a\\"b":"SSN 536-22-8145 \\\\","ssn":536228145}',
  '{"ssn":"\\u0035\\u0033\\u0036-22-8145"}',
])('JSON stays JSON when an identifier in it is replaced: %s', (json) => {
  const result = redactedLeaf(json, { json: true })
  expect(() => JSON.parse(result) as unknown).not.toThrow()
  expect(result).toMatch(/\[US_SSN_\d+\]/)
  expect(result).not.toMatch(/22-?8145/)
})

test('a secret is replaced by its kind; as a key it keeps a number, so that two keys stay two', () => {
  const key = 'AKIAIOSFODNN7EXAMPLF'
  expect(redactedLeaf(`key ${key}`)).not.toMatch(/\[API_KEY_\d+\]|AKIA/)
  expect(redactedLeaf(`key ${key}`, {}, true)).toMatch(/\[API_KEY_\d+\]/)
})

test('many identifiers in one long JSON text are replaced in one pass', () => {
  const json = JSON.stringify(Array.from({ length: 9_000 }, (_, i) => ({ ssn: 536_220_001 + i })))
  const result = JSON.parse(redactedLeaf(json, { json: true })) as { ssn: unknown }[]
  expect(result.every(({ ssn }) => typeof ssn === 'string' && /^\[US_SSN_\d+\]$/.test(ssn))).toBe(true)
})
