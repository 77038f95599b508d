import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRequests } from '#src/composition/requests.ts'
import { createDeliverableLog } from '#src/deliverables/deliverable-log.ts'
import { DELIVERABLE } from '#src/deliverables/deliverable-row.ts'
import { createIncidentLog } from '#src/incidents/incident-log.ts'
import { INCIDENT_STATE } from '#src/incidents/incident-row.ts'
import { createIncidents } from '#src/incidents/incidents.ts'
import { AUDIT_COURSE, type AuditRow, SYSTEM_AUDIT } from '#src/oversight/audits/audit-row.ts'
import { createAudits } from '#src/oversight/audits/audits.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { PRODUCTION_STATE } from '#src/productions/production-row.ts'
import { createProductions } from '#src/productions/productions.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { RECORD_STATE } from '#src/records/record-state.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { REQUEST_STATE } from '#src/requests/request-state.ts'
import { createDispositions } from '#src/retention/dispositions.ts'
import { createHolds } from '#src/retention/holds.ts'
import { RETENTION_STATE } from '#src/retention/retention-state.ts'
import { loadDemoPolicy } from '../support/policies.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { entriesOf } from '../support/productions-bed.ts'
import { dropFolder, ids, makeFolder, openStore, recordKey } from '../support/record-store.ts'
import { AGENCY, counsel, officer, person, secondCounsel, secondOfficer } from '../support/retention-bed.ts'

let server: PostgresServer
let policy: PolicySet
beforeAll(async () => {
  server = await startPostgres()
  policy = loadDemoPolicy('us-mo-modot')
})
afterAll(() => server.stop())

const KINDS = [
  ...REQUEST_STATE,
  ...RETENTION_STATE,
  ...PRODUCTION_STATE,
  ...INCIDENT_STATE,
  ...RECORD_STATE,
  DELIVERABLE,
  SYSTEM_AUDIT,
  AUDIT_COURSE,
]
const clock = { now: () => Date.parse('2026-11-23T15:00:00Z') }
const ROUNDS = 8

/** Two stores of one log. The embedded one has one writer: there, two that know nothing of each other share it. */
const STORES: Record<string, () => Promise<Opened>> = {
  'the embedded store': async () => {
    const folder = makeFolder()
    const store = await openStore(folder, { clock })
    return { stores: [store, store], folders: [folder, folder], url: null }
  },
  PostgreSQL: async () => {
    const url = await server.createDatabase()
    const folders = [makeFolder(), makeFolder()]
    const open = (at: 0 | 1) => openGateway(url, folders[at]!, { clock, instance: `gw-${at + 1}` })
    return { stores: [await open(0), await open(1)], folders, url }
  },
}

interface Opened {
  readonly stores: readonly [GatewayStore, GatewayStore]
  readonly folders: readonly string[]
  readonly url: string | null
}

