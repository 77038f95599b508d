import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKeyRing } from '#src/records/key-ring.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const folder = mkdtempSync(join(tmpdir(), 'statehouse-once-'))
const recordKey = createKeyRing()
let gateway: TestGateway

const start = () => startGateway({ upstream: 'http://127.0.0.1:8', folder, app: { recordKey } })
beforeAll(async () => {
  gateway = await start()
})
afterAll(async () => {
  await gateway.close()
  rmSync(folder, { recursive: true, force: true })
})

async function call(persona: string, method: string, path: string, payload?: object, key?: string) {
  const answer = await fetch(`${gateway.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  })
  const isAgain = answer.headers.get('idempotency-replayed') === 'true'
  return { status: answer.status, isAgain, body: (await answer.json()) as Record<string, unknown> }
}

const asked = (description = 'All about the levee') => ({
  requester: { name: 'Robin Vance' },
  description,
  channel: 'letter',
  reason: 'letter of today',
})
const receive = (key: string, payload: object = asked()) => call('records-officer', 'POST', 'requests', payload, key)
const received = async (): Promise<number> =>
  ((await call('records-officer', 'GET', 'requests')).body['requests'] as unknown[]).length

test('an act that is sent again under its key is done once, and answered as it was', async () => {
  const [key, before] = [randomUUID(), await received()]
  const first = await receive(key)
  expect(first).toMatchObject({ status: 201, isAgain: false })
  expect(await receive(key)).toEqual({ ...first, isAgain: true })
  expect(await received()).toBe(before + 1)
  // Without a key, and under another one, it is another act.
  await receive(randomUUID())
  await call('records-officer', 'POST', 'requests', asked())
  expect(await received()).toBe(before + 3)
})

test('of the same act sent many times at once one is done', async () => {
  const [key, before] = [randomUUID(), await received()]
  const answers = await Promise.all(Array.from({ length: 8 }, () => receive(key)))
  expect(answers.filter(({ status, isAgain }) => status === 201 && !isAgain)).toHaveLength(1)
  for (const { status, isAgain, body } of answers)
    if (status !== 201 || !isAgain) expect([201, 409], JSON.stringify(body)).toContain(status)
  expect(await received()).toBe(before + 1)
})

test('a key stands for one request of one caller', async () => {
  const key = randomUUID()
  await receive(key)
  expect(await receive(key, asked('Another matter'))).toMatchObject({ status: 409, body: { code: 'conflict' } })
  // The auditor’s own key of the same name is free: the act is refused for what it is.
  expect(await call('auditor', 'POST', 'requests', asked(), key)).toMatchObject({
    status: 403,
    body: { code: 'audience_not_granted' },
  })
})

test('what was refused may be sent again under its key', async () => {
  const key = randomUUID()
  const future = { ...asked(), received_at: new Date(Date.now() + 3_600_000).toISOString() }
  expect(await receive(key, future)).toMatchObject({ status: 400, isAgain: false })
  expect(await receive(key, future)).toMatchObject({ status: 400, isAgain: false })
  expect(await receive(key)).toMatchObject({ status: 201, isAgain: false })
})

test.each(['', 'two words', 'ä', 'x'.repeat(256)])('“%s” is no key', async (key) => {
  const before = await received()
  const answer = await receive(encodeURI(key) === key ? key : Buffer.from(key).toString('latin1'))
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed_body' } })
  expect(await received()).toBe(before)
})

test('a restarted gateway knows what was taken, and says so where it has no answer any more', async () => {
  const [key, before] = [randomUUID(), await received()]
  await receive(key)
  await gateway.close()
  gateway = await start()
  expect(await receive(key)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await received()).toBe(before + 1)
})
