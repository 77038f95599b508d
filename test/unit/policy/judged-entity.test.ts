import { expect, test } from 'vitest'
import { entityRule } from '#src/policy/entity-rule.ts'
import { judgedEntity } from '#src/policy/judged-entity.ts'
import { customRecognizer } from '#src/redaction/custom/custom-recognizer.ts'
import { createEngine } from '#src/redaction/engine.ts'
import type { Entity } from '#src/redaction/recognizer.ts'
import { changed } from '#test/support/changed-policy.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

/** An agency's own number, longer than the SSN that it may hold. */
const ticket = customRecognizer({
  id: 'ticket',
  entity: 'ticket',
  pattern: '[A-Z]{2} \\d{3}-\\d{2}-\\d{4} [A-Z]{2}',
  ignoreCase: false,
  labels: [],
  antiLabels: [],
  checks: [],
  score: 0.9,
})
const engine = createEngine({ recognizers: [ticket] })

function judged(text: string, operator: 'allow' | 'warn' | 'placeholder'): string[] {
  const policy = changed(loadDemoPolicy(), (copy) => {
    copy.redaction.entities['ticket'] = { ...copy.redaction.entities['phone_number']!, operator, restorable: false }
  })
  const ruleOf = (entity: Entity): ReturnType<typeof entityRule> => entityRule(policy, entity, null)
  return engine.find(text).map((span) => judgedEntity(span, ruleOf))
}

test.each(['allow', 'warn'] as const)('a kind that policy lets through (%s) hides none that it doesn’t', (operator) => {
  expect(judged('AB 219-09-9998 CD', operator)).toEqual(['us_ssn'])
  expect(judged('AB 000-00-0000 CD', operator)).toEqual(['ticket'])
})

test('what is taken out anyway keeps the name that it was found by', () => {
  expect(judged('AB 219-09-9998 CD', 'placeholder')).toEqual(['ticket'])
})

test('of several readings that were passed over all are known', () => {
  const deny = { entity: 'listed', values: ['CD'], digests: [] }
  const own = createEngine({ recognizers: [ticket], lists: { deny: [deny], allow: [], key: null } })
  const [span, ...more] = own.find('AB 219-09-9998 CD')
  expect(more).toEqual([])
  expect(span).toMatchObject({ start: 0, end: 17, entity: 'ticket' })
  expect([...span!.beside!].sort()).toEqual(['listed', 'us_ssn'])
})
