import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BLOCKED, blockKey } from '#src/core/block.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import type { Principal } from '#src/core/principal.ts'
import { overdueRisks } from '#src/oversight/risks/overdue-risks.ts'
import { EMERGING_RISK, RISK_LEVELS, RISK_STATES, type RiskRow } from '#src/oversight/risks/risk-row.ts'
import type { RiskChange, RiskStep } from '#src/oversight/risks/risk-step.ts'
import { createRisks, type RiskAsked, type RiskOpened } from '#src/oversight/risks/risks.ts'
import { replay, stepsFrom, takeStep, whyNot } from '#src/oversight/risks/take-step.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'
import { stateRows } from '../../support/state-rows.ts'

const DAY = fc.constantFrom('2026-12-01', '2027-01-15', '2027-06-30')
const OPENED: RiskChange = {
  ...{ kind: 'open', number: 'n', agency: 'MS-ITS', system: null, source: 'person', reference: null },
  ...{ level: 'medium', owner: 'cto', nextLook: '2026-12-01' },
}
const change: fc.Arbitrary<RiskChange> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('look' as const, 'treat' as const, 'accept' as const, 'reopen' as const),
    nextLook: DAY,
  }),
  fc.record({ kind: fc.constant('assess' as const), level: fc.constantFrom(...RISK_LEVELS), nextLook: DAY }),
  fc.record({ kind: fc.constant('assign' as const), owner: fc.constantFrom('cto', 'auditor') }),
  fc.record({ kind: fc.constant('close' as const), finding: fc.constantFrom('mitigated', 'duplicate') }),
  fc.constant(OPENED),
)
const stepOf = (one: RiskChange, at: number): RiskStep => ({
  ...{
    entry: `e${at}`,
    at: new Date(at).toISOString(),
    by: { key: 'i|ann', name: 'Ann' },
    form: `f${at}`,
    change: one,
  },
})

describe('a risk', { tags: ['MS-62'] }, () => {
  test('takes legal steps alone, whatever the order, is closed with a finding and in no other way, and replays to itself', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let row: RiskRow | null = null
        const taken: RiskStep[] = []
        for (const [at, one] of [OPENED, ...changes].entries()) {
          const step = stepOf(one, at)
          const next = takeStep(row, step)
          const isLegal = row === null ? one.kind === 'open' : whyNot(row, one) === null
          expect(next !== null).toBe(isLegal)
          if (next === null) continue
          if (row !== null && one.kind !== 'open') expect(stepsFrom(row.state)).toContain(one.kind)
          taken.push(step)
          row = next
          expect(RISK_STATES).toContain(row.state)
          expect(row.state === 'closed').toBe(row.finding !== null)
          expect(row.state === 'closed').toBe(row.nextLook === null)
        }
        expect(replay(taken)).toEqual(row)
      }),
    )
  })
})

