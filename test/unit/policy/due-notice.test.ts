import { expect, test } from 'vitest'
import { type Acknowledged, dueNotice, noticeKey } from '#src/policy/due-notice.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const DAY = 86_400_000
const policy = loadDemoPolicy()
const [first] = policy.notices
/** Acknowledged a moment ago, or then. */
const knows = (keys: readonly string[], at = FACTS_NOW): Acknowledged => ({
  at: (key) => (keys.includes(key) ? at : null),
})
const none = knows([])

test('who has acknowledged nothing must read the notice before the first call', () => {
  expect(dueNotice(policy, demoPrincipal(), none, FACTS_NOW)).toEqual({ notice: first, state: 'required', until: null })
  expect(dueNotice(policy, demoPrincipal(), knows([noticeKey(first!)]), FACTS_NOW)).toBeNull()
})

test('a new version reminds at first and stops calls later; a newcomer is stopped at once', () => {
  const second = { ...first!, version: 2, effectiveAt: FACTS_NOW, warnUntil: FACTS_NOW + 14 * DAY }
  const changed: PolicySet = { ...policy, notices: [second] }
  const knowsFirst = knows(['monitoring@1'])
  expect(dueNotice(changed, demoPrincipal(), knowsFirst, FACTS_NOW)).toMatchObject({
    state: 'reminder',
    until: FACTS_NOW + 14 * DAY,
  })
  expect(dueNotice(changed, demoPrincipal(), knowsFirst, FACTS_NOW + 14 * DAY)).toMatchObject({ state: 'required' })
  expect(dueNotice(changed, demoPrincipal(), none, FACTS_NOW)).toMatchObject({ state: 'required' })
  expect(dueNotice(changed, demoPrincipal(), knows(['monitoring@2']), FACTS_NOW + 99 * DAY)).toBeNull()
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

test('an acknowledgment is asked for again when its period has passed, and reminded of before [MS-17] [MS-21]', () => {
  const yearly: PolicySet = { ...policy, notices: [{ ...first!, everyMonths: 12, warnDays: 14 }] }
  const key = noticeKey(first!)
  const due = (days: number) => dueNotice(yearly, demoPrincipal(), knows([key]), FACTS_NOW + days * DAY)
  expect(due(0)).toBeNull()
  expect(due(350)).toBeNull()
  expect(due(353)).toMatchObject({ state: 'reminder' })
  expect(due(364)).toMatchObject({ state: 'reminder' })
  expect(due(367)).toEqual({ notice: yearly.notices[0], state: 'required', until: null })
  // Acknowledged again, it stands for another year.
  expect(dueNotice(yearly, demoPrincipal(), knows([key], FACTS_NOW + 367 * DAY), FACTS_NOW + 370 * DAY)).toBeNull()
  // Where the policy names no period, it is asked for when it changes only.
  const { everyMonths: _, ...once } = first!
  const lasting: PolicySet = { ...policy, notices: [once] }
  expect(dueNotice(lasting, demoPrincipal(), knows([key]), FACTS_NOW + 3_000 * DAY)).toBeNull()
})
