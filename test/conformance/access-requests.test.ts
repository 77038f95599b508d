import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: Awaited<ReturnType<typeof startRawUpstream>>
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream(() => undefined)
  gateway = await startGateway({ upstream: upstream.origin })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

interface Listed {
  readonly own: readonly Record<string, unknown>[]
  readonly received: readonly Record<string, unknown>[]
}

async function call(persona: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${gateway.url}/api/v1/access-requests`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const listed = async (persona: string): Promise<Listed> => (await call(persona)).body as unknown as Listed
const ASKED = {
  system: 'pine-casework',
  purpose: 'summarise',
  data_class: 'confidential',
  need: 'Summaries of grievance files',
  who: 'Two people',
}

test('a request goes to the supervisor of the requester’s unit, and to nobody else', { tags: ['MS-37'] }, async () => {
  const sent = await call('employee', ASKED)
  expect(sent.status).toBe(201)
  expect(sent.body).toMatchObject({
    ...ASKED,
    status: 'sent',
    to: { role: 'supervisor', unit: 'ITS-APPDEV', person: null },
  })
  const { number } = sent.body
  expect((await listed('employee')).own).toEqual([sent.body])
  const before = await gateway.app.store.size()
  expect((await listed('supervisor')).received).toEqual([{ ...sent.body, from: 'employee@its.ms.gov' }])
  // That it was read is recorded.
  expect(await gateway.app.store.size()).toBe(before + 1)
  for (const persona of ['contractor', 'untrained', 'hr', 'auditor', 'cto', 'app-benefits'])
    expect(JSON.stringify(await listed(persona)), persona).not.toContain(String(number))
})

test('nobody decides about what they asked for themselves: it goes to whoever is above them', {
  tags: ['MS-37'],
}, async () => {
  const sent = await call('supervisor', { ...ASKED, system: undefined, tool: 'A note taker that may be AI' })
  expect(sent.body).toMatchObject({ system: null, to: { role: 'unit-leader', unit: 'ITS-APPDEV' } })
  const numbers = (lines: Listed['received']): unknown[] => lines.map(({ number }) => number)
  expect(numbers((await listed('supervisor')).received)).not.toContain(sent.body['number'])
  expect(numbers((await listed('unit-leader')).received)).toContain(sent.body['number'])
  expect((await call('unit-leader', ASKED)).body).toMatchObject({ to: { role: 'executive-director', unit: null } })
})

test('what isn’t on the list can’t be asked for as if it were, and an app asks for nothing', async () => {
  expect((await call('employee', { ...ASKED, system: 'nothing' })).body).toMatchObject({ code: 'malformed_body' })
  expect((await call('employee', { ...ASKED, tool: 'both' })).status).toBe(400)
  expect((await call('employee', { ...ASKED, purpose: 'nothing' })).status).toBe(400)
  expect((await call('employee', { ...ASKED, status: 'approved' })).status).toBe(400)
  expect((await call('app-benefits', ASKED)).body).toMatchObject({ code: 'audience_not_granted' })
})

test('a request outlives a restart', async () => {
  const rows = await Array.fromAsync(gateway.app.store.state('access-request'))
  expect(rows.length).toBeGreaterThanOrEqual(3)
})
