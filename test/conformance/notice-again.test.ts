import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { entriesOf, metaOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { visitPages } from '../support/page-visitor.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

const DAY_MS = 86_400_000

let gateway: TestGateway
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({ upstream: sandbox.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})
afterEach(() => void vi.useRealTimers())

/** The directory and the gateway live on so many days; nothing waits for them. */
function daysLater(days: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * DAY_MS })
}

async function ask(): Promise<Response> {
  const token = await gateway.token('employee')
  return new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: token, maxRetries: 0 }).chat.completions
    .create({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hello' }] })
    .asResponse()
}

async function notices(): Promise<{ notice: string; acknowledged: { at: string }; renewBy: string }[]> {
  const headers = { authorization: `Bearer ${await gateway.token('employee')}` }
  const answer = await fetch(`${gateway.url}/api/v1/notices`, { headers })
  return ((await answer.json()) as { notices: never[] }).notices
}

test('each year the notice is acknowledged again, at the API and on the pages; the record keeps version, digest and date [MS-17] [MS-21]', async () => {
  await gateway.acknowledge(await gateway.token('employee'))
  const page = await visitPages(gateway, 'supervisor')
  expect((await ask()).headers.get('link')).toBeNull()
  const [first] = await notices()
  expect(Date.parse(first!.renewBy)).toBeGreaterThan(Date.now() + 360 * DAY_MS)
  // Acknowledging it once more changes nothing yet.
  await gateway.acknowledge(await gateway.token('employee'))

  daysLater(355)
  expect((await ask()).headers.get('link')).toContain('rel="terms-of-service"')
  vi.useRealTimers()
  daysLater(368)
  await expect(ask()).rejects.toMatchObject({ status: 428, error: { code: 'notice_not_acknowledged' } })
  const there = await visitPages(gateway, 'supervisor')
  expect((await there.get('/notice')).text).toContain('You will be asked again by')
  expect((await page.get('/')).status).toBe(303)
  await gateway.acknowledge(await gateway.token('employee'))
  expect((await ask()).status).toBe(200)
  expect((await notices())[0]!.acknowledged.at > first!.acknowledged.at).toBe(true)

  const made = (await entriesOf(gateway)).map(metaOf).filter(({ action }) => action === 'acknowledge')
  const own = made.filter(({ by }) => (by as { subject: string }).subject === 'employee')
  expect(own.map(({ notice }) => notice)).toEqual(['monitoring@1', 'monitoring@1'])
  expect(
    own.every(({ digest, at }) => /^[0-9a-f]{64}$/.test(String(digest)) && !Number.isNaN(Date.parse(String(at)))),
  ).toBe(true)
  expect(own[0]!['at']).not.toBe(own[1]!['at'])
})
