import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyByteEdits, type ByteEdit } from '#src/core/edits.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { ask, chatQuestion } from '../support/asking.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '../support/raw-upstream.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let token: string
let answer: RawHandler
beforeAll(async () => {
  upstream = await startRawUpstream((request, reply) => answer(request, reply))
  gateway = await startGateway({ upstream: upstream.origin })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const SSN = '219-09-9998'

async function terminalParts(question: object): Promise<{ released: string; parts: Record<string, Buffer | null> }> {
  const asking = ask(gateway, token, { body: question })
  const { headers, text } = await asking.whole()
  const entries = await gateway.app.store.exchange(headers['ai-record'] as ExchangeId)
  return { released: text, parts: entries.at(-1)!.parts }
}

function editsOf(part: Buffer | null | undefined): ByteEdit[] {
  return (JSON.parse(part!.toString('utf8')) as { edits: ByteEdit[] }).edits
}

describe('an identifier that the model itself wrote is taken out, and the vendor’s own answer isn’t lost (MS-26, MS-64)', {
  tags: ['MS-26', 'MS-64'],
}, () => {
  test('in a JSON answer: body without it, orig gives back the exact bytes', async () => {
    const vendor = JSON.stringify({
      id: 'c1',
      object: 'chat.completion',
      created: 1,
      model: 'm-1',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: `Grüße. Her SSN is ${SSN}.`, refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    })
    answer = (_request, reply) => reply.answer(200, { 'content-type': 'application/json' }, vendor)
    const { released, parts } = await terminalParts(chatQuestion('Who?', false))
    expect(released).not.toContain(SSN)
    expect(parts['body']!.toString()).toContain('[US_SSN]')
    expect(parts['body']!.toString()).not.toContain(SSN)
    expect(applyByteEdits(parts['body']!, editsOf(parts['orig'])).toString()).toBe(vendor)
  })

  test.each([1, 3, 5, 40])('in a stream of %i-character deltas: the same', async (size) => {
    const content = `Grüße. Her SSN is ${SSN}. That is all.`
    const deltas = content.match(new RegExp(`.{1,${size}}`, 'gsu'))!
    const chunk = (delta: object, finish: string | null): string =>
      `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm-1', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
    const vendor = `${deltas.map((text) => chunk({ content: text }, null)).join('')}${chunk({}, 'stop')}data: [DONE]\n\n`
    answer = async (_request, reply) => {
      await reply.beginEvents()
      await reply.chunk(vendor)
      await reply.endChunks()
    }
    const { released, parts } = await terminalParts(chatQuestion('Who?'))
    expect(released).not.toContain(SSN)
    expect(parts['body']!.toString()).not.toContain(SSN)
    expect(applyByteEdits(parts['body']!, editsOf(parts['orig'])).toString()).toBe(vendor)
  })

  test('an answer that nothing was taken out of has no orig: its body is the vendor’s own', async () => {
    answer = async (_request, reply) => {
      await reply.beginEvents()
      await reply.chunk(
        'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Plain."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
      )
      await reply.endChunks()
    }
    const { parts } = await terminalParts(chatQuestion('Who?'))
    expect(parts).not.toHaveProperty('orig')
  })
})