describe.each(Object.keys(STORES))('over %s, of two gateways', (name) => {
  let stores: Opened['stores']
  let folders: Opened['folders']
  let url: string | null
  beforeAll(async () => {
    ;({ stores, folders, url } = await STORES[name]!())
  })
  afterAll(async () => {
    await stores[0].close()
    if (stores[1] !== stores[0]) await stores[1].close()
    for (const folder of new Set(folders)) dropFolder(folder)
  })

  /** Gateways as they are from now on: neither hears of what the other does. */
  async function gateways() {
    return Promise.all([gateway(0), gateway(1)])
  }

  async function gateway(at: 0 | 1) {
    const store = stores[at]
    const state = await loadStateCache(store, KINDS)
    const ledger = createLedger(store, state, ids, () => ({ version: '1', series: 's' }))
    const fault = (_what: string, error: unknown): never => {
      throw error
    }
    const instance = `gw-${at + 1}`
    const common = { store, ledger, policy: () => policy, clock, ids, instance, fault }
    const holds = createHolds(common)
    const evidence = { freeze: async () => null, complete: async () => undefined }
    const log = createIncidentLog(common)
    const folder = folders[at]!
    return {
      store,
      ledger,
      holds,
      requests: openRequests(common).requests,
      dispositions: createDispositions({ ...common, refreshHolds: () => holds.refresh() }),
      deliverables: createDeliverableLog(common),
      audits: createAudits({
        ...{ ...common, mailBy: () => [], approversOf: () => [] },
        ...{ amendment: () => null, reload: async () => {} },
      }),
      incidents: createIncidents({
        ...common,
        log,
        evidence,
        rows: state,
        timeOf: async () => null,
        taskMails: () => [],
      }),
      productions: createProductions({
        ...common,
        place: { folder, recordKey, databaseUrl: url },
        exports: join(folder, 'exports'),
        authorities: () => [],
      }),
    }
  }

  const received = { requester: { name: 'Robin Vance' }, description: 'All', channel: 'e-mail', reason: 'it came' }

  test('no two give a request the same number, and none is left out', { tags: ['MO-06', 'MS-24'] }, async () => {
    const both = await gateways()
    const rows = await Promise.all(
      Array.from({ length: 2 * ROUNDS }, (_, at) => both[at % 2]!.requests.receive(received, officer)),
    )
    const numbers = rows.map((row) => ('code' in row ? row.message : row.number))
    const wanted = Array.from({ length: 2 * ROUNDS }, (_, at) => `2026-${String(at + 1).padStart(4, '0')}`)
    expect(numbers.toSorted()).toEqual(wanted)
  })

  test('one takes a step of a request, and the other is told what it was', { tags: ['MO-06', 'MS-24'] }, async () => {
    const [first] = await gateways()
    for (let round = 0; round < ROUNDS; round++) {
      const row = granted(await first.requests.receive(received, officer))
      const [a, b] = await gateways()
      const steps = await Promise.all([
        a.requests.transition(row.id, { transition: 'withdraw', note: 'by phone', reason: 'asked' }, officer),
        b.requests.transition(
          row.id,
          { transition: 'ask-clarification', question: 'Which?', reason: 'unclear' },
          secondOfficer,
        ),
      ])
      const told = refusedOne(steps)
      const status = 'code' in steps[0] ? 'paused' : 'withdrawn'
      expect(told.detail).toContain(`status: open → ${status}`)
      expect(await a.store.stateOf('records-request', row.id)).toMatchObject({ status, steps: 2 })
    }
  })

  test('one takes a step of an incident; a report that came to both is one', { tags: ['MS-14', 'MS-51'] }, async () => {
    const security = person('sec.officer', 'security-officer')
    const type = Object.values(policy.incidents.types).find((one) => one?.foundBy === 'people')!.id
    for (let round = 0; round < ROUNDS; round++) {
      const report = { type, text: 'It happened', supervisorInvolved: false, about: null, once: `form ${round}` }
      const [a, b] = await gateways()
      const [one, same] = await Promise.all([a, b].map(({ incidents }) => incidents.report(report, security)))
      expect(granted(one!)).toEqual(granted(same!))
      const { number } = granted(one!)
      const later = await gateways()
      const told = refusedOne(
        await Promise.all(
          later.map(({ incidents }, at) =>
            incidents.act(number, { transition: 'note', version: 1, note: `seen ${at}` }, security),
          ),
        ),
      )
      expect(told.message).toContain('note at')
      const row = (await a.store.stateOf('incident-case', number)) as { steps: unknown[] }
      expect(row.steps).toHaveLength(2)
    }
  })

  test('counsel closes a record, and a report that hides it at the other gateway doesn’t open it again', {
    tags: ['MO-06', 'MS-51'],
  }, async () => {
    const reporter = person('reporter')
    const type = Object.values(policy.incidents.types).find((one) => one?.foundBy === 'people')!.id
    const exchange = ids.exchangeId()
    const about = { exchange, conversation: null }
    const report = { type, text: 'Pasted', supervisorInvolved: false, about, isExposure: true, once: 'exposure' }
    const [a, b] = await gateways()
    const closed = { labels: ['privileged'], reviewed: false, at: clock.now() }
    const state = [{ kind: 'record-mark', key: exchange, value: closed }]
    await a.ledger.write({ type: 'review', agency: AGENCY, actor: counsel, meta: { action: 'label' }, state })
    expect(await b.incidents.report(report, reporter)).toMatchObject({ code: 'conflict', rule: 'stale' })
    expect(await a.store.stateOf('record-mark', exchange)).toEqual(closed)
    // Sent again where both are known, it counts.
    const [, later] = await gateways()
    granted(await later.incidents.report(report, reporter))
    expect(await a.store.stateOf('record-mark', exchange)).toMatchObject({ labels: ['privileged', 'exposed'] })
  })

  test('one changes a document, and the other is told', { tags: ['MO-46'] }, async () => {
    const author = person('author')
    for (let round = 0; round < ROUNDS; round++) {
      const id = ids.entryId()
      const [first] = await gateways()
      const begun = { id, agency: AGENCY, unit: 'IS', owner: author.key, ownerName: 'Ana Gil', exchanges: [] }
      const row = granted(await first.deliverables.take(null, { kind: 'begin', ...begun }, {}, author))
      const both = await gateways()
      const taken = await Promise.all(
        both.map(({ deliverables }, at) =>
          deliverables.take(row, { kind: 'describe', exchanges: [`exchange-${at}`] }, {}, author),
        ),
      )
      expect(refusedOne(taken).detail).toContain('steps: 1 → 2')
    }
  })

  test('one asks for the release of a hold, and no look of the other undoes a release', {
    tags: ['MO-10'],
  }, async () => {
    const [first] = await gateways()
    const criteria = { units: ['IS'] }
    const order = { matter: 'Levee', kind: 'litigation', reason: 'suit', criteria, custodians: [] } as const
    const { id } = granted(await first.holds.place(order, counsel))
    await first.holds.gathered(id)
    const both = await gateways()
    const asked = await Promise.all(
      both.map(({ holds }, at) => holds.release(id, 'over', [counsel, secondCounsel][at]!)),
    )
    refusedOne(asked)
    const [a, b] = await gateways()
    for (const entry of entriesOf(ids.exchangeId(), { unit: 'IS' })) await a.store.append(entry)
    const releaser = 'code' in asked[0]! ? counsel : secondCounsel
    granted(await a.holds.release(id, 'over', releaser))
    await b.holds.refresh()
    expect(await a.store.stateOf('legal-hold', id)).toMatchObject({ releasedAt: expect.any(String) })
    expect(
      (await Array.fromAsync(a.store.state('held'))).filter(({ value }) => (value as { hold: string }).hold === id),
    ).toEqual([])
  })

  test('productions of one request have numbers of their own, and what is coded elsewhere undoes a seal', {
    tags: ['MO-06', 'MS-24'],
  }, async () => {
    const [first] = await gateways()
    const exchange = ids.exchangeId()
    for (const entry of entriesOf(exchange, {})) await first.store.append(entry)
    const frozenAt = await first.store.size()
    const request = 'request-1'
    const facts = { id: request, agency: AGENCY, number: '2026-0900', status: 'open', frozenAt }
    const at = '2026-11-23T14:00:00.000Z'
    const coding = { request, exchange, coding: 'responsive', exemptions: [], by: counsel.key, at }
    const state = [
      { kind: 'records-request', key: request, value: facts },
      {
        kind: 'records-request-scope',
        key: `${request}#0`,
        value: { request, ranges: [[frozenAt - 2, frozenAt - 1]] },
      },
      { kind: 'records-request-coding', key: `${request}|${exchange}`, value: coding },
    ]
    await first.ledger.write({ type: 'admin', agency: AGENCY, actor: null, meta: { action: 'test' }, state })
    const [a, b] = await gateways()
    const order = { request, mode: 'legal-process', reason: 'subpoena' } as const
    const made = (await Promise.all([a, b].map(({ productions }) => productions.create(order, counsel)))).map(granted)
    expect(made.map(({ row }) => row.number).toSorted()).toEqual([1, 2])
    const { id } = made[0]!.row
    granted(await a.productions.build(id, counsel))
    await a.productions.builds.idle()
    const { row } = granted(a.productions.find(id, counsel))
    await b.ledger.write({
      type: 'review',
      agency: AGENCY,
      actor: counsel,
      meta: { action: 'request-code' },
      state: [{ kind: 'records-judged', key: AGENCY, value: { act: ids.entryId(), from: 0 } }],
    })
    expect(row.fault).toBeNull()
    const sealed = await a.productions.seal(id, row.build!.manifest, secondCounsel)
    expect(sealed).toMatchObject({ code: 'production_refused', rule: 'stale' })
    await Promise.all([a, b].map(({ productions }) => productions.stop()))
  })

  test('one audits a system, and of two steps one is taken and the other told of it', {
    tags: ['MS-55', 'MO-47'],
  }, async () => {
    const auditors = [person('aud.one', 'auditor'), person('aud.two', 'auditor')] as const
    const gather = async (): Promise<never> => {
      throw new Error('nothing is gathered here')
    }
    for (let round = 0; round < 3; round++) {
      const both = await gateways()
      const asked = { system: 'highway-casework', owner: 'owner@modot.mo.gov', reason: `Round ${round}` }
      const started = await Promise.all(both.map(({ audits }, at) => audits.start(auditors[at]!, asked)))
      expect(started.filter((one) => 'code' in one)).toMatchObject([{ code: 'conflict', rule: 'audit-under-way' }])
      const row = started.find((one) => !('code' in one)) as AuditRow
      const auditor = auditors.find(({ key }) => key === row.auditor)!
      const seen = await gateways()
      const steps = (['find', 'abandon'] as const).map((step) => ({
        ...{ step, version: 1, reason: 'As it is', severity: 'minor' },
      }))
      const outcomes = await Promise.all(
        seen.map(({ audits }, at) => audits.act(auditor, row.number, steps[at]!, gather)),
      )
      expect(refusedOne(outcomes).detail).toMatch(/: (find F1|abandon)$/)
      const [{ audits }] = await gateways()
      const after = audits.list(auditor).find(({ number }) => number === row.number)!
      expect(after.steps).toHaveLength(2)
      if (after.state === 'open') granted(await audits.act(auditor, row.number, { ...steps[1]!, version: 2 }, gather))
    }
  })

  type Outcome = object

  /** Of two outcomes one is a refusal: a conflict. */
  function refusedOne(outcomes: readonly Outcome[]): { message: string; detail?: string } {
    const refused = outcomes.filter((one) => 'code' in one)
    expect(refused).toEqual([expect.objectContaining({ code: 'conflict', rule: 'stale' })])
    return refused[0] as unknown as { message: string; detail?: string }
  }
})

function granted<T extends object>(outcome: T): Exclude<T, { code: unknown }> {
  if ('code' in outcome) throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<T, { code: unknown }>
}
