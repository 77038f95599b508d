import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AutomaticFinding, FINDING } from '#src/core/finding.ts'
import { MODEL_VERSION, modelVersionKey } from '#src/core/model-version.ts'
import type { Principal } from '#src/core/principal.ts'
import type { StoredEntry } from '#src/core/record.ts'
import { SUSPENSION } from '#src/core/suspension.ts'
import { BIAS_REPORT, type BiasReport } from '#src/oversight/bias/bias-reports.ts'
import { CANARY_REPORT, type CanaryReport, CHECK_COURSE, type CheckCourse } from '#src/oversight/checks/check-row.ts'
import type { CheckQuestion } from '#src/oversight/checks/run-check.ts'
import { createScheduledChecks } from '#src/oversight/checks/scheduled-checks.ts'
import type { ShownChecks } from '#src/oversight/checks/shown-checks.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createLedger } from '#src/records/ledger.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { changed } from '#test/support/changed-policy.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { dropFolder, ids, makeFolder, openStore } from '#test/support/record-store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MODEL = 'general-drafting'
const start = Date.parse('2026-11-23T15:00:00Z')
const policy = changed(loadDemoPolicy(), ({ clients, oversight, index }) => {
  const client = clients.find(({ id }) => id === 'app-benefits')!
  client.checks = { credential: 'env:SECRET' }
  client.systems = ['sandbox']
  index.clients[Object.keys(index.clients).find((key) => key.endsWith(' app-benefits'))!] = client
  for (const one of [...oversight!.canaries, ...oversight!.probes])
    Object.assign(one, { purpose: 'summarise', models: [MODEL], everyDays: 7 })
  oversight!.probes[0]!.pairs = 20
  oversight!.probes[0]!.everyDays = 30
})
const app = {
  issuer: 'i',
  subject: 'app',
  key: 'i|app',
  agency: 'MS-ITS',
  client: 'app-benefits',
  unit: 'u',
  roles: [],
}
const prober = { ...app, key: 'i|cto', roles: ['cto'] } as unknown as Principal

let folder: string
let store: GatewayStore
let now: number
let questions: CheckQuestion[]
/** What the model answers; null: nothing. */
let answer: (text: string) => string | null
let version: string
let inForce = policy
/** Called while a question is on its way. */
let meanwhile: () => Promise<unknown>
const records = new Map<string, readonly StoredEntry[]>()

beforeEach(async () => {
  now = start
  questions = []
  records.clear()
  answer = (text) => (text.includes('17') ? 'It is 42.' : 'NO')
  version = 'm-1'
  inForce = policy
  meanwhile = async () => {}
  folder = makeFolder()
  store = await openStore(folder, { clock: { now: () => now } })
})
afterEach(async () => {
  await store.close()
  dropFolder(folder)
})

const part = (value: unknown) => Buffer.from(JSON.stringify(value))
/** What a question leaves in the log. */
function record(id: string, { model, text }: CheckQuestion, said: string): void {
  const prompt = { meta: part({ principal: app, asked: model }), body: part({ messages: [{ content: text }] }) }
  const body = part({ model: version, choices: [{ message: { content: said } }] })
  const entries = [
    { type: 'prompt', parts: prompt },
    { type: 'response', parts: { body } },
  ]
  records.set(id, entries as unknown as StoredEntry[])
}

/** A gateway of the log as it is now. */
async function gateway(instance = 'gw-1') {
  const kinds = [CHECK_COURSE, CANARY_REPORT, BIAS_REPORT, FINDING, MODEL_VERSION, SUSPENSION]
  const state = await loadStateCache(store, kinds)
  const ledger = createLedger(store, state, ids, () => ({ version: '1', series: 's' }))
  const checks = createScheduledChecks({
    policy: () => inForce,
    store: { exchange: async (id: string) => records.get(id) ?? [] } as never,
    ledger,
    clock: { now: () => now },
    newId: () => ids.entryId(),
    instance,
    hasCredential: () => true,
    async ask(question) {
      questions.push(question)
      await meanwhile()
      const said = answer(question.text)
      if (said === null) return { fault: 'upstream_unavailable' }
      const id = `record-${questions.length}`
      record(id, question, said)
      return { record: id, caller: app as unknown as Principal }
    },
  })
  const all = <T>(kind: string) => [...state.all(kind).values()] as T[]
  const courseOf = (kind: string) => all<CheckCourse>(CHECK_COURSE).find((one) => one.kind === kind)!
  const set = (kind: string, key: string, value: object) =>
    ledger.write({ type: 'admin', agency: 'MS-ITS', actor: null, meta: {}, state: [{ kind, key, value }] })
  return { checks, all, courseOf, set, list: () => checks.list(prober) as ShownChecks }
}

