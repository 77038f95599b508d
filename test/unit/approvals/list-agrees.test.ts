import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ApprovalRow, Terms } from '#src/approvals/approval-row.ts'
import { proposedChange } from '#src/approvals/proposed-change.ts'
import { DATA_CLASSES, DECISION_MODES } from '#src/core/decision.ts'
import type { Principal } from '#src/core/principal.ts'
import { ownUses } from '#src/http/catalog/decide-use.ts'
import { approvedList } from '#src/policy/approved-list.ts'
import { decide } from '#src/policy/decide.ts'
import { policySource } from '#src/policy-operations/policy-source.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { DEMO_VALUES, OVERLAY, PROFILE } from '#test/support/policies.ts'

const files = policySource({
  folder: PROFILE,
  overlay: OVERLAY,
  values: DEMO_VALUES,
  signersFile: null,
  now: () => FACTS_NOW,
}).prepare()

const DAY_MS = 86_400_000
const dayIn = (days: number): string => new Date(FACTS_NOW + days * DAY_MS).toISOString().slice(0, 10)

const terms: fc.Arbitrary<Terms> = fc.record({
  who: fc.constantFrom('person', 'unit'),
  dataClass: fc.constantFrom('internal', 'confidential', 'regulated'),
  decisionMode: fc.constantFrom(...DECISION_MODES),
  until: fc.constantFrom(dayIn(2), dayIn(20)),
})

const WORDS = { tool: null, need: 'n', who: 'w', proposal: null }
const requester = demoPrincipal({ subject: 'asker', unit: 'ITS-OPS' })

function approved(purpose: string, given: Terms): ApprovalRow {
  const { key, issuer, subject, subjectType } = requester
  return {
    number: 'n-1',
    kind: 'access',
    agency: requester.agency,
    unit: requester.unit,
    requester: { key, issuer, subject, subjectType, name: 'asker' },
    at: new Date(FACTS_NOW).toISOString(),
    form: null,
    version: 1,
    ask: {
      system: 'sandbox',
      purpose,
      model: null,
      successor: null,
      publicFacing: false,
      procurement: false,
      highRisk: false,
    },
    asked: given,
    terms: given,
    needs: ['security', 'privacy', 'legal'],
    to: { role: 'supervisor', unit: 'ITS-OPS', person: null },
    status: 'cto',
    since: '',
    steps: [],
  }
}

test('whatever terms were approved, the printed list and the enforcer agree on them in every cell (MS-40, MS-48)', () => {
  const people: Principal[] = [
    requester,
    demoPrincipal({ subject: 'colleague', unit: 'ITS-OPS' }),
    demoPrincipal({ subject: 'asker-elsewhere', unit: 'ITS-APPDEV' }),
    demoPrincipal({ subject: 'contractor', unit: 'ITS-OPS', subjectType: 'contractor' }),
  ]
  const purposes = ['summarise', 'case-support', 'investigation']
  let widened = 0
  fc.assert(
    fc.property(fc.constantFrom(...purposes), terms, fc.constantFrom(0, 0, 5, 30), (purpose, given, daysLater) => {
      const { amendment } = proposedChange(files.policy, approved(purpose, given), WORDS, dayIn(0))
      const { policy } = files.amended!([{ id: 'n-1', change: amendment! }])
      const at = FACTS_NOW + daysLater * DAY_MS
      const list = approvedList(policy, at)
      for (const principal of people)
        for (const asked of purposes)
          for (const declared of DATA_CLASSES) {
            const facts = demoFacts(policy, 'sandbox', {
              principal,
              now: at,
              purpose: { id: asked, source: 'stated' },
              dataClass: { declared, detected: 'public' },
            })
            const isListed = list.some(
              (use) =>
                use.system === 'sandbox' &&
                use.unit === principal.unit &&
                use.subjectType === principal.subjectType &&
                use.purpose === asked &&
                (use.people === null || use.people.includes(principal.key)) &&
                DATA_CLASSES.indexOf(declared) <= DATA_CLASSES.indexOf(use.maxClass),
            )
            const now = decide(policy, facts).kind === 'allow'
            const before = decide(files.policy, {
              ...facts,
              system: files.policy.systems.find(({ id }) => id === 'sandbox')!,
            })
            expect(now, JSON.stringify({ ...given, purpose, asked, declared, who: principal.subject })).toBe(isListed)
            if (!now || before.kind === 'allow') continue
            widened++
            // Nothing is open that wasn't, but what was approved, for whom it was, as long as it was.
            expect(asked).toBe(purpose)
            expect(principal.unit).toBe('ITS-OPS')
            expect(given.who === 'unit' || principal.subject === 'asker').toBe(true)
            expect(DATA_CLASSES.indexOf(declared)).toBeLessThanOrEqual(DATA_CLASSES.indexOf(given.dataClass))
            expect(new Date(at).toISOString().slice(0, 10) <= given.until).toBe(true)
          }
    }),
    { numRuns: 30 },
  )
  expect(widened).toBeGreaterThan(10)
}, 60_000)

/** Nothing is suspended, and no device is known. */
const NO_ROWS = { get: () => undefined, all: () => new Map<string, unknown>() }

test('whatever several approvals amend, list, catalog page, API and enforcer agree in every cell (MS-40, MO-36)', () => {
  const people: Principal[] = [
    requester,
    demoPrincipal({ subject: 'colleague', unit: 'ITS-OPS' }),
    demoPrincipal({ subject: 'contractor', unit: 'ITS-OPS', subjectType: 'contractor' }),
  ]
  const purposes = ['summarise', 'case-support', 'investigation']
  const approvals = fc.array(fc.tuple(fc.constantFrom(...purposes), terms), { minLength: 1, maxLength: 3 })
  let open = 0
  fc.assert(
    fc.property(approvals, fc.constantFrom(0, 5, 30), (given, daysLater) => {
      const amendments = given.map(([purpose, one], at) => {
        const { amendment } = proposedChange(files.policy, approved(purpose, one), WORDS, dayIn(0))
        return { id: `n-${at}`, change: amendment! }
      })
      const { policy } = files.amended!(amendments)
      const system = policy.systems.find(({ id }) => id === 'sandbox')!
      const now = FACTS_NOW + daysLater * DAY_MS
      const list = approvedList(policy, now)
      for (const principal of people) {
        // What both the page and the API show somebody is this.
        const shown = ownUses({ policy, rows: NO_ROWS, now }, principal, system)
        for (const asked of purposes)
          for (const declared of DATA_CLASSES) {
            const reaches = ({ maxClass }: Pick<(typeof shown)[number], 'maxClass'>): boolean =>
              DATA_CLASSES.indexOf(declared) <= DATA_CLASSES.indexOf(maxClass)
            const isShown = shown.some((use) => use.purpose === asked && reaches(use))
            const isListed = list.some(
              (use) =>
                use.system === 'sandbox' &&
                use.unit === principal.unit &&
                use.subjectType === principal.subjectType &&
                use.purpose === asked &&
                (use.people === null || use.people.includes(principal.key)) &&
                reaches(use),
            )
            const facts = demoFacts(policy, 'sandbox', {
              principal,
              now,
              purpose: { id: asked, source: 'stated' },
              dataClass: { declared, detected: 'public' },
            })
            const isEnforced = decide(policy, facts).kind === 'allow'
            const cell = JSON.stringify({ asked, declared, who: principal.subject, given })
            expect([cell, isShown, isListed]).toEqual([cell, isEnforced, isEnforced])
            if (isEnforced) open++
          }
      }
    }),
    { numRuns: 20 },
  )
  expect(open).toBeGreaterThan(10)
}, 60_000)
