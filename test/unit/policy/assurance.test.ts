import { expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import { decide } from '#src/policy/decide.ts'
import type { Facts } from '#src/policy/facts.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const MINUTE = 60
const NOW = FACTS_NOW / 1000
const policy = changed(loadDemoPolicy(), ({ systems }) => {
  const sandbox = systems.find(({ id }) => id === 'sandbox')!
  sandbox.assurance = 2
  sandbox.maxAuthAgeMinutes = 30
})

function challengeTo(changes: Partial<Principal>, facts: Partial<Facts> = {}): string | null {
  const decision = decide(policy, demoFacts(policy, 'sandbox', { principal: demoPrincipal(changes), ...facts }))
  if (decision.kind === 'allow') return null
  expect(decision.refusal).toMatchObject({ code: 'assurance_required', clause: 'MS-36' })
  return decision.refusal.headers?.['WWW-Authenticate'] ?? ''
}

const AGAIN = 'acr_values="aal2 aal3", max_age="1800"'

test('a sign-in that is strong and new enough passes', () => {
  expect(challengeTo({ assurance: 2, authenticatedAt: NOW - 30 * MINUTE + 1 })).toBeNull()
})

test.each([
  ['too weak', { assurance: 1 }, 'A stronger sign-in is required'],
  ['too old by a second', { authenticatedAt: NOW - 30 * MINUTE }, 'A newer sign-in is required'],
  ['of unknown age', { authenticatedAt: null }, 'A newer sign-in is required'],
  ['too weak and too old', { assurance: 1, authenticatedAt: 0 }, 'A stronger sign-in is required'],
] as const)('one that is %s is told everything that the next must be (RFC 9470)', (_name, changes, why) => {
  expect(challengeTo(changes)).toBe(
    `Bearer error="insufficient_user_authentication", error_description="${why}", ${AGAIN}`,
  )
})

test('a service has no sign-in', () => {
  const principal = demoPrincipal({
    subjectType: 'service',
    client: 'app-benefits',
    authenticatedAt: null,
    assurance: 1,
  })
  const decision = decide(policy, demoFacts(policy, 'sandbox', { principal, attended: false }))
  const step = decision.steps.find(({ rule }) => rule === 'assurance')
  expect(step?.result).toBe('pass')
})
