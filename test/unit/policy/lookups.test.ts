import { expect, test } from 'vitest'
import { classOfEntities } from '#src/policy/data-class.ts'
import { entityRule } from '#src/policy/entity-rule.ts'
import { labelStyle } from '#src/policy/label-style.ts'
import { quotasFor } from '#src/policy/quotas-for.ts'
import { resolvePurpose } from '#src/policy/resolve-purpose.ts'
import { resolveSystem } from '#src/policy/resolve-system.ts'
import { visibleModels } from '#src/policy/visible-models.ts'
import { demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const idsFor = (changes: Parameters<typeof demoPrincipal>[0], now = FACTS_NOW) =>
  visibleModels(policy, demoPrincipal(changes), now).map(({ id }) => id)

test('a model is found by alias or by system and model, and by nothing else', () => {
  const byAlias = resolveSystem(policy, 'general-drafting', 'openai.chat', FACTS_NOW)
  expect(byAlias).toMatchObject({ kind: 'found', system: { id: 'sandbox' }, model: { id: 'large' } })
  expect(resolveSystem(policy, 'sandbox/large', 'openai.chat', FACTS_NOW)).toEqual(byAlias)
  for (const name of [
    '',
    'large',
    'sandbox',
    'sandbox/',
    'General-Drafting',
    'constructor',
    '__proto__',
    'sandbox/large ',
  ]) {
    expect(resolveSystem(policy, name, 'openai.chat', FACTS_NOW)).toMatchObject({
      kind: 'refuse',
      refusal: { code: 'system_not_approved' },
    })
  }
})

test('everyone sees the models that they may use, and no others', () => {
  expect(idsFor({ unit: 'ITS-HR' })).toContain('casework')
  expect(idsFor({})).not.toContain('casework')
  expect(idsFor({})).toContain('general-drafting')
  expect(idsFor({ subjectType: 'guest' })).toEqual([])
  expect(idsFor({ client: 'nobody' })).toEqual([])
  expect(idsFor({ subjectType: 'service', client: 'app-public' })).toEqual([
    'general-drafting',
    'quick-drafting',
    'text-embedding',
    'text-completion',
    'text-moderation',
  ])
  expect(idsFor({}, Date.parse('2027-02-11T06:00:00Z'))).not.toContain('public-research')
  expect(idsFor({}, Date.parse('2027-02-11T05:59:59Z'))).toContain('public-research')
  expect(idsFor({})).not.toContain('office-suite-copilot/embedded')
})

test('a purpose is stated, or the app’s, or the profile’s, in that order', () => {
  const service = demoPrincipal({ subjectType: 'service', client: 'app-benefits' })
  expect(resolvePurpose(policy, service, 'translate')).toEqual({ id: 'translate', source: 'stated' })
  expect(resolvePurpose(policy, service, null)).toEqual({ id: 'summarise', source: 'app-default' })
  expect(resolvePurpose(policy, demoPrincipal(), null)).toEqual({ id: 'draft-internal', source: 'profile-default' })
  expect(resolvePurpose(policy, demoPrincipal({ subjectType: 'guest' }), null)).toEqual({
    id: null,
    source: 'profile-default',
  })
})

test('an entity without a rule gets the strict one, also where its name is a method’s', () => {
  const scope = { system: 'sandbox', agency: 'MS-ITS' }
  for (const entity of ['passport', 'constructor', 'toString'])
    expect(entityRule(policy, entity, scope)).toBe(policy.redaction.otherwise)
  expect(classOfEntities(policy, {}, scope)).toBe('public')
  expect(classOfEntities(policy, { email_address: 1, us_ssn: 0 }, scope)).toBe('internal')
  expect(classOfEntities(policy, { email_address: 1, us_ssn: 1 }, scope)).toBe('confidential')
})

test('all quotas that fit apply, each counted by its own key', () => {
  const person = quotasFor(policy, demoPrincipal(), 'sandbox', 'draft-internal')
  expect(person.map(({ limit }) => limit.id)).toEqual(['person-day', 'demo-person-day'])
  const keys = [...person, ...quotasFor(policy, demoPrincipal({ subject: 'another' }), 'sandbox', null)].map(
    ({ key }) => key,
  )
  expect(new Set(keys).size).toBe(keys.length)
  expect(quotasFor(policy, demoPrincipal(), 'open-research', null).map(({ limit }) => limit.id)).toEqual(['person-day'])
})

test('a public chat carries its own label', () => {
  const system = policy.systems.find(({ id }) => id === 'sandbox')!
  expect(labelStyle(policy, system, demoPrincipal()).id).toBe('standard')
  expect(labelStyle(policy, system, demoPrincipal({ client: 'app-public' })).id).toBe('public-chat')
})
