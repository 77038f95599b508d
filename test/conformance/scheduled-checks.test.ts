import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { freePort } from '#test/support/free-port.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let answer = '42'

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer(answer)))
  gateway = await startGateway({ upstream: upstream.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function api(persona: string, path: string, body?: object) {
  const answered = await fetch(`${gateway.url}/api/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${await gateway.token(persona)}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
  return { status: answered.status, body: (await answered.json()) as any }
}

const CANARY = { kind: 'canary', check: 'arithmetic', model: 'general-drafting' }
const canary = async () => {
  const { body } = await api('cto', 'checks')
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return body.checks.find((one: any) => one.kind === CANARY.kind && one.model === CANARY.model)
}

test('a canary is asked by the gateway itself, through its own stages, and what it found is where people look', {
  tags: ['MS-54'],
}, async () => {
  expect(await canary()).toMatchObject({ state: 'waiting', everyDays: 1, next: null, last: null })
  expect((await api('employee', 'checks')).status).toBe(403)
  expect((await api('employee', 'checks/runs', CANARY)).status).toBe(403)
  expect((await api('cto', 'checks/runs', { ...CANARY, model: 'text-embedding' })).status).toBe(404)
  expect((await api('cto', 'checks/runs', CANARY)).status).toBe(202)
  await expect.poll(canary, { timeout: 60_000 }).toMatchObject({ last: { outcome: 'quiet' }, failures: 0 })
  const metas = (await entriesOf(gateway)).map(metaOf)
  const asked = metas.find(({ asked: model, principal }) => model === CANARY.model && principal !== undefined)!
  // Who asked stands in the record like anybody else’s, and it was decided about like anybody else’s.
  expect(asked).toMatchObject({ decision: 'allow', principal: { client: 'app-checks', subjectType: 'service' } })
  expect(metas.filter(({ action }) => action === 'check-ask')).toHaveLength(1)
})

test('an answer that isn’t as expected is a task of whom incidents.yaml names, and is shown with its run', {
  tags: ['MS-54'],
}, async () => {
  answer = '41'
  await api('auditor', 'checks/runs', CANARY)
  await expect.poll(canary, { timeout: 60_000 }).toMatchObject({ last: { outcome: 'alarm' } })
  await expect
    .poll(async () => JSON.stringify((await api('cto', 'incidents?type=canary-missed')).body), { timeout: 60_000 })
    .toContain('"sandbox"')
  const cto = await visitPages(gateway, 'cto')
  const { text } = await cto.get('/oversight')
  expect(text).toContain('Not as expected')
  expect(text).not.toContain('None of them is running')
  expect((await cto.post('/oversight/checks/runs', CANARY)).status).toBe(303)
  const employee = await visitPages(gateway, 'employee')
  expect((await employee.get('/oversight')).text).not.toContain('Checks that run by themselves')
})
