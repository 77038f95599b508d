import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type RecordWriter, StoreUnavailable } from '#src/core/ports.ts'
import { TERMINAL_TYPES } from '#src/core/record.ts'
import { conduct } from '#src/pipeline/conduct.ts'
import type { ConductParts } from '#src/pipeline/conduct-parts.ts'
import type { Exchange } from '#src/pipeline/exchange.ts'
import { createOwedRecords } from '#src/pipeline/owed-records.ts'
import { createQuotaLedger } from '#src/pipeline/quota-ledger.ts'
import { createRecorder } from '#src/pipeline/recorder.ts'
import type { Reply } from '#src/pipeline/reply.ts'
import { createIdSource } from '#src/records/ids.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { createEngine } from '#src/redaction/engine.ts'
import { createEgress, type Egress } from '#src/upstream/egress.ts'
import { wires } from '#src/wires/index.ts'
import type { Answer } from '#src/wires/wire.ts'
import { chatAnswer, chatEnd, chatText } from '#test/support/answer-events.ts'
import { chatQuestion } from '#test/support/asking.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
let token: string
let egress: Egress
let handler: RawHandler
const clock = { now: () => Date.now() }
const wire = wires.find(({ id }) => id === 'openai.chat')!

beforeAll(async () => {
  upstream = await startRawUpstream((request, reply) => handler(request, reply))
  gateway = await startGateway({ upstream: upstream.origin })
  egress = createEgress(null)
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterEach(() => gateway.app.registry.idle())
afterAll(async () => {
  await egress.close()
  await gateway.close()
  await upstream.close()
})

/** An exchange that has passed every stage: its prompt is durable, its reply about to be taken over. */
async function judged(stream: boolean): Promise<Exchange> {
  const arrival = {
    method: 'POST',
    path: wire.path,
    headers: { authorization: `Bearer ${token}`, 'ai-purpose': 'draft-internal' },
    repeatedCredential: false,
    clientCertificate: null,
    remoteAddress: '127.0.0.1',
  }
  const exchange = gateway.app.gateway.open(arrival, wire)
  expect(await gateway.app.gateway.admit(exchange)).toBeNull()
  expect(
    await gateway.app.gateway.judge(exchange, Buffer.from(JSON.stringify(chatQuestion('Hello', stream)))),
  ).toBeNull()
  return exchange
}

/** A client's side that notes how it ended. */
function notedReply(): Reply & { readonly ends: string[]; text: string } {
  const ends: string[] = []
  let opened = false
  const reply = {
    ends,
    text: '',
    get opened() {
      return opened
    },
    get bytes() {
      return reply.text.length
    },
    open() {
      opened = true
    },
    write(bytes: Buffer) {
      reply.text += bytes.toString()
      return false
    },
    drained: () => Promise.resolve(),
    end(last?: Buffer) {
      if (last) reply.text += last.toString()
      ends.push('end')
    },
    destroy: () => void ends.push('destroy'),
    onLeave: () => {},
  }
  return reply
}

async function partsWith(changeStore: (store: RecordWriter) => RecordWriter): Promise<ConductParts> {
  const { store, registry } = gateway.app
  const state = await loadStateCache(store, [])
  const changedStore = changeStore({ append: store.append, spool: store.spool })
  const owed = createOwedRecords(changedStore, state, registry)
  return {
    clock,
    detection: { engine: () => createEngine() },
    pseudonymKey: Buffer.alloc(32),
    recorder: createRecorder(changedStore, owed, state, registry, clock, createIdSource(clock), Buffer.alloc(32)),
    state,
    quotas: createQuotaLedger(clock, new Map()),
    registry,
    egress,
    store: changedStore,
    format: gateway.app.gateway.format,
    credentialOf: () => null,
    log: { error: () => {} },
  } as unknown as ConductParts
}

class Injected extends Error {
  override readonly name = 'Injected'
}
const thrown = (): never => {
  throw new Injected('injected')
}
const rejected = async (): Promise<never> => thrown()
/** Fails the first time only. */
function once<T extends unknown[], R>(work: (...args: T) => R): (...args: T) => R {
  let isFirst = true
  return (...args) => {
    if (!isFirst) return work(...args)
    isFirst = false
    return thrown()
  }
}
function withAnswer(exchange: Exchange, change: Partial<Answer>): Exchange {
  return { ...exchange, wire: { ...wire, openAnswer: (context) => ({ ...wire.openAnswer(context), ...change }) } }
}

interface Injection {
  readonly at: string
  store?(store: RecordWriter): RecordWriter
  parts?(parts: ConductParts): Partial<ConductParts>
  exchange?(exchange: Exchange): Exchange
  reply?(reply: Reply): Partial<Reply>
}

const injections: readonly Injection[] = [
  { at: 'opening the answer', parts: () => ({ clock: { now: once(clock.now) } }) },
  { at: 'the wire’s answer', exchange: (exchange) => ({ ...exchange, wire: { ...wire, openAnswer: thrown } }) },
  { at: 'the pool', parts: () => ({ egress: { ...egress, pool: thrown } }) },
  { at: 'the credential', parts: () => ({ credentialOf: thrown }) },
  { at: 'a header that can’t be sent', parts: () => ({ credentialOf: () => 'two\r\nlines' }) },
  { at: 'the answer’s pieces', exchange: (exchange) => withAnswer(exchange, { push: thrown }) },
  { at: 'the answer’s end', exchange: (exchange) => withAnswer(exchange, { end: thrown }) },
  { at: 'the whole answer', exchange: (exchange) => withAnswer(exchange, { json: thrown }) },
  { at: 'the answer’s facts', exchange: (exchange) => withAnswer(exchange, { facts: thrown }) },
  { at: 'the spool', store: (store) => ({ ...store, spool: rejected }) },
  {
    at: 'the spool, as unavailable',
    store: (store) => ({ ...store, spool: () => Promise.reject(new StoreUnavailable('slow')) }),
  },
  { at: 'the terminal record', store: (store) => ({ ...store, append: once(store.append) }) },
  {
    at: 'the recorder, after it wrote',
    parts: ({ recorder }) => ({
      recorder: { ...recorder, ending: (...args) => recorder.ending(...args).then(rejected) },
    }),
  },
  { at: 'the quota', parts: ({ quotas }) => ({ quotas: { ...quotas, settle: thrown } }) },
  { at: 'the headers', parts: ({ format }) => ({ format: { ...format, headers: thrown } }) },
  { at: 'the reply’s head', reply: () => ({ open: thrown }) },
  { at: 'the reply’s pieces', reply: () => ({ write: thrown }) },
  { at: 'the slow client', reply: () => ({ drained: rejected }) },
  { at: 'the reply’s end', reply: () => ({ end: thrown }) },
  {
    at: 'the error event',
    exchange: (exchange) => withAnswer(exchange, { end: thrown }),
    parts: ({ format }) => ({ format: { ...format, errorEvent: thrown, refuse: thrown } }),
  },
]

describe.each([
  ['a stream', true],
  ['JSON', false],
])('answering %s', (_name, stream) => {
  test.each(injections)('a throw in $at ends the reply, with exactly one terminal record', async (injection) => {
    handler = (_, reply) =>
      stream ? reply.events([chatText('Nine '), chatText('to five.'), chatEnd()]) : reply.json(200, chatAnswer('Nine.'))
    const exchange = await judged(stream)
    const parts = await partsWith(injection.store ?? ((store) => store))
    const reply = notedReply()
    const changes = injection.reply?.(reply) ?? {}
    const given = new Proxy(reply, { get: (target, name) => changes[name as keyof Reply] ?? Reflect.get(target, name) })
    await conduct(injection.exchange?.(exchange) ?? exchange, given, { ...parts, ...injection.parts?.(parts) })
    expect(reply.ends.length).toBeGreaterThan(0)
    await gateway.app.registry.idle()
    const entries = await gateway.app.store.exchange(exchange.id)
    expect(entries.filter((entry) => TERMINAL_TYPES.has(entry.type))).toHaveLength(1)
  })
})

test('a store that can never write an exchange’s record gives it up to recovery, which ends it', async () => {
  handler = (_, reply) => reply.json(200, chatAnswer('Nine.'))
  const exchange = await judged(false)
  const parts = await partsWith((store) => ({ ...store, append: rejected }))
  const reply = notedReply()
  await conduct(exchange, reply, parts)
  expect(reply.ends).toEqual(['destroy'])
  expect(gateway.app.registry.open.has(exchange.id)).toBe(false)
  expect(await gateway.app.store.recoverInterrupted({ open: new Set() })).toEqual([exchange.id])
})
