import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WitnessReply, WitnessService } from './witness.ts'

/** A checkpoint with its proof and a dozen signatures is a few kilobytes. */
const BODY_MAX = 65_536

export interface WitnessServer {
  readonly url: string
  close(): Promise<void>
}

/** `POST /add-checkpoint` and nothing else. */
export async function serveWitness(
  service: WitnessService,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<WitnessServer> {
  const server = createServer((request, response) => {
    const send = (status: number, type: string, body: string): void =>
      void response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return send(404, 'text/plain', 'not found\n')
    answer(request, service).then(
      (reply) => (reply === null ? request.destroy() : send(reply.status, reply.type, reply.body)),
      // It could not be remembered, so it is not signed.
      () => send(500, 'text/plain', 'the witness can’t remember it\n'),
    )
  })
  server.requestTimeout = 10_000
  server.listen(port, host)
  await once(server, 'listening')
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Null when the body is longer than any can be. */
async function answer(request: IncomingMessage, service: WitnessService): Promise<WitnessReply | null> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.byteLength
    if (bytes > BODY_MAX) return null
    pieces.push(piece)
  }
  return service.addCheckpoint(Buffer.concat(pieces).toString())
}
