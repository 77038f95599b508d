import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { chatQuestion } from '../support/asking.ts'
import { type RawUpstream, startRawUpstream } from '../support/raw-upstream.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let upstream: RawUpstream
let version = 'm-2026-05'

beforeAll(async () => {
  upstream = await startRawUpstream(async (_request, reply) => {
    const choice = {
      index: 0,
      message: { role: 'assistant', content: 'At eight.', refusal: null },
      finish_reason: 'stop',
    }
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
    await reply.json(200, { id: 'c', object: 'chat.completion', created: 1, model: version, choices: [choice], usage })
  })
})
afterAll(() => upstream.close())

async function gatewayThat(onVersionChange: 'stop' | 'continue-flagged'): Promise<TestGateway> {
  version = 'm-2026-05'
  return startGateway({
    upstream: upstream.origin,
    changePolicy: (policy) => {
      for (const system of policy.systems) system.onVersionChange = onVersionChange
    },
  })
}

async function post(gateway: TestGateway, persona: string, path: string, body?: object, method = 'POST') {
  const token = await gateway.token(persona)
  if (path.startsWith('/v1')) await gateway.acknowledge(token)
  const answer = await fetch(`${gateway.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const ask = (gateway: TestGateway) =>
  post(gateway, 'employee', '/v1/chat/completions', chatQuestion('When is the meeting?', false))
const incidents = async (gateway: TestGateway): Promise<string> =>
  JSON.stringify((await post(gateway, 'cto', '/api/v1/incidents', undefined, 'GET')).body)

describe('a vendor that changes its model [MS-54]', () => {
  test('stops a system where the policy says so, until two people resume it as it is now', async () => {
    const gateway = await gatewayThat('stop')
    try {
      expect((await ask(gateway)).status).toBe(200)
      version = 'm-2026-11'
      // The answer that it shows in was asked for of the old one.
      expect((await ask(gateway)).status).toBe(200)
      const stopped = await ask(gateway)
      expect(stopped).toMatchObject({ status: 403, body: { error: { code: 'system_suspended' } } })
      const listed = await post(gateway, 'security-officer', '/api/v1/suspensions', undefined, 'GET')
      const [stop] = listed.body['suspensions'] as { id: string; reason: string }[]
      expect(stop!.reason).toBe('It answered as version m-2026-11; what was approved is m-2026-05.')
      const resume = (persona: string) =>
        post(gateway, persona, `/api/v1/suspensions/${stop!.id}/resume`, { reason: 'Looked at.' })
      expect((await resume('security-officer')).status).toBeLessThan(300)
      expect((await ask(gateway)).status).toBe(403)
      expect((await resume('cto')).status).toBeLessThan(300)
      expect((await ask(gateway)).status).toBe(200)
      await expect.poll(() => incidents(gateway)).toContain('version-drift')
    } finally {
      await gateway.close()
    }
  })

  test('goes on elsewhere, and one incident says so, however often it happens', async () => {
    const gateway = await gatewayThat('continue-flagged')
    try {
      for (const one of ['m-2026-05', 'm-2026-11', 'm-2026-11', 'm-2026-12']) {
        version = one
        expect((await ask(gateway)).status).toBe(200)
      }
      await expect.poll(() => incidents(gateway)).toContain('version-drift')
      expect((await incidents(gateway)).match(/version-drift/g)).toHaveLength(1)
      // Whoever may resume it sees until when it goes on, and accepts it before.
      const listed = await post(gateway, 'cto', '/api/v1/suspensions', undefined, 'GET')
      const [waiting] = listed.body['suspensions'] as { id: string; from: string; approved: string }[]
      expect(waiting).toMatchObject({ because: 'version', approved: 'm-2026-05', from: expect.any(String) })
      expect(Date.parse(waiting!.from)).toBeGreaterThan(Date.now())
      for (const persona of ['cto', 'security-officer'])
        await post(gateway, persona, `/api/v1/suspensions/${waiting!.id}/resume`, { reason: 'The canaries are fine.' })
      const left = await post(gateway, 'cto', '/api/v1/suspensions', undefined, 'GET')
      expect(left.body['suspensions']).toEqual([])
    } finally {
      await gateway.close()
    }
  })

  test('is refused once the last flagged day is over, and not a minute before; whoever accepts something else than is there now accepts nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const gateway = await gatewayThat('continue-flagged')
    const list = async () =>
      (await post(gateway, 'cto', '/api/v1/suspensions', undefined, 'GET')).body['suspensions'] as {
        id: string
        from: string
        reason: string
      }[]
    try {
      for (const one of ['m-2026-05', 'm-2026-11']) {
        version = one
        expect((await ask(gateway)).status).toBe(200)
      }
      const [waiting] = await list()
      const last = Date.parse(waiting!.from)
      vi.setSystemTime(last - 60_000)
      expect((await ask(gateway)).status).toBe(200)
      vi.setSystemTime(last + 1_000)
      const refused = await ask(gateway)
      expect(refused).toMatchObject({ status: 403, body: { error: { code: 'system_suspended' } } })

      const accept = (persona: string, seen: object) =>
        post(gateway, persona, `/api/v1/suspensions/${waiting!.id}/resume`, { reason: 'The canaries are fine.', seen })
      const { reason } = waiting!
      const other = await accept('cto', { reason: reason.replace('m-2026-11', 'm-2026-12'), asked: false })
      expect(other).toMatchObject({ status: 409, body: { code: 'conflict' } })
      expect((await accept('cto', { reason, asked: false })).status).toBe(202)
      // Whoever saw nobody’s word yet would be the second without knowing it.
      expect((await accept('security-officer', { reason, asked: false })).status).toBe(409)
      expect((await accept('security-officer', { reason, asked: true })).status).toBe(200)
      expect((await ask(gateway)).status).toBe(200)
    } finally {
      vi.useRealTimers()
      await gateway.close()
    }
  })
})
