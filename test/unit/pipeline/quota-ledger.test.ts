import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StateChange } from '#src/core/record.ts'
import { createAnswerBudget } from '#src/pipeline/answer-budget.ts'
import { createQuotaLedger, type QuotaSubject } from '#src/pipeline/quota-ledger.ts'
import type { PolicySet, QuotaRule } from '#src/policy/policy-set.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoPrincipal } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const demo = loadDemoPolicy()
const NOON = Date.parse('2026-11-22T18:00:00Z')
const MINUTE = 60_000

function policyWith(...rules: readonly Partial<QuotaRule>[]): PolicySet {
  return changed(demo, (policy) => {
    policy.quotas = rules.map((rule, at) => ({
      id: `rule-${at}`,
      by: 'person',
      window: 'day',
      clauses: ['MO-22'],
      ...rule,
    })) as never
  })
}

function ledgerAt(now = NOON, stored: ReadonlyMap<string, unknown> = new Map()) {
  const clock = { time: now, now: () => clock.time }
  return { clock, quotas: createQuotaLedger(clock, stored) }
}

function asking(changes: Partial<QuotaSubject> = {}): QuotaSubject {
  return {
    principal: demoPrincipal(),
    system: 'sandbox',
    purpose: 'draft-internal',
    price: null,
    tokens: { input: 100, output: 400 },
    ...changes,
  }
}

test('parallel exchanges never use more together than the limit, in whatever order they end', {
  tags: ['MO-22'],
}, () => {
  const exchange = fc.record({
    input: fc.nat(300),
    output: fc.nat(300),
    used: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 50 }), fc.integer({ min: 1, max: 5_000 }), (exchanges, tokens) => {
      const policy = policyWith({ tokens, dollars: 0.01 })
      const { quotas } = ledgerAt()
      const price = { input: 3, output: 15 }
      const open = exchanges.flatMap(({ used, ...asked }) => {
        const answer = quotas.reserve(policy, asking({ tokens: asked, price }))
        return answer.kind === 'reserved' ? [{ reservation: answer.reservation, used }] : []
      })
      let last: StateChange[] = []
      for (const { reservation, used } of open.reverse()) {
        const { input, output } = reservation.tokens
        last = quotas.settle(reservation, { input: Math.floor(input * used), output: Math.floor(output * used) })
      }
      const row = last.at(-1)?.value as { tokens: number; cost: number } | undefined
      expect(row?.tokens ?? 0).toBeLessThanOrEqual(tokens)
      expect(row?.cost ?? 0).toBeLessThanOrEqual(10_000)
    }),
  )
})

test.each([
  ['requests', { requests: 1 }, {}],
  ['tokens', { tokens: 700 }, {}],
  ['cost', { dollars: 0.01 }, { price: { input: 12, output: 12 } }],
] as const)('the second exchange is refused when %s run out while the first is open', (what, bound, subject) => {
  const { quotas } = ledgerAt()
  const policy = policyWith(bound)
  expect(quotas.reserve(policy, asking(subject)).kind).toBe('reserved')
  expect(quotas.reserve(policy, asking(subject))).toMatchObject({
    kind: 'refused',
    what,
    retryAfterSeconds: 12 * 3600,
    limit: { id: 'rule-0', clauses: ['MO-22'] },
  })
})

test('what an exchange did not use is free again once it has ended', () => {
  const { quotas } = ledgerAt()
  const policy = policyWith({ tokens: 700 })
  const first = quotas.reserve(policy, asking())
  if (first.kind !== 'reserved') throw new Error('refused')
  quotas.settle(first.reservation, { input: 100, output: 20 })
  expect(quotas.reserve(policy, asking()).kind).toBe('reserved')
})

test('a pool of nothing refuses the first request', () => {
  const { quotas } = ledgerAt()
  expect(quotas.reserve(policyWith({ requests: 0 }), asking())).toMatchObject({ kind: 'refused', what: 'requests' })
})

test('minutes count once however much is asked in them, and minute 61 waits for local midnight', {
  tags: ['MS-08'],
}, () => {
  const { clock, quotas } = ledgerAt(Date.parse('2026-03-08T18:00:00Z'))
  const policy = policyWith({ activeMinutes: 60, clauses: ['MS-08'] })
  for (let minute = 0; minute < 60; minute++) {
    clock.time += MINUTE
    for (let call = 0; call < 3; call++) expect(quotas.reserve(policy, asking()).kind).toBe('reserved')
  }
  clock.time += MINUTE
  const refused = quotas.reserve(policy, asking())
  expect(refused).toMatchObject({ kind: 'refused', what: 'activeMinutes', limit: { clauses: ['MS-08'] } })
  if (refused.kind !== 'refused') throw new Error('reserved')
  clock.time += refused.retryAfterSeconds * 1000 - 1000
  expect(quotas.reserve(policy, asking()).kind).toBe('refused')
  clock.time += 1000
  expect(quotas.reserve(policy, asking()).kind).toBe('reserved')
})

