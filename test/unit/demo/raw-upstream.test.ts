import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { RawReply } from '#test/support/raw-reply.ts'
import { type RawHandler, type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'

let upstream: RawUpstream | undefined
afterEach(() => upstream?.close())

async function start(handler: RawHandler): Promise<RawUpstream> {
  upstream = await startRawUpstream(handler)
  return upstream
}
async function dial({ origin }: RawUpstream): Promise<Socket> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

test('the client receives exactly the bytes that were written', async () => {
  const bytes = 'HTTP/1.1 200 Fine by me\r\nX-Odd:  value \r\ncontent-length: 2\r\n\r\nok'
  const socket = await dial(await start((_, reply) => reply.write(bytes)))
  socket.write('POST /x HTTP/1.1\r\nhost: a\r\nX-A: 1\r\nx-a: 2\r\ncontent-length: 3\r\n\r\nabc')
  let received = ''
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received += chunk.toString()
    if (received.length >= bytes.length) break
  }
  expect(received).toBe(bytes)
  expect(upstream?.requests[0]).toMatchObject({ method: 'POST', url: '/x', body: Buffer.from('abc') })
  expect(upstream?.requests[0]?.rawHeaders).toEqual(['host', 'a', 'X-A', '1', 'x-a', '2', 'content-length', '3'])
})

test('it answers only after an event of the test’s own', async () => {
  const gate = Promise.withResolvers<void>()
  const { origin, arrived } = await start(async (_, reply) => {
    await gate.promise
    await reply.json(200, { late: true })
  })
  const answer = fetch(origin)
  await arrived(1)
  gate.resolve()
  expect(await (await answer).json()).toEqual({ late: true })
})

test('it serves one connection many times and counts', async () => {
  const socket = await dial(await start((_, reply) => reply.answer(204, {})))
  for (let count = 0; count < 3; count++) {
    const answered = once(socket, 'data')
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    await answered
  }
  expect(upstream?.requests).toHaveLength(3)
  expect([upstream?.connections, upstream?.openConnections]).toEqual([1, 1])
  socket.destroy()
})

test('a stream written byte by byte arrives whole', async () => {
  const text = 'data: {"a":"Grüße 🌾"}\n\n'
  const { origin } = await start(async (_, reply) => {
    await reply.beginEvents()
    await reply.chunkByteByByte(text)
    await reply.endChunks()
  })
  expect(await (await fetch(origin)).text()).toBe(text)
})

test('the connection can break in mid-stream', async () => {
  const { origin } = await start(async (_, reply) => {
    await reply.beginEvents()
    await reply.chunk('data: 1\n\n')
    reply.reset()
  })
  // The reset may overtake the head.
  await expect(fetch(origin).then((response) => response.text())).rejects.toThrow()
})

test('a redirect is a redirect', async () => {
  const { origin } = await start((_, reply) => reply.redirect('http://127.0.0.1:1/'))
  const response = await fetch(origin, { redirect: 'manual' })
  expect([response.status, response.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/'])
})

test('it learns that a client has left that was never answered', async () => {
  const replies: RawReply[] = []
  const socket = await dial(
    await start((_, reply) => {
      replies.push(reply)
    }),
  )
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await upstream?.arrived(1)
  socket.destroy()
  await replies[0]?.closed
  expect(upstream?.openConnections).toBe(0)
})

test('a flood goes no further than its reader lets it', async () => {
  const total = 100 * 1024 * 1024
  const flooding = Promise.withResolvers<{ reply: RawReply; done: Promise<number> }>()
  const socket = await dial(
    await start(async (_, reply) => {
      await reply.beginEvents()
      flooding.resolve({ reply, done: reply.flood(total, Buffer.alloc(64 * 1024, 'x')) })
    }),
  )
  const readable = once(socket, 'readable')
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  const { reply, done } = await flooding.promise
  await readable
  socket.destroy()
  expect(await done).toBeLessThan(total)
  expect(reply.acceptedBytes).toBe(await done)
})

test('a flood that is read arrives whole', async () => {
  const total = 8 * 1024 * 1024
  const { origin } = await start(async (_, reply) => {
    await reply.beginEvents()
    await reply.flood(total, Buffer.alloc(64 * 1024, 'x'))
    await reply.endChunks()
  })
  expect((await (await fetch(origin)).arrayBuffer()).byteLength).toBe(total)
})
