import { afterAll, beforeAll, expect, test } from 'vitest'
import { createIdSource } from '#src/records/ids.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { ask, chatQuestion, recordOf } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

const ids = createIdSource({ now: () => Date.now() })

let upstream: RawUpstream
let gateway: TestGateway
let ref: string

beforeAll(async () => {
  // While the model answers, somebody else ends the exchange, as a peer does with those of a gateway that is cut off.
  upstream = await startRawUpstream(async (_request, reply) => {
    const { store } = gateway.app
    const prompt = await store.entry((await store.size()) - 1)
    ref = prompt!.ref!
    await store.append({
      id: ids.entryId(),
      type: 'interrupted',
      ref: prompt!.ref!,
      agency: 'gateway',
      series: 'gateway',
      policy: 'none',
      meta: {},
      parts: [],
    })
    await reply.json(200, chatAnswer('The levee holds.'))
  })
  gateway = await startGateway({ upstream: upstream.origin })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

test('an answer that came after somebody else ended the exchange is in no record, so nobody gets it', {
  tags: ['MS-23'],
}, async () => {
  const token = await gateway.token('employee')
  await gateway.acknowledge(token)
  const answered = await ask(gateway, token, { body: chatQuestion('Does the levee hold?', false) }).whole()
  expect(answered.status).toBe(503)
  expect(answered.text).toContain('record_unavailable')
  expect(answered.text).not.toContain('levee holds')
  expect((await recordOf(gateway, ref)).map(({ type }) => type)).toEqual(['prompt', 'interrupted'])
})
