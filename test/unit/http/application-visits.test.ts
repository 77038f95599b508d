import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { createRegistry } from '#src/core/registry.ts'
import { createApplicationVisits } from '#src/http/application-visits.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { createIdSource } from '#src/records/ids.ts'
import { type Changeable, changed } from '#test/support/changed-policy.ts'
import { demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { stateRows } from '#test/support/state-rows.ts'

/** The notice is accepted; what else holds a visitor up is asked about. */
const demo = changed(loadDemoPolicy(), (policy) => {
  policy.notices = []
})
const request = { headers: {} } as FastifyRequest

function begin(change: (policy: Changeable<PolicySet>) => void, now = FACTS_NOW) {
  const policy = changed(demo, change)
  const registry = createRegistry()
  const clock = { now: () => now }
  const visits = createApplicationVisits({
    registry,
    rows: stateRows(),
    ids: createIdSource(clock),
    clock,
    policy: () => policy,
  })
  const refused = visits.begin(request, demoPrincipal(), policy.applications[0]!, null)
  return { refused, registry, visits, policy }
}

test.each([
  [
    'of an issuer that is trusted for no AI (MS-22)',
    (policy: Changeable<PolicySet>) => {
      policy.index.issuers[demoPrincipal().issuer]!.limitedTo = {
        roles: ['staff'],
        until: '2030-01-01',
        inference: false,
      }
    },
    'audience_not_granted',
  ],
  [
    'of an application that the catalog suspends (MS-31)',
    (policy: Changeable<PolicySet>) => {
      policy.applications[0]!.approval.status = 'suspended'
    },
    'system_suspended',
  ],
  [
    'of an application whose approval is over (MS-40)',
    (policy: Changeable<PolicySet>) => {
      policy.applications[0]!.endsAt = FACTS_NOW
    },
    'approval_expired',
  ],
] as const)('a visitor %s is refused, and no visit is open', (_name, change, code) => {
  const { refused, registry } = begin(change)
  expect([refused?.code, registry.open.size]).toEqual([code, 0])
})

test('a visit is open until it is over', () => {
  const { refused, registry, visits } = begin(() => {})
  expect([refused, registry.open.size, visits.signalOf(request)?.aborted]).toEqual([null, 1, false])
  visits.over(request)
  expect([registry.open.size, visits.cutOf(request)]).toEqual([0, null])
})

test('a visit that time or another policy has ended is cut when it is looked at again', { tags: ['MS-40'] }, () => {
  let policy = demo
  let now = FACTS_NOW
  const registry = createRegistry()
  const clock = { now: () => now }
  const rows = stateRows()
  const visits = createApplicationVisits({ registry, rows, ids: createIdSource(clock), clock, policy: () => policy })
  const visit = (application = policy.applications[0]!) => {
    const asked = { headers: { upgrade: 'websocket' } } as unknown as FastifyRequest
    expect(visits.begin(asked, demoPrincipal(), application, null)).toBeNull()
    return asked
  }
  const stays = visit()
  visits.recheck()
  expect(visits.signalOf(stays)?.aborted).toBe(false)
  policy = changed(demo, (other) => {
    other.applications = []
  })
  visits.recheck()
  expect(visits.cutOf(stays)?.code).toBe('system_not_approved')
  policy = demo
  const late = visit()
  now = demoPrincipal().expiresAt * 1_000
  visits.recheck()
  expect(visits.cutOf(late)?.code).toBe('credential_expired')
})

test('an application may ask for a stronger or a newer sign-in, and says so as RFC 9470 does', {
  tags: ['MS-36'],
}, () => {
  const { refused } = begin(
    (policy) => {
      Object.assign(policy.applications[0]!, { assurance: 3, maxAuthAgeMinutes: 5 })
    },
    FACTS_NOW + 10 * 60_000,
  )
  expect(refused).toMatchObject({
    code: 'assurance_required',
    headers: { 'WWW-Authenticate': expect.stringMatching(/insufficient_user_authentication.*max_age="300"/) },
  })
})
