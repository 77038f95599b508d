import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { type DecisionStep, replay } from '#src/oversight/decisions/take-step.ts'
import { chatQuestion, entriesOf, metaOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { visitPages } from '../support/page-visitor.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({
    upstream: sandbox.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
  })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

/** What the routes of decisions answer, together. */
interface Told {
  readonly open: readonly { readonly due: string }[]
  readonly units: readonly { readonly overdue: number }[]
  readonly steps: readonly { readonly step: DecisionStep }[]
  readonly opened_at: string
  readonly closed_at: string
  readonly due: string
  readonly version: number
}

async function call(persona: string, path: string, body?: object) {
  const token = await gateway.token(persona)
  const answer = await fetch(`${gateway.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Told }
}

async function recommendation(mode = 'recommend'): Promise<string> {
  const token = await gateway.token('employee')
  await gateway.acknowledge(token)
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'ai-purpose': 'case-support',
      'ai-decision-mode': mode,
    },
    body: JSON.stringify(chatQuestion('Should the permit be granted?', false)),
  })
  expect(answer.status).toBe(200)
  await answer.body?.cancel()
  return answer.headers.get('ai-record')!
}

const DECIDED = {
  step: 'decide',
  version: 1,
  followed: 'not-followed',
  outcome: 'Denied, with the way to appeal',
  sources: ['The file itself', 'A call with the applicant'],
  reason: 'The answer overlooked the fee that is still open',
}

test('a recommendation is pending from its own record on, until a person says what else they looked at, and why [MS-30]', async () => {
  const plain = await recommendation('inform')
  expect((await call('employee', `/api/v1/decisions/${plain}`)).status).toBe(404)
  const exchange = await recommendation()
  const entries = (await entriesOf(gateway)).map(metaOf)
  const prompt = entries.find(({ decisionRecord }) => decisionRecord !== undefined)!
  const listed = await call('employee', '/api/v1/decisions')
  expect(listed.body.open).toEqual([
    expect.objectContaining({ exchange, state: 'pending-decision', overdue: false, decider: null, version: 1 }),
  ])
  expect(prompt['decisionRecord']).toEqual({ due: listed.body.open[0]?.due })

  const step = (persona: string, body: object) => call(persona, `/api/v1/decisions/${exchange}/steps`, body)
  for (const lacking of [
    { outcome: ' ' },
    { sources: [' '] },
    { sources: undefined },
    { reason: '' },
    { followed: undefined },
  ])
    expect(await step('employee', { ...DECIDED, ...lacking })).toMatchObject({
      status: 422,
      body: { code: 'decision_incomplete', clause: 'MS-30' },
    })
  // For others there is none; whoever reviews reads it, and decides nothing.
  expect((await step('contractor', DECIDED)).status).toBe(404)
  expect((await step('auditor', DECIDED)).status).toBe(403)
  expect((await step('employee', { ...DECIDED, step: 'reopen' })).status).toBe(409)
  expect((await step('employee', { ...DECIDED, version: 0 })).status).toBe(409)
  expect((await step('employee', DECIDED)).body).toMatchObject({
    state: 'decided',
    followed: 'not-followed',
    version: 2,
  })
  // The same form again is of a state that isn’t there any more.
  expect((await step('employee', DECIDED)).status).toBe(409)

  const after = await entriesOf(gateway)
  const taken = after
    .map(metaOf)
    .filter((meta) => meta['exchange'] === exchange && meta['action'] === 'decision-decide')
  expect(taken).toHaveLength(1)
  // What was written is content: no meta has it.
  expect(JSON.stringify(after.map(metaOf))).not.toContain('way to appeal')
  const read = await call('auditor', `/api/v1/decisions/${exchange}`)
  expect(read.body.steps).toMatchObject([
    { outcome: DECIDED.outcome, sources: DECIDED.sources, reason: DECIDED.reason },
  ])
  const looks = (await entriesOf(gateway)).map(metaOf).filter(({ action }) => action === 'view-decision')
  expect(looks).toHaveLength(1)

  // The prompt’s own record and the steps’ bodies make the row again.
  const { principal, declared, system } = prompt as {
    readonly principal: Readonly<Record<'issuer' | 'subject' | 'agency' | 'unit', string>>
    readonly declared: { readonly purpose: { readonly id: string } }
    readonly system: string
  }
  const opened: DecisionStep['change'] = {
    ...{ kind: 'open', exchange, agency: principal.agency, unit: principal.unit, system, purpose: declared.purpose.id },
    ...{ asker: `${principal.issuer}|${principal.subject}`, holder: `${principal.issuer}|${principal.subject}` },
    ...(prompt['decisionRecord'] as { due: string }),
  } as const
  const steps = [
    { entry: exchange, at: read.body.opened_at, change: opened },
    ...read.body.steps.map(({ step: one }) => one),
  ]
  expect(replay(steps)).toMatchObject({ state: 'decided', due: read.body.due, closedAt: read.body.closed_at })
})

test('an answer that took part in a decision gets a record by whoever used it, and goes on to whoever decides [MS-31]', async () => {
  const exchange = await recommendation('inform')
  const open = (persona: string) => call(persona, '/api/v1/decisions', { exchange, reason: 'It went into a decision' })
  expect((await open('contractor')).status).toBe(404)
  expect((await open('employee')).status).toBe(201)
  expect((await open('employee')).status).toBe(409)
  const step = (persona: string, body: object) => call(persona, `/api/v1/decisions/${exchange}/steps`, body)
  const given = { step: 'hand-over', version: 1, to: 'nobody in particular', reason: 'She signs for the unit' }
  expect((await step('employee', given)).status).toBe(422)
  const [, supervisor] = /"email":"([^"]+)"/.exec(
    Buffer.from((await gateway.token('supervisor')).split('.')[1]!, 'base64url').toString(),
  )!
  expect((await step('employee', { ...given, to: supervisor!.toUpperCase() })).status).toBe(201)
  expect((await step('employee', { ...DECIDED, version: 2 })).status).toBe(403)
  expect(
    (await step('supervisor', { step: 'set-aside', version: 2, reason: 'Nothing came of it' })).body,
  ).toMatchObject({
    state: 'set-aside',
  })
  expect((await step('supervisor', { step: 'reopen', version: 3, reason: 'It did after all' })).status).toBe(201)
  expect((await step('supervisor', { ...DECIDED, version: 4 })).status).toBe(201)
  expect((await step('supervisor', { ...DECIDED, version: 5, reason: 'A word was wrong' })).body.version).toBe(6)
})

test('a page is enough to close a record; units are counted without a name [MS-30]', async () => {
  const exchange = await recommendation()
  const employee = await visitPages(gateway, 'employee')
  expect((await employee.get('/decisions')).text).toContain(`/decisions/${exchange}`)
  const shown = await employee.get(`/decisions/${exchange}`)
  const [, version] = /name="version" value="(\d+)"/.exec(shown.text)!
  const { sources, ...words } = DECIDED
  const form = { ...words, version: version!, sources: sources.join('\n') }
  const wrong = await employee.post(`/decisions/${exchange}`, { ...form, sources: '' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain(DECIDED.outcome)
  expect((await employee.post(`/decisions/${exchange}`, form)).status).toBe(303)
  expect((await employee.post(`/decisions/${exchange}`, form)).status).toBe(409)
  const contractor = await visitPages(gateway, 'contractor')
  expect((await contractor.get(`/decisions/${exchange}`)).status).toBe(404)
  expect((await contractor.get('/console/decisions')).status).toBe(403)

  expect((await call('employee', '/api/v1/decisions/units')).status).toBe(403)
  const units = await call('auditor', '/api/v1/decisions/units')
  expect(units.body.units.map(({ overdue }) => overdue)).not.toContain(1)
  expect(JSON.stringify(units.body)).not.toMatch(/employee|supervisor|@/)
  const leads = await call('unit-leader', '/api/v1/decisions/units')
  expect(leads.body.units).toMatchObject([{ records: null }])
  const auditor = await visitPages(gateway, 'auditor')
  await auditor.state()
  expect((await auditor.get('/console/decisions')).text).toContain('people are neither named nor compared')
})
