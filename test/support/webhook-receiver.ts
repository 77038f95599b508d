import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificates.ts'

export interface WebhookReceiver {
  readonly url: string
  readonly received: readonly { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  /** What it answers from now on. */
  answer(status: number, headers?: Readonly<Record<string, string>>): void
  close(): Promise<void>
}

/** A receiver of notices on loopback, over TLS. */
export async function startWebhookReceiver(certificate: Certificate): Promise<WebhookReceiver> {
  const received: { headers: IncomingHttpHeaders; body: string }[] = []
  let answer: readonly [number, Readonly<Record<string, string>>] = [204, {}]
  const server = createServer(certificate, (request, reply) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(pieces).toString() })
      reply.writeHead(...answer).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/incidents`,
    received,
    answer(status, headers = {}) {
      answer = [status, headers]
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