describe('checks of the policy’s days', { tags: ['MS-46', 'MS-54'] }, () => {
  test('run when they are due, not before, and are kept with what they found', async () => {
    const { checks, all, list } = await gateway()
    await checks.runDue()
    expect(questions).toHaveLength(1 + 2 * 20)
    expect(all<CanaryReport>(CANARY_REPORT)).toMatchObject([{ canary: 'arithmetic', faults: [], version: 'm-1' }])
    expect(all<BiasReport>(BIAS_REPORT)).toMatchObject([{ alarm: false, by: 'app', result: { pairs: 20 } }])
    expect(list().checks.map(({ kind, state, next }) => [kind, state, next])).toEqual([
      ['canary', 'waiting', new Date(start + 7 * DAY).toISOString()],
      ['probe', 'waiting', new Date(start + 30 * DAY).toISOString()],
    ])
    now = start + 7 * DAY - 1
    await checks.runDue()
    expect(questions).toHaveLength(41)
    now += 1
    await checks.runDue()
    expect(questions).toHaveLength(42)
    expect(all(FINDING)).toEqual([])
  })

  test('find a gap that is there, and a canary that falls silent is one task however often it does', async () => {
    answer = (text) => (text.includes('17') ? '41' : /wom|wife|female|widow(?!er)/i.test(text) ? 'YES' : 'NO')
    const { checks, all, courseOf } = await gateway()
    await checks.runDue()
    now += 7 * DAY
    await checks.runDue()
    expect(all<BiasReport>(BIAS_REPORT)).toMatchObject([{ alarm: true, result: { gap: 1 } }])
    expect(courseOf('probe').last!.outcome).toBe('alarm')
    expect(all<AutomaticFinding>(FINDING)).toMatchObject([
      { type: 'canary-missed', count: 2, agency: 'MS-ITS', about: { kind: 'system', id: 'sandbox' } },
    ])
  })

  test('run once, however many gateways look at the same time', async () => {
    const [one, other] = [await gateway('gw-1'), await gateway('gw-2')]
    await Promise.all([one.checks.runDue(), other.checks.runDue()])
    expect(questions).toHaveLength(41)
    const fresh = await gateway('gw-3')
    await fresh.checks.runDue()
    expect(questions).toHaveLength(41)
    expect(fresh.all(CANARY_REPORT)).toHaveLength(1)
    expect(fresh.all(BIAS_REPORT)).toHaveLength(1)
  })

  test('that come to nothing are a task, and are tried again later and later; what is over counts none of it', async () => {
    answer = () => null
    const { checks, all, courseOf, list } = await gateway()
    await checks.runDue()
    // A run whose first questions aren’t answered isn’t gone on with.
    expect(questions).toHaveLength(1 + 3)
    expect(courseOf('canary')).toMatchObject({ failures: 1, fault: 'upstream_unavailable', claim: null, last: null })
    expect(all<AutomaticFinding>(FINDING).map(({ type }) => type)).toEqual(['check-failed', 'check-failed'])
    expect(list().checks.map(({ state }) => state)).toEqual(['failing', 'failing'])
    now += HOUR - 1
    await checks.runDue()
    expect(questions).toHaveLength(4)
    now += 1
    await checks.runDue()
    expect(courseOf('canary')).toMatchObject({ failures: 2, retryAt: new Date(now + 2 * HOUR).toISOString() })
    now += 2 * HOUR
    answer = () => '42'
    await checks.runDue()
    expect(courseOf('canary')).toMatchObject({ failures: 0, fault: null, last: { outcome: 'quiet' } })
  })

  test('that nobody can run any more are a task once they are overdue, and one', async () => {
    const { checks, all } = await gateway()
    await checks.runDue()
    inForce = changed(policy, ({ clients }) => {
      for (const client of clients) delete client.checks
    })
    now += 9 * DAY
    await checks.runDue()
    expect(all(FINDING)).toEqual([])
    now += 1
    for (let times = 0; times < 3; times++) await checks.runDue()
    expect(all<AutomaticFinding>(FINDING)).toMatchObject([{ type: 'check-failed', count: 1 }])
    expect(questions).toHaveLength(41)
  })

  test('that a gateway leaves as it stops are begun again by the next one, and those of a gateway that is gone in time', async () => {
    const one = await gateway()
    meanwhile = async () => one.checks.stop()
    await one.checks.runDue()
    expect(one.courseOf('canary')).toMatchObject({ claim: null, failures: 0, last: null })
    expect(one.all(FINDING)).toEqual([])
    const gone = await gateway('gone')
    let wasAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      wasAsked = resolve
    })
    meanwhile = () => {
      wasAsked()
      return new Promise(() => {})
    }
    void gone.checks.runDue()
    await asked
    meanwhile = async () => {}
    const next = await gateway('gw-2')
    expect(next.list().checks[0]!.state).toBe('running')
    questions = []
    await next.checks.runDue()
    expect(questions.some(({ text }) => text.includes('17'))).toBe(false)
    now += 3 * HOUR
    await next.checks.runDue()
    expect(questions.some(({ text }) => text.includes('17'))).toBe(true)
  })

  test('look again at once where a model answers as another version; a stopped system is asked nothing', async () => {
    const { checks, set, list } = await gateway()
    await checks.runDue()
    questions = []
    now += HOUR
    const at = new Date(now).toISOString()
    const key = modelVersionKey('sandbox', 'large')
    await set(MODEL_VERSION, key, { version: 'm-2', asked: 'm', since: at, before: 'm-1' })
    now += HOUR
    const stop = { id: 's', target: 'system', value: 'sandbox', reason: 'r', by: 'o', at, until: null }
    await set(SUSPENSION, 's', { ...stop, resumeAskedBy: null })
    await checks.runDue()
    expect(questions).toEqual([])
    expect(list().checks.map(({ state }) => state)).toEqual(['stopped', 'stopped'])
    await set(SUSPENSION, 's', { ...stop, until: at, resumeAskedBy: null })
    await checks.runDue()
    expect(questions.map(({ text }) => text.includes('17'))).toEqual([true])
    await checks.runDue()
    expect(questions).toHaveLength(1)
  })

  test('stand beside a version that nobody has accepted, once they were asked of it', async () => {
    const { checks, set, list } = await gateway()
    await checks.runDue()
    now += HOUR
    const at = new Date(now).toISOString()
    const from = new Date(now + 14 * DAY).toISOString()
    const stop = { id: 'version-of-sandbox', target: 'system', value: 'sandbox', reason: 'm-2, not m-1', by: 'gateway' }
    const row = { ...stop, at, until: null, resumeAskedBy: null, because: 'version', approved: 'm-1', from }
    await set(SUSPENSION, stop.id, row)
    await set(MODEL_VERSION, modelVersionKey('sandbox', 'large'), {
      version: 'm-2',
      asked: 'm',
      since: at,
      before: 'm-1',
    })
    expect(list().versions).toMatchObject([{ system: 'sandbox', refusedFrom: from, canaries: [] }])
    ;[version, answer] = ['m-2', () => '41']
    now += HOUR
    await checks.runDue()
    expect(list().versions[0]!.canaries).toMatchObject([
      { canary: 'arithmetic', model: MODEL, version: 'm-2', faults: ['lacks “42”'] },
    ])
    now += 14 * DAY
    expect(list().versions[0]!.refusedFrom).toBe(null)
  })

  test('are run out of their turn for whom the policy names, and for nobody else', async () => {
    const { checks } = await gateway()
    await checks.runDue()
    const which = { kind: 'canary', check: 'arithmetic', model: MODEL } as const
    expect(await checks.request({ ...prober, roles: [] }, which)).toMatchObject({ code: 'audience_not_granted' })
    expect(await checks.request(prober, { ...which, model: 'other' })).toMatchObject({ code: 'route_not_governed' })
    expect(await checks.request(prober, which)).toMatchObject({ askedBy: 'i|cto' })
    questions = []
    await Promise.all([checks.runAsked(which), checks.runAsked(which)])
    await checks.runDue()
    expect(questions).toHaveLength(1)
    expect(checks.list({ ...prober, roles: [] })).toMatchObject({ code: 'audience_not_granted' })
  })
})
