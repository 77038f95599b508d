import { expect, test } from 'vitest'
import { WIRE_IDS } from '#src/policy/schema/terms.ts'
import { categories } from '#src/redaction/categories/find-categories.ts'
import { recognizers } from '#src/redaction/registry.ts'
import { wires } from '#src/wires/index.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

test('the catalog can name exactly the wires that exist', () => {
  expect([...WIRE_IDS].sort()).toEqual(wires.map(({ id }) => id).sort())
})

test('every kind of value that a recognizer finds has a rule of its own in the profile, and no other', () => {
  const found = new Set<string>([...recognizers.map(({ entity }) => entity), ...categories.map(({ name }) => name)])
  expect(Object.keys(loadDemoPolicy().redaction.entities).sort()).toEqual([...found].sort())
})
