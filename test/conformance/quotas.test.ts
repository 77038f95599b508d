import { setImmediate } from 'node:timers/promises'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QuotaRule } from '#src/policy/policy-set.ts'
import { startRawUpstream } from '../support/raw-upstream.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

const USED = { prompt_tokens: 20, completion_tokens: 80, total_tokens: 100 }
const BUDGET = 3_000

/** By purpose, so that each test has a pool of its own. */
const rule = (purpose: string, bound: Partial<QuotaRule>): QuotaRule => ({
  id: `pool-${purpose}`,
  by: 'person',
  window: 'day',
  purposes: [purpose],
  clauses: ['MO-22'],
  ...bound,
})

let upstream: Awaited<ReturnType<typeof startRawUpstream>>
let gateway: TestGateway
let answered = 0
/** The client has the beginning of the stream. */
const begun = Promise.withResolvers<void>()

function chunkOf(content: string): unknown {
  const choices = [{ index: 0, delta: { content }, finish_reason: null }]
  return { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices }
}

beforeAll(async () => {
  upstream = await startRawUpstream(async ({ body }, reply) => {
    if (body.includes('"stream":true')) {
      await reply.beginEvents()
      await reply.chunk(`data: ${JSON.stringify(chunkOf('First.'))}\n\n`)
      await begun.promise
      // Never ends by itself: whoever has paid for a little gets no more than that.
      let open = true
      void reply.closed.then(() => (open = false))
      while (open) {
        await reply.chunk(`data: ${JSON.stringify(chunkOf('word '.repeat(400)))}\n\n`)
        await setImmediate()
      }
      return
    }
    answered++
    await reply.json(200, {
      id: 'c1',
      object: 'chat.completion',
      created: 1,
      model: 'm-1',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Fine.', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: USED,
    })
  })
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy: (policy) => {
      policy.quotas = [
        rule('summarise', { tokens: BUDGET }),
        rule('translate', { tokens: 5_000 }),
        { id: 'unit-month', by: 'unit', window: 'month', requests: 500, clauses: ['MO-22'] },
      ] as never
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const MESSAGES = [{ role: 'user', content: 'Go on.' }] as const

test('fifty calls at once use no more than the budget, and the rest hear when it begins anew', {
  tags: ['MO-22'],
}, async () => {
  const client = await gateway.client()
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      client.chat.completions.create(
        { model: 'general-drafting', messages: [...MESSAGES], max_completion_tokens: 98 },
        { headers: { 'AI-Purpose': 'summarise' } },
      ),
    ),
  )
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(answered).toBe(50 - refused.length)
  expect(answered).toBeGreaterThan(0)
  expect(answered * USED.total_tokens).toBeLessThanOrEqual(BUDGET)
  for (const error of refused) {
    expect(error).toBeInstanceOf(OpenAI.RateLimitError)
    expect(error.code).toBe('quota_exceeded')
    expect(error.error.clause).toBe('MO-22')
    expect(Number(error.headers.get('retry-after'))).toBeGreaterThan(0)
  }
})

test('a stream that outgrows the budget is cut with an error event and without an end marker', async () => {
  const token = await gateway.token('employee')
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'ai-purpose': 'translate' },
    body: JSON.stringify({ model: 'general-drafting', messages: MESSAGES, stream: true, max_completion_tokens: 100 }),
  })
  expect(answer.status).toBe(200)
  begun.resolve()
  const events = (await answer.text()).trim().split('\n\n')
  expect(events.length).toBeGreaterThan(1)
  const last = JSON.parse(events.at(-1)!.replace(/^data: /, '')) as Record<string, Record<string, unknown>>
  expect(last['error']).toMatchObject({ code: 'quota_exceeded', clause: 'MO-22' })
  expect(last['ai_disclosure']).toBeDefined()
  expect(events).not.toContain('data: [DONE]')
  const again = await (await gateway.client()).chat.completions
    .create(
      { model: 'general-drafting', messages: [...MESSAGES], max_completion_tokens: 2_000 },
      { headers: { 'AI-Purpose': 'translate' } },
    )
    .catch((error: unknown) => error)
  expect(again).toMatchObject({ code: 'quota_exceeded' })
})

test('a caller sees their own limits and what is used of them', async () => {
  const answer = await fetch(`${gateway.url}/api/v1/quotas`, {
    headers: { authorization: `Bearer ${await gateway.token('employee')}` },
  })
  const { quotas } = (await answer.json()) as { quotas: Record<string, unknown>[] }
  expect(quotas).toContainEqual(
    expect.objectContaining({
      id: 'pool-summarise',
      measure: 'tokens',
      limit: BUDGET,
      used: answered * USED.total_tokens,
    }),
  )
  expect(quotas.map(({ id, window }) => `${id} ${window}`)).toContain('unit-month month')
})