describe('the register', { tags: ['MS-62'] }, () => {
  const policy = loadDemoPolicy()
  const person = (subject: string, roles: readonly string[], agency = 'MS-ITS'): Principal =>
    ({
      ...{ issuer: 'i', subject, key: `i|${subject}`, agency, unit: 'ITS-EXEC', roles, client: 'c' },
      ...{ email: `${subject}@its.ms.gov`, subjectType: 'employee', actors: [] },
    }) as unknown as Principal
  const cat = person('cat', ['cto'])
  const dee = person('dee', ['executive-director'])
  const clock = { now: () => Date.parse('2026-11-23T15:00:00Z') }
  const asked: RiskOpened = {
    ...{ once: 'form-0001', title: 'Made-up citations', reason: 'Two persimmon letters cited cases that aren’t there' },
    ...({ system: 'pine-casework', source: 'person', reference: null, level: 'high' } as const),
    ...{ owner: 'cto', nextLook: null },
  }
  let folder: string
  let store: GatewayStore
  beforeEach(async () => {
    folder = makeFolder()
    store = await openStore(folder, { clock })
  })
  afterEach(async () => {
    await store.close()
    dropFolder(folder)
  })
  async function gateway() {
    const ledger = createLedger(store, await loadStateCache(store, [EMERGING_RISK]), ids, () => ({
      version: '1',
      series: 's',
    }))
    return createRisks({ store, ledger, clock, ids, policy: () => policy })
  }
  async function opened(risks: Awaited<ReturnType<typeof gateway>>): Promise<RiskRow> {
    const row = await risks.open(asked, cat)
    if ('code' in row) throw new Error(row.message)
    return row
  }
  const act = (row: RiskRow, more: Partial<RiskAsked>): RiskAsked => ({
    ...{ step: 'look', version: row.steps.length, reason: 'Looked into it' },
    ...more,
  })

  test('holds what people wrote in entries alone, and makes one risk of the same form', async () => {
    const risks = await gateway()
    const row = await opened(risks)
    expect(row).toMatchObject({ state: 'open', level: 'high', nextLook: '2026-12-23' })
    expect(JSON.stringify(row)).not.toMatch(/persimmon|citations/)
    expect(await opened(risks)).toEqual(row)
    expect(await risks.titleOf(row)).toBe('Made-up citations')
    expect((await risks.bodies(row)).map(({ reason }) => reason)).toEqual([asked.reason])
    // Another gateway of the log, or this one started again, has the same.
    expect((await gateway()).list(cat)).toEqual([row])
    const replayed = replay((await risks.bodies(row)).map(({ step }) => step))
    expect(replayed).toEqual(row)
  })

  test('is read by its readers, kept by its keepers, of their own agency', async () => {
    const risks = await gateway()
    const row = await opened(risks)
    expect(risks.list(dee)).toEqual([row])
    expect(await risks.act(row.number, act(row, {}), dee)).toMatchObject({ code: 'audience_not_granted' })
    expect(risks.list(person('sam', ['staff']))).toMatchObject({ code: 'audience_not_granted' })
    expect(risks.known(row.number, person('eve', ['cto'], 'MS-DOR'))).toMatchObject({ code: 'route_not_governed' })
  })

  test('closes nothing without a finding of the policy, and puts no look off beyond its level', async () => {
    const risks = await gateway()
    const row = await opened(risks)
    for (const finding of [undefined, '', 'because'])
      expect(
        await risks.act(row.number, act(row, { step: 'close', ...(finding === undefined ? {} : { finding }) }), cat),
      ).toMatchObject({
        code: 'malformed_body',
      })
    expect(await risks.act(row.number, act(row, { nextLook: '2026-12-24' }), cat)).toMatchObject({
      code: 'malformed_body',
    })
    expect(await risks.act(row.number, act(row, { reason: ' ' }), cat)).toMatchObject({ code: 'malformed_body' })
    const closed = await risks.act(row.number, act(row, { step: 'close', finding: 'mitigated' }), cat)
    expect(closed).toMatchObject({ state: 'closed', finding: 'mitigated', nextLook: null })
    const again = await risks.act(row.number, act(closed as RiskRow, { step: 'treat' }), cat)
    expect(again).toMatchObject({ code: 'conflict', rule: 'risk-treat' })
  })

  test('answers a form that is out of date with what changed, the same form with what it made, and two gateways with one step', async () => {
    const [first, second] = [await gateway(), await gateway()]
    const row = await opened(first)
    const treat = act(row, { step: 'treat' })
    const treated = await first.act(row.number, treat, cat)
    expect(await first.act(row.number, treat, cat)).toEqual(treated)
    const stale = await first.act(row.number, act(row, { step: 'accept' }), cat)
    expect(stale).toMatchObject({ code: 'conflict', rule: 'stale', detail: expect.stringMatching(/: treat$/) })
    const other = await gateway()
    const both = await Promise.all([
      first.act(row.number, act(treated as RiskRow, { step: 'accept' }), cat),
      other.act(row.number, act(treated as RiskRow, { step: 'reopen' }), cat),
    ])
    expect(both.filter((one) => 'code' in one)).toEqual([expect.objectContaining({ code: 'conflict', rule: 'stale' })])
    expect(second).toBeDefined()
  })

  test('reminds whoever holds the duty once the next look is overdue, and nobody of what is closed', () => {
    const rows = stateRows()
    const row = takeStep(null, stepOf(OPENED, 0))!
    for (const [name, roles] of Object.entries({ cat: ['cto'], cyd: ['cto'], sam: ['staff'] }))
      rows.apply([
        { kind: KNOWN_PERSON, key: `i|${name}`, value: { agency: 'MS-ITS', unit: 'U', email: null, roles, asOf: 1 } },
      ])
    rows.apply([
      { kind: EMERGING_RISK, key: 'n', value: row },
      { kind: BLOCKED, key: blockKey('directory', 'i|cyd'), value: { cause: 'separated', reason: 'r', since: 1 } },
    ])
    const at = (day: string) => overdueRisks(policy, rows, Date.parse(`${day}T15:00:00Z`))
    expect(at('2026-12-01')).toEqual([])
    const [task, ...more] = at('2026-12-02')
    expect(more).toEqual([])
    expect(task).toMatchObject({ task: 'risk', number: 'n', person: 'i|cat' })
    expect(task!.event(null)).toBe('task-reminder')
    expect(task!.event('2026-12-01T15:00:00Z')).toBeNull()
    const closed = takeStep(row, stepOf({ kind: 'close', finding: 'duplicate' }, 1))!
    rows.apply([{ kind: EMERGING_RISK, key: 'n', value: closed }])
    expect(at('2027-12-02')).toEqual([])
  })
})
