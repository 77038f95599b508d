import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FINDING } from '#src/core/finding.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { MODEL_VERSION } from '#src/core/model-version.ts'
import type { Principal } from '#src/core/principal.ts'
import type { StoredEntry } from '#src/core/record.ts'
import { SUSPENSION } from '#src/core/suspension.ts'
import { BIAS_REPORT } from '#src/oversight/bias/bias-reports.ts'
import { CANARY_REPORT, CHECK_COURSE } from '#src/oversight/checks/check-row.ts'
import type { CheckQuestion } from '#src/oversight/checks/run-check.ts'
import { createScheduledChecks } from '#src/oversight/checks/scheduled-checks.ts'
import { createRevisitDraws } from '#src/oversight/revisits/draw-revisits.ts'
import { REVISIT } from '#src/oversight/revisits/revisit-row.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { changed } from '#test/support/changed-policy.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import { openGateway } from '#test/support/postgres-store.ts'
import { dropFolder, ids, makeFolder, openStore } from '#test/support/record-store.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const MODEL = 'general-drafting'
let now = Date.parse('2026-11-23T15:00:00Z')
const clock = { now: () => now }
const policy = changed(loadDemoPolicy(), ({ oversight }) => {
  oversight!.probes.length = 0
  Object.assign(oversight!.canaries[0]!, { models: [MODEL], everyDays: 7 })
})
const app = { key: 'i|app-checks', issuer: 'i', subject: 'app-checks', agency: 'MS-ITS', unit: 'ITS-APPDEV', roles: [] }

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

/** Two stores of one log. The embedded one has one writer: there, two that know nothing of each other share it. */
const STORES: Record<string, (folders: readonly [string, string]) => Promise<readonly [GatewayStore, GatewayStore]>> = {
  'the embedded store': async ([folder]) => {
    const store = await openStore(folder, { clock })
    return [store, store]
  },
  PostgreSQL: async (folders) => {
    const url = await server.createDatabase()
    const open = (at: 0 | 1) => openGateway(url, folders[at], { clock, instance: `gw-${at + 1}` })
    return [await open(0), await open(1)]
  },
}

describe.each(Object.keys(STORES))('over %s, of two gateways that look at the same time', (name) => {
  const folders = [makeFolder(), makeFolder()] as const
  let stores: readonly [GatewayStore, GatewayStore]
  const questions: CheckQuestion[] = []
  const records = new Map<string, readonly StoredEntry[]>()
  let ask = async (question: CheckQuestion) => answered(question)

  beforeAll(async () => {
    stores = await STORES[name]!(folders)
  })
  afterAll(async () => {
    await stores[0].close()
    if (stores[1] !== stores[0]) await stores[1].close()
    for (const folder of folders) dropFolder(folder)
  })

  async function answered(question: CheckQuestion) {
    questions.push(question)
    const record = `${name} ${questions.length}`
    const part = (value: unknown) => Buffer.from(JSON.stringify(value))
    const prompt = {
      meta: part({ principal: app, asked: MODEL }),
      body: part({ messages: [{ content: question.text }] }),
    }
    const response = { body: part({ model: 'm-1', choices: [{ message: { content: 'It is 42.' } }] }) }
    records.set(record, [
      { type: 'prompt', parts: prompt },
      { type: 'response', parts: response },
    ] as unknown as StoredEntry[])
    return { record, caller: app as unknown as Principal }
  }

  /** A gateway that knows of the log what it has now, and hears of nothing after it. */
  async function gateway(at: 0 | 1) {
    const kinds = [CHECK_COURSE, CANARY_REPORT, BIAS_REPORT, FINDING, MODEL_VERSION, SUSPENSION, REVISIT, KNOWN_PERSON]
    const ledger = createLedger(stores[at], await loadStateCache(stores[at], kinds), ids, () => ({
      ...{ version: '1', series: 's' },
    }))
    const parts = { policy: () => policy, ledger, clock }
    const checks = createScheduledChecks({
      ...parts,
      store: { exchange: async (id: string) => records.get(id) ?? [] } as never,
      ...{ newId: () => ids.entryId(), instance: `gw-${at + 1}`, hasCredential: () => true },
      ask: (question) => ask(question),
    })
    const answers = {
      kept: () => new Map([['i|anna', ['x1', 'x2', 'x3', 'x4']]]),
      all: async () => [],
      isTheirs: async () => true,
    }
    return { ledger, checks, draws: createRevisitDraws({ ...parts, answers }) }
  }
  const both = async () => [await gateway(0), await gateway(1)] as const
  const rowsOf = async (kind: string) => [...(await loadStateCache(stores[1], [kind])).all(kind).values()]

  test('one runs a check that is due, and it is reported once [MS-54]', async () => {
    const gateways = await both()
    await Promise.all(gateways.map(({ checks }) => checks.runDue()))
    expect(questions).toHaveLength(1)
    expect(await rowsOf(CANARY_REPORT)).toHaveLength(1)
    // Whoever hadn’t heard of it looks again, and still doesn’t ask.
    await Promise.all(gateways.map(({ checks }) => checks.runDue()))
    expect(questions).toHaveLength(1)
    expect(await rowsOf(CHECK_COURSE)).toMatchObject([{ failures: 0, claim: null, last: { outcome: 'quiet' } }])
  })

  test('what one claimed and never ended is the other’s once its time is over, and not before [MS-54]', async () => {
    now += 7 * DAY
    const [gone, next] = await both()
    const held = Promise.withResolvers<void>()
    ask = () => {
      held.resolve()
      return new Promise(() => {})
    }
    void gone.checks.runDue()
    await held.promise
    ask = answered
    await next.checks.runDue()
    expect(questions).toHaveLength(1)
    now += 3 * HOUR
    const late = await both()
    await Promise.all(late.map(({ checks }) => checks.runDue()))
    expect(questions).toHaveLength(2)
    expect(await rowsOf(CANARY_REPORT)).toHaveLength(2)
  })

  test('one draws the answers that somebody looks at again [MS-62]', async () => {
    const [first] = await both()
    const known = { agency: 'MS-ITS', unit: 'ITS-APPDEV', email: null }
    const state = [{ kind: KNOWN_PERSON, key: 'i|anna', value: known }]
    await first.ledger.write({ type: 'admin', agency: 'MS-ITS', actor: null, meta: { action: 'test' }, state })
    const before = await stores[0].size()
    const gateways = await both()
    await Promise.all(gateways.map(({ draws }) => draws.drawAll()))
    expect(await rowsOf(REVISIT)).toMatchObject([{ of: 4, drawnFrom: 'kept' }])
    expect(await stores[0].size()).toBe(before + 1)
  })
})