test.each([
  ['person', { principal: demoPrincipal({ subject: 'another' }) }],
  ['unit', { principal: demoPrincipal({ unit: 'ITS-HR' }) }],
  ['client', { principal: demoPrincipal({ client: 'another' }) }],
  ['system', { system: 'casework' }],
  ['purpose', { purpose: 'summarise' }],
] as const)('use is added up by %s: another one has a count of its own', (by, other) => {
  const { quotas } = ledgerAt()
  const policy = policyWith({ by, requests: 1 })
  expect(quotas.reserve(policy, asking()).kind).toBe('reserved')
  expect(quotas.reserve(policy, asking(other)).kind).toBe('reserved')
  expect(quotas.reserve(policy, asking()).kind).toBe('refused')
})

test('people of one unit share the unit’s budget', () => {
  const { quotas } = ledgerAt()
  const policy = policyWith({ by: 'unit', requests: 1 })
  expect(quotas.reserve(policy, asking()).kind).toBe('reserved')
  expect(quotas.reserve(policy, asking({ principal: demoPrincipal({ subject: 'another' }) })).kind).toBe('refused')
})

test('a restart forgets nothing, and what past windows left is removed', () => {
  const before = ledgerAt()
  const policy = policyWith({ requests: 2 }, { window: 'month', requests: 3 })
  const rows = new Map<string, unknown>([['2026-10-31|rule-0|somebody', { requests: 9 }]])
  for (let call = 0; call < 2; call++) {
    const answer = before.quotas.reserve(policy, asking())
    if (answer.kind !== 'reserved') throw new Error('refused')
    for (const { key, value } of before.quotas.settle(answer.reservation, null)) rows.set(key, value)
  }
  const after = ledgerAt(NOON, rows)
  expect(after.quotas.reserve(policy, asking())).toMatchObject({ kind: 'refused', limit: { window: 'day' } })
  after.clock.time += 24 * 3_600_000
  const next = after.quotas.reserve(policy, asking())
  if (next.kind !== 'reserved') throw new Error('refused')
  const removed = after.quotas.settle(next.reservation, null).filter(({ value }) => value === null)
  expect(removed.map(({ key }) => key.split('|')[0])).toEqual(['2026-10-31', '2026-11-22'])
  expect(after.quotas.reserve(policy, asking())).toMatchObject({ kind: 'refused', limit: { window: 'month' } })
})

test('an answer that grows beyond its reservation takes more while there is more, and then is over', () => {
  const { quotas } = ledgerAt()
  const policy = policyWith({ tokens: 3_000 })
  const answer = quotas.reserve(policy, asking())
  if (answer.kind !== 'reserved') throw new Error('refused')
  const budget = createAnswerBudget(policy, quotas, answer.reservation)
  budget.add(4 * 2_400)
  expect(budget.usedUp()).toBeNull()
  budget.add(4 * 10)
  expect(budget.usedUp()).toMatchObject({ what: 'tokens' })
  expect(budget.estimate()).toEqual({ input: 100, output: 2_410 })
})

test('what a person used at another gateway counts here, and neither overwrites the other’s count', {
  tags: ['MO-22'],
}, () => {
  const policy = policyWith({ requests: 3 })
  const stored = new Map<string, unknown>()
  const clock = { time: NOON, now: () => clock.time }
  const [a, b] = ['gw-a', 'gw-b'].map((name) => createQuotaLedger(clock, stored, name)) as [
    ReturnType<typeof createQuotaLedger>,
    ReturnType<typeof createQuotaLedger>,
  ]
  const use = (ledger: typeof a): string => {
    // The list of gateways is looked at again.
    clock.time += 2_000
    const answer = ledger.reserve(policy, asking())
    if (answer.kind === 'reserved')
      for (const { key, value } of ledger.settle(answer.reservation, { input: 1, output: 1 })) stored.set(key, value)
    return answer.kind
  }
  expect([use(a), use(b), use(a), use(b), use(a)]).toEqual(['reserved', 'reserved', 'reserved', 'refused', 'refused'])
  const restarted = createQuotaLedger(clock, stored, 'gw-b')
  expect(use(restarted)).toBe('refused')
})
