import { expect, test } from 'vitest'
import { dueNotice, noticeKey } from '#src/policy/due-notice.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const DAY = 86_400_000
const policy = loadDemoPolicy()
const [first] = policy.notices
const none = new Set<string>()

test('who has acknowledged nothing must read the notice before the first call', () => {
  expect(dueNotice(policy, demoPrincipal(), none, FACTS_NOW)).toEqual({ notice: first, state: 'required', until: null })
  expect(dueNotice(policy, demoPrincipal(), new Set([noticeKey(first!)]), FACTS_NOW)).toBeNull()
})

test('a new version reminds at first and stops calls later; a newcomer is stopped at once', () => {
  const second = { ...first!, version: 2, effectiveAt: FACTS_NOW, warnUntil: FACTS_NOW + 14 * DAY }
  const changed: PolicySet = { ...policy, notices: [second] }
  const knowsFirst = new Set(['monitoring@1'])
  expect(dueNotice(changed, demoPrincipal(), knowsFirst, FACTS_NOW)).toMatchObject({
    state: 'reminder',
    until: FACTS_NOW + 14 * DAY,
  })
  expect(dueNotice(changed, demoPrincipal(), knowsFirst, FACTS_NOW + 14 * DAY)).toMatchObject({ state: 'required' })
  expect(dueNotice(changed, demoPrincipal(), none, FACTS_NOW)).toMatchObject({ state: 'required' })
  expect(dueNotice(changed, demoPrincipal(), new Set(['monitoring@2']), FACTS_NOW + 99 * DAY)).toBeNull()
})

test('a service is acknowledged by its responsible official, in its registration', () => {
  const service = demoPrincipal({ subjectType: 'service', client: 'app-benefits' })
  expect(dueNotice(policy, service, none, FACTS_NOW)).toBeNull()
  expect(dueNotice(policy, { ...service, client: 'nobody' }, none, FACTS_NOW)).toMatchObject({ state: 'required' })
  // A person who uses such an app still acknowledges for themself.
  expect(dueNotice(policy, demoPrincipal({ client: 'app-benefits' }), none, FACTS_NOW)).toMatchObject({
    state: 'required',
  })
})
