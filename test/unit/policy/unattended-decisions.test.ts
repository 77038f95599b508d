import { expect, test } from 'vitest'
import { DECISION_MODES, type DecisionMode } from '#src/core/decision.ts'
import { decide } from '#src/policy/decide.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const APPROVAL = { reference: 'ADS-2026-04', signer: 'director of ITS', expires: '2026-12-31' }
const principal = demoPrincipal({ subjectType: 'service', client: 'app-benefits', authenticatedAt: null, training: {} })

/** What becomes of an app without a person, whose registration goes as far as `decide`, and the system with it. */
function outcome(mode: DecisionMode, approval: typeof APPROVAL | undefined, limit: DecisionMode = 'decide'): string {
  const policy = changed(loadDemoPolicy(), (copy) => {
    for (const grant of copy.systems.find(({ id }) => id === 'sandbox')!.grants) {
      grant.maxDecisionMode = 'decide'
      delete grant.decisionApproval
    }
    const client = Object.values(copy.index.clients).find((one) => one?.id === 'app-benefits')!
    client.maxDecisionMode = limit
    if (approval === undefined) delete client.decisionApproval
    else client.decisionApproval = approval
  })
  const purpose = { id: 'summarise', source: 'app-default' } as const
  const facts = demoFacts(policy, 'sandbox', { principal, purpose, decisionMode: mode, attended: false })
  const step = decide(policy, facts).steps.find(({ rule }) => rule === 'decision-mode')!
  return step.result
}

test.each(DECISION_MODES)(
  'an app without a person, mode %s: recommend and decide need a reference that is valid (MS-44)',
  (mode) => {
    const needs = mode === 'recommend' || mode === 'decide'
    expect(outcome(mode, undefined)).toBe(needs ? 'refuse' : 'pass')
    expect(outcome(mode, { ...APPROVAL, expires: '2026-11-21' })).toBe(needs ? 'refuse' : 'pass')
    expect(outcome(mode, APPROVAL)).toBe(needs ? 'oblige' : 'pass')
  },
)

test('an approval widens no registration', () => {
  expect(outcome('decide', APPROVAL, 'recommend')).toBe('refuse')
  expect(outcome('recommend', APPROVAL, 'inform')).toBe('refuse')
})

test('the time of the approval is the zone’s: it holds to the end of its last day', () => {
  expect(new Date(FACTS_NOW).toISOString().slice(0, 10)).toBe('2026-11-22')
  expect(outcome('decide', { ...APPROVAL, expires: '2026-11-22' })).toBe('oblige')
})
