import { afterAll, beforeAll, expect, test } from 'vitest'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await startGateway({ upstream: 'http://127.0.0.1:10' })
})
afterAll(() => gateway.close())

async function api(who: string, method: string, path: string, body?: object) {
  const answer = await fetch(`${gateway.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(who)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const risk = (more: object = {}) => ({
  ...{ once: crypto.randomUUID(), title: 'Made-up citations', reason: 'Letters cited persimmon cases' },
  ...{ source: 'person', level: 'high', owner: 'cto', ...more },
})

test('a risk is recorded, looked at again and closed with a finding; each step is an entry, and none holds a word of it outside its body', {
  tags: ['MS-62'],
  timeout: 60_000,
}, async () => {
  const opened = await api('auditor', 'POST', '/risks', risk({ system: 'pine-casework' }))
  expect(opened).toMatchObject({ status: 201, body: { state: 'open', version: 1 } })
  const path = `/risks/${String(opened.body['number'])}`
  const step = (who: string, version: number, more: object) =>
    api(who, 'POST', `${path}/steps`, { version, reason: 'As agreed about the persimmons', ...more })
  expect(await step('cto', 1, { step: 'treat' })).toMatchObject({ status: 201, body: { state: 'treated' } })
  expect(await step('auditor', 1, { step: 'accept' })).toMatchObject({ status: 409 })
  expect((await step('auditor', 2, { step: 'close' })).status).toBe(400)
  expect((await step('executive-director', 2, { step: 'reopen' })).status).toBe(403)
  const closed = await step('auditor', 2, { step: 'close', finding: 'mitigated' })
  expect(closed.body).toMatchObject({ state: 'closed', finding: 'mitigated', next_look: null })
  const shown = await api('executive-director', 'GET', path)
  expect(shown.body).toMatchObject({ title: 'Made-up citations', overdue: false })
  expect(shown.body['steps']).toHaveLength(3)
  expect((await api('employee', 'GET', '/risks')).status).toBe(403)
  const entries = (await entriesOf(gateway)).map(metaOf).filter((meta) => meta['risk'] === opened.body['number'])
  expect(entries.map(({ action }) => action)).toEqual(['risk-open', 'risk-treat', 'risk-close', 'view-risk'])
  expect(JSON.stringify(entries)).not.toMatch(/persimmon|citations/)
})

test('a risk names an incident to nobody who may not know of it, in no form', {
  tags: ['MS-14', 'MS-62'],
  timeout: 60_000,
}, async () => {
  const report = { type: 'policy-violation', text: 'It is the CTO', once: crypto.randomUUID() }
  const { number } = (await api('employee', 'POST', '/incidents', report)).body
  const fromIt = risk({ source: 'incident', reference: number })
  // The CTO isn’t of its queue: for them there is no such incident, and none to write about.
  const knows = async (who: string) => (await api(who, 'GET', `/incidents/${String(number)}`)).status === 200
  expect([await knows('auditor'), await knows('cto')]).toEqual([true, false])
  expect((await api('cto', 'POST', '/risks', fromIt)).status).toBe(400)
  const opened = await api('auditor', 'POST', '/risks', fromIt)
  expect(opened.body).toMatchObject({ reference: number })
  const path = `/risks/${String(opened.body['number'])}`
  expect((await api('auditor', 'GET', path)).body).toMatchObject({ reference: number })
  for (const seen of [await api('cto', 'GET', path), await api('cto', 'GET', '/risks')]) {
    expect(seen.status).toBe(200)
    expect(JSON.stringify(seen.body)).not.toContain(number)
  }
})
