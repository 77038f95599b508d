import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEgress, type Egress } from '#src/upstream/egress.ts'
import { type ForwardHandler, type Forwarding, forward } from '#src/upstream/forwarder.ts'
import type { UpstreamTarget } from '#src/upstream/target.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'

const LONG = 600_000
let egress: Egress
let upstream: RawUpstream | null = null

beforeEach(() => {
  egress = createEgress(null)
})
afterEach(async () => {
  await egress.close()
  await upstream?.close()
  upstream = null
})

interface Run {
  readonly forwarding: Forwarding
  /** All calls so far: `headers 200`, `data 5`, `end`, `failure timeout`. */
  readonly calls: string[]
  readonly over: Promise<string>
  /** Resolves with the first piece. */
  readonly data: Promise<void>
}

async function run(
  script: RawHandler,
  options: { timeouts?: Partial<UpstreamTarget['timeouts']>; bodyBytesMax?: number; pause?: boolean } = {},
): Promise<Run> {
  upstream = await startRawUpstream(script)
  return send(upstream.origin, options)
}

function send(
  origin: string,
  { timeouts = {}, bodyBytesMax = LONG, pause = false }: Parameters<typeof run>[1] = {},
): Run {
  const calls: string[] = []
  const over = Promise.withResolvers<string>()
  const data = Promise.withResolvers<void>()
  const target: UpstreamTarget = {
    origin,
    basePath: '',
    caFile: null,
    network: 'loopback',
    cidr: null,
    timeouts: { connectMs: LONG, firstByteMs: LONG, idleMs: LONG, ...timeouts },
  }
  const last = (call: string): void => {
    calls.push(call)
    over.resolve(call)
  }
  const handler: ForwardHandler = {
    onHeaders: (status) => void calls.push(`headers ${status}`),
    onData(chunk) {
      calls.push(`data ${chunk.length}`)
      data.resolve()
      return !pause
    },
    onEnd: () => last('end'),
    onFailure: (failure) => last(`failure ${failure}`),
  }
  const request = {
    target,
    path: '/v1/x',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"a":1}'),
    bodyBytesMax,
  }
  return { forwarding: forward(egress.pool(target), request, handler), calls, over: over.promise, data: data.promise }
}

test('exactly the recorded bytes are sent, once', async () => {
  const { over, calls } = await run((_, reply) => reply.answer(200, {}, 'hello'))
  expect(await over).toBe('end')
  expect(calls).toEqual(['headers 200', 'data 5', 'end'])
  expect(upstream!.requests.map(({ method, url, body }) => [method, url, body.toString()])).toEqual([
    ['POST', '/v1/x', '{"a":1}'],
  ])
})

test('interim answers are no answer', async () => {
  const { over, calls } = await run((_, reply) =>
    reply.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'),
  )
  expect(await over).toBe('end')
  expect(calls[0]).toBe('headers 200')
})

test.each([
  ['to connect or to answer', { firstByteMs: 50 }, () => {}],
  ['between two pieces', { idleMs: 50 }, (_: unknown, reply: Parameters<RawHandler>[1]) => reply.beginEvents()],
])('a time that is up %s is a timeout, and closes the socket', async (_name, timeouts, script) => {
  const closed = Promise.withResolvers<void>()
  const { over } = await run(
    (request, reply) => {
      void reply.closed.then(closed.resolve)
      return script(request, reply)
    },
    { timeouts },
  )
  expect(await over).toBe('failure timeout')
  await closed.promise
})

test.each([
  ['before the headers', () => {}, 'failure unavailable'],
  [
    'in the body',
    (_: unknown, reply: Parameters<RawHandler>[1]) => reply.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'),
    'failure truncated',
  ],
])('a connection that breaks %s', async (_name, script, failure) => {
  const { over } = await run(async (request, reply) => {
    await script(request, reply)
    reply.end()
  })
  expect(await over).toBe(failure)
})

test('nobody listens: unavailable', async () => {
  upstream = await startRawUpstream(() => {})
  await upstream.close()
  expect(await send(upstream.origin).over).toBe('failure unavailable')
})

test('more bytes than the bound are cut', async () => {
  const { over } = await run((_, reply) => reply.answer(200, {}, 'x'.repeat(1_000)), { bodyBytesMax: 999 })
  expect(await over).toBe('failure too_large')
})

test('a pause holds the upstream’s clock, and resuming goes on', async () => {
  const { over, data, calls, forwarding } = await run(
    async (_, reply) => {
      await reply.beginEvents()
      await reply.chunk('one')
      await reply.endChunks()
    },
    { timeouts: { idleMs: 30 }, pause: true },
  )
  await data
  // Longer than the idle time: while we wait for our client the upstream isn't late.
  await new Promise((resolve) => setTimeout(resolve, 90))
  expect(calls).toEqual(['headers 200', 'data 3'])
  forwarding.resume()
  expect(await over).toBe('end')
})

test.each([
  ['before the headers', () => {}, false],
  ['in the body', (_: unknown, reply: Parameters<RawHandler>[1]) => reply.events(['one']), true],
])('an abort %s closes the socket, and nothing is heard any more', async (_name, script, paused) => {
  const reached = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  const { forwarding, calls, data } = await run(
    (request, reply) => {
      reached.resolve()
      void reply.closed.then(closed.resolve)
      return script(request, reply)
    },
    { pause: paused },
  )
  await reached.promise
  if (paused) await data
  const before = [...calls]
  forwarding.abort()
  forwarding.abort()
  await closed.promise
  expect(calls).toEqual(before)
})

test('a request that is given up while it waits for a connection is never sent', async () => {
  upstream = await startRawUpstream((_, reply) => reply.answer(200, {}, 'ok'))
  const given = send(upstream.origin)
  given.forwarding.abort()
  expect(await send(upstream.origin).over).toBe('end')
  expect(upstream.requests).toHaveLength(1)
  expect(given.calls).toEqual([])
})
