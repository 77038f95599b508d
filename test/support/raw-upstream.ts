import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { RawReply } from './raw-reply.ts'

interface RawRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** Names and values as they arrived, doubles included. */
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

/** What the upstream does with one request; returning without an answer leaves the client waiting. */
export type RawHandler = (request: RawRequest, reply: RawReply) => unknown

export interface RawUpstream {
  readonly origin: string
  /** All that arrived whole, oldest first. */
  readonly requests: readonly RawRequest[]
  /** Connections ever opened. */
  readonly connections: number
  /** Connections open now. */
  readonly openConnections: number
  /** Resolves once so many requests have arrived. */
  arrived(this: void, count: number): Promise<void>
  close(): Promise<void>
}

interface RawUpstreamOptions {
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
}

/** An upstream that says exactly the bytes its script writes: requests are parsed, replies are not made. */
export async function startRawUpstream(handler: RawHandler, options: RawUpstreamOptions = {}): Promise<RawUpstream> {
  const requests: RawRequest[] = []
  const waiting = new Set<{ count: number; resolve: () => void }>()
  let connections = 0
  let openConnections = 0

  async function receive(message: IncomingMessage): Promise<void> {
    const body: Buffer[] = []
    for await (const chunk of message as AsyncIterable<Buffer>) body.push(chunk)
    const { method = '', url = '', headers, rawHeaders, socket } = message
    const request = { method, url, headers, rawHeaders, body: Buffer.concat(body) }
    requests.push(request)
    for (const waiter of waiting) {
      if (requests.length < waiter.count) continue
      waiting.delete(waiter)
      waiter.resolve()
    }
    await handler(request, new RawReply(socket))
  }

  function onRequest(message: IncomingMessage): void {
    // A client that leaves while its request or reply is under way is what many tests are about.
    receive(message).catch(() => message.socket.destroy())
  }

  const server = options.tls ? createSecureServer({ ...options.tls }, onRequest) : createServer(onRequest)
  server.on('connection', (socket) => {
    connections++
    openConnections++
    socket.setNoDelay(true)
    // Each reply on a connection that is kept alive waits for its end.
    socket.setMaxListeners(0)
    socket.on('error', () => undefined)
    socket.on('close', () => openConnections--)
  })
  // Else the server would write an answer of its own.
  server.on('clientError', (_error, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    origin: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections
    },
    get openConnections() {
      return openConnections
    },
    async arrived(count) {
      if (requests.length >= count) return
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.add({ count, resolve })
      await promise
    },
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
