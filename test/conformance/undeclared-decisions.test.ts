import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import type { Facts } from '#src/policy/facts.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { ask, metaOf, promptsOf, recordOf } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('{"result":"approve"}')))
  gateway = await startGateway({ upstream: upstream.origin })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const VERDICT = { type: 'object', properties: { result: { enum: ['approve', 'deny'] } } }
const COLOURS = { type: 'object', properties: { result: { enum: ['red', 'green'] } } }

const fits = (schema: object) => ({ response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } } })
const calls = (schema: object) => ({
  tools: [{ type: 'function', function: { name: 'note', parameters: schema } }],
})

async function say(persona: string, more: object) {
  const token = await gateway.token(persona)
  if (!persona.startsWith('app')) await gateway.acknowledge(token)
  const body = { model: 'general-drafting', messages: [{ role: 'user', content: 'Read the claim.' }], ...more }
  const answer = await ask(gateway, token, { body, headers: { 'ai-purpose': 'summarise' } }).whole()
  const record = (await promptsOf(gateway)).at(-1)!
  const [prompt] = await recordOf(gateway, record)
  return { status: answer.status, meta: metaOf(prompt!) }
}

// biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
async function hints(): Promise<any[]> {
  await gateway.app.store.size()
  const answer = await fetch(`${gateway.url}/api/v1/incidents?type=undeclared-decision`, {
    headers: { authorization: `Bearer ${await gateway.token('cto')}` },
  })
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return ((await answer.json()) as any).incidents
}

test('an app’s question that only a verdict answers is answered, recorded as an unverified hint, and one task', {
  tags: ['MS-44'],
}, async () => {
  for (const more of [fits(VERDICT), fits(VERDICT), calls(VERDICT)]) {
    const { status, meta } = await say('app-benefits', more)
    expect(status).toBe(200)
    expect(meta['hint']).toEqual({
      kind: 'undeclared-decision',
      verified: false,
      field: Object.keys(more)[0],
      form: 'choice',
    })
    expect(meta['decision']).toBe('allow')
  }
  const [incident, ...more] = await hints()
  expect(more).toEqual([])
  expect(incident).toMatchObject({
    source: 'gateway',
    reporter: null,
    subjects: [],
    suspensions: [],
    found: { about: { kind: 'use', system: 'sandbox', client: 'app-benefits' }, count: 3 },
  })
})

test('other choices, people who ask, and what is declared are no hint', { tags: ['MS-44'] }, async () => {
  expect((await say('app-benefits', fits(COLOURS))).meta).not.toHaveProperty('hint')
  expect((await say('app-benefits', {})).meta).not.toHaveProperty('hint')
  expect((await say('employee', fits(VERDICT))).meta).not.toHaveProperty('hint')
  expect(await hints()).toHaveLength(1)
})

test('a decision rests on nothing that a hint could be part of: it is the same with a verdict and with colours', {
  tags: ['MS-44'],
}, async () => {
  expectTypeOf<Facts>().not.toHaveProperty('hint')
  for (const shape of [fits, calls]) {
    const [verdict, colours] = [await say('app-benefits', shape(VERDICT)), await say('app-benefits', shape(COLOURS))]
    const { hint, ...rest } = verdict.meta
    expect(hint).toBeDefined()
    for (const told of ['decision', 'rule', 'obliged', 'facts'])
      expect({ ...(rest[told] as object), now: 0 }).toEqual({ ...(colours.meta[told] as object), now: 0 })
    expect(colours.status).toBe(verdict.status)
  }
})
