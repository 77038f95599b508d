import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#src/core/principal.ts'
import type { AuditFacts } from '#src/oversight/audits/audit-facts.ts'
import { replayReport, reportOf } from '#src/oversight/audits/audit-report.ts'
import { AUDIT_COURSE, type AuditRow, CONCLUSIONS, SYSTEM_AUDIT } from '#src/oversight/audits/audit-row.ts'
import { type AuditAsked, createAudits } from '#src/oversight/audits/audits.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'
import '#test/support/property-seed.ts'

const demo = loadDemoPolicy()
const pine = demo.systems.find(({ id }) => id === 'pine-casework')!
const person = (subject: string, roles: readonly string[] = []): Principal =>
  ({
    ...{ issuer: 'i', subject, key: `i|${subject}`, agency: 'MS-ITS', unit: 'ITS-HR', roles, client: 'c' },
    ...{ email: `${subject}@its.ms.gov`, subjectType: 'employee', actors: [] },
  }) as unknown as Principal
const PEOPLE = [person('otto', ['auditor']), person('olga', ['auditor']), person('anna'), person('bert')]
const FACTS: AuditFacts = {
  ...{ policy: 'p', answers: 1, drawn: ['x'], isWhole: true, drift: 0, stops: 0 },
  probes: { runs: 0, alarms: 0 },
  incidents: { total: 0, open: 0, high: 0 },
  exceptions: { total: 0, inForce: 0 },
  decisions: { total: 0, open: 0, overdue: 0 },
}

let folder: string
let store: GatewayStore
let now = Date.parse('2026-11-23T15:00:00Z')
let runs = 0
const clock = { now: () => now }
beforeAll(async () => {
  folder = makeFolder()
  store = await openStore(folder, { clock })
})
afterAll(async () => {
  await store.close()
  dropFolder(folder)
})

/** A gateway of the log as it is now, with a catalog of one system. */
async function gateway(system: string) {
  const policy = { ...demo, systems: [{ ...pine, id: system }] }
  const state = await loadStateCache(store, [SYSTEM_AUDIT, AUDIT_COURSE])
  const ledger = createLedger(store, state, ids, () => ({ version: '1', series: 's' }))
  const parts = { store, ledger, clock, ids, policy: () => policy, mailBy: () => [] }
  return createAudits({ ...parts, approversOf: () => [], amendment: () => null, reload: async () => {} })
}

const step: fc.Arbitrary<AuditAsked['step']> = fc.constantFrom(
  ...(['hand-over', 'reassign', 'scope', 'scope', 'find', 'find', 'find', 'extend', 'withdraw'] as const),
  ...(['respond', 'respond', 'respond', 'accept', 'accept', 'return', 'close', 'abandon'] as const),
)
const attempts = fc.array(
  fc.record({
    who: fc.nat({ max: PEOPLE.length - 1 }),
    /** How far behind the form is. */
    behind: fc.constantFrom(0, 0, 0, 0, 1),
    step,
    finding: fc.constantFrom('F1', 'F1', 'F2'),
    to: fc.constantFrom('otto@its.ms.gov', 'i|olga', 'anna@its.ms.gov', 'nobody'),
    severity: fc.constantFrom('minor', 'major', 'none'),
    due: fc.constantFrom('2026-12-01', '2026-12-05', '2020-01-01'),
    conclusion: fc.constantFrom(...CONCLUSIONS),
    reason: fc.constantFrom('Because', 'Because of something else', ' '),
    twice: fc.boolean(),
  }),
  { minLength: 10, maxLength: 40 },
)

test('whatever people try, the log alone tells each audit as it is, and what was refused left nothing [MS-55, MO-47]', async () => {
  await fc.assert(
    fc.asyncProperty(attempts, async (all) => {
      // Each run audits a system of its own.
      const system = `system-${runs++}`
      const audits = await gateway(system)
      const [otto] = PEOPLE as [Principal]
      let row = (await audits.start(otto, {
        system,
        owner: 'i|anna',
        reason: 'Its year',
      })) as AuditRow
      for (const { who, behind, twice, ...asked } of all) {
        now += 1000
        const order = { ...asked, version: row.steps.length - behind }
        const gather = async () => FACTS
        const next = await audits.act(PEOPLE[who]!, row.number, order, gather)
        const size = await store.size()
        if ('code' in next) {
          expect(['conflict', 'audience_not_granted', 'audit_incomplete', 'route_not_governed']).toContain(next.code)
          // Once more is once more refused, and neither wrote anything.
          if (twice)
            expect(await audits.act(PEOPLE[who]!, row.number, order, gather)).toMatchObject({ code: next.code })
          expect(await store.size()).toBe(size)
          continue
        }
        if (twice) {
          const again = await audits.act(PEOPLE[who]!, row.number, order, gather)
          // Whoever gave the audit away may not know of it any more.
          expect(['code' in again || again.steps.length === next.steps.length, await store.size()]).toEqual([
            true,
            size,
          ])
        }
        row = next
      }
      const bodies = await audits.bodies(row)
      expect(replayReport(reportOf(row, bodies))).toEqual(row)
      const fresh = (await gateway(system)).list(otto).find(({ number }) => number === row.number)
      if (fresh !== undefined) expect(fresh).toEqual(row)
      for (const { step: one, reason } of bodies)
        expect([one.by.key !== '', reason.trim() !== '']).toEqual([true, true])
    }),
    { numRuns: 12 },
  )
})
