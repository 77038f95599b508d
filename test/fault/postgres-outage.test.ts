import { afterEach, beforeEach, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { ask, chatQuestion, entriesOf, metaOf } from '#test/support/asking.ts'
import { expectAtMost } from '#test/support/at-most.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let server: PostgresServer
let upstream: RawUpstream
let gateway: TestGateway
let token: string
let calls = 0

beforeEach(async () => {
  server = await startPostgres()
  upstream = await startRawUpstream((_, reply) => {
    calls++
    return reply.json(200, chatAnswer('Nine to five.'))
  })
  const databaseUrl = await server.createDatabase()
  gateway = await startGateway({
    upstream: upstream.origin,
    env: { STATEHOUSE_DATABASE_URL: databaseUrl },
    app: { commitSlowMs: 2_000 },
  })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
  calls = 0
})
afterEach(async () => {
  await gateway.close()
  await upstream.close()
  await server.stop()
})

const askOnce = () => ask(gateway, token, { body: chatQuestion('When is the office open?', false) }).whole()

/** Asks until the gateway takes requests again, without a restart; milliseconds that it took. */
async function recovered(): Promise<number> {
  for (const since = performance.now(); ; ) {
    if ((await askOnce()).status === 200) return performance.now() - since
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function expectOutage(reasons: readonly string[]): Promise<void> {
  const outages = async () => (await entriesOf(gateway)).filter(({ type }) => type === 'outage').map(metaOf)
  await expect.poll(async () => (await outages()).length, { timeout: 5_000, interval: 20 }).toBeGreaterThan(0)
  expect(reasons).toContain((await outages())[0]!['reason'])
}

test('a database that hangs: 503 within 2.5 s, no call upstream, in service again without a restart (MS-23)', async () => {
  server.freeze()
  const since = performance.now()
  try {
    const answers = await Promise.all(Array.from({ length: 5 }, askOnce))
    expectAtMost(2_500, performance.now() - since)
    for (const { status, text } of answers) {
      expect(status).toBe(503)
      expect(JSON.parse(text)).toMatchObject({ error: { code: 'record_unavailable' } })
    }
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503)
    const next = performance.now()
    expect((await askOnce()).status).toBe(503)
    expectAtMost(500, performance.now() - next)
    expect(calls).toBe(0)
    // Nobody knows what another gateway was told meanwhile, so nothing is said of records either.
    const asked = performance.now()
    const me = await fetch(`${gateway.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
    expect([me.status, ((await me.json()) as { code: string }).code]).toEqual([503, 'record_unavailable'])
    expectAtMost(2_500, performance.now() - asked)
  } finally {
    server.resume()
  }
  expectAtMost(5_000, await recovered())
  await expectOutage(['slow', 'lost'])
})

test('a database that dies: 503 at once, no call upstream, in service again when it is back', async () => {
  await server.crash()
  const since = performance.now()
  await expect.poll(async () => (await fetch(`${gateway.url}/readyz`)).status, { timeout: 15_000 }).toBe(503)
  expectAtMost(2_500, performance.now() - since)
  expect((await askOnce()).status).toBe(503)
  expect(calls).toBe(0)
  await server.restart()
  expectAtMost(10_000, await recovered())
  await expectOutage(['lost'])
})
