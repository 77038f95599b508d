import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hijackedReply } from '#src/http/exchange-reply.ts'

let server: ReturnType<typeof createServer>
let client: Socket
let raw: ServerResponse

beforeEach(async () => {
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {})
  client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  ;[, raw] = (await once(server, 'request')) as [unknown, ServerResponse]
})
afterEach(() => {
  client.destroy()
  server.close()
})

const flood = Buffer.alloc(16 * 1024 * 1024, 'x')

test('a client that reads nothing for the whole bound is gone: told once, connection closed', async () => {
  const reply = hijackedReply(raw, 50)
  const why: string[] = []
  reply.onLeave((reason) => why.push(reason))
  reply.open(200, {})
  expect(reply.write(flood)).toBe(false)
  await reply.drained()
  expect(why).toEqual(['stalled'])
  await once(raw, 'close').catch(() => {})
  expect(why).toEqual(['stalled'])
})

test('a client that reads nothing of the end loses its connection too', async () => {
  const reply = hijackedReply(raw, 50)
  const why: string[] = []
  reply.onLeave((reason) => why.push(reason))
  reply.open(200, {})
  reply.end(flood)
  await once(raw, 'close')
  expect(why).toEqual([])
})

test('a client that leaves is told once, and who waits for it goes on', async () => {
  const reply = hijackedReply(raw, 60_000)
  const why: string[] = []
  reply.onLeave((reason) => why.push(reason))
  reply.open(200, {})
  reply.write(flood)
  const drained = reply.drained()
  client.destroy()
  await drained
  expect(why).toEqual(['left'])
  expect(reply.write(Buffer.from('more'))).toBe(true)
  expect(reply.bytes).toBe(flood.length)
})

test('a client that reads on drains the reply, and its end is no leaving', async () => {
  const reply = hijackedReply(raw, 60_000)
  const why: string[] = []
  reply.onLeave((reason) => why.push(reason))
  reply.open(200, {})
  reply.write(flood)
  client.resume()
  await reply.drained()
  reply.end(Buffer.from('end'))
  reply.end(Buffer.from('twice'))
  await once(raw, 'finish')
  expect(why).toEqual([])
  expect(reply.bytes).toBe(flood.length + 3)
})
