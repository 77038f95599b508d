import { ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { Gateway } from '../pipeline/gateway.ts'

/** What isn't HTTP, or not within its bounds, has no route; it is refused and recorded like anything else. */
export function refuseUnreadable(app: FastifyInstance, gateway: Gateway): void {
  app.server.removeAllListeners('clientError')
  // Each further piece of what can't be read is an error again; the refusal is one, and so is its record.
  const answered = new WeakSet<Socket>()
  app.server.on('clientError', (error: Error & { code?: string }, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    // An answer that is under way on this connection must not get another one written into it: it is the last one.
    const underway = answerUnderway(socket)
    if (underway?.req.complete) return void underway.once('finish', () => socket.destroySoon())
    if (underway !== null) return void socket.destroy()
    if (answered.has(socket)) return
    answered.add(socket)
    void answer(unreadable(error.code ?? ''), socket, gateway).catch(() => socket.destroy())
  })
}

async function answer(refused: Refusal, socket: Socket, gateway: Gateway): Promise<void> {
  const arrival = {
    method: '',
    path: '',
    headers: {},
    repeatedCredential: false,
    clientCertificate: null,
    remoteAddress: socket.remoteAddress ?? '',
  }
  const exchange = gateway.open(arrival, null)
  const shown = await gateway.refused(exchange, refused)
  const { status, headers, body } = gateway.format.refuse(exchange, shown)
  const fields = { ...headers, connection: 'close' }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`, 'latin1')
  socket.end(Buffer.concat([head, body]), () => socket.destroySoon())
}

function unreadable(code: string): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refusal('malformed_body', {
        rule: 'http:headers-too-large',
        message: 'The request’s headers are too large.',
        next: 'Send fewer or shorter headers.',
      })
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal('malformed_body', {
        rule: 'http:too-slow',
        message: 'The request did not arrive in time.',
        next: 'Send the request again, without a pause.',
      })
    default:
      return refusal('malformed_body', {
        rule: 'http:unreadable',
        message: 'This is not a request that can be read.',
        next: 'Send a well-formed HTTP/1.1 request.',
      })
  }
}

/** Node keeps the answer that is under way on its socket; its own handler of such errors looks there too. */
function answerUnderway(socket: Socket): ServerResponse | null {
  return '_httpMessage' in socket && socket._httpMessage instanceof ServerResponse ? socket._httpMessage : null
}
