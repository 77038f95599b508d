import { readFileSync } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import type { ApplicationVisits } from './application-visits.ts'

/** One message, either way. */
const MESSAGE_BYTES_MAX = 10 * 1024 * 1024
/** What a slow reader may leave unread before the socket is ended: the plugin has no back pressure. */
const UNREAD_BYTES_MAX = 4 * MESSAGE_BYTES_MAX
const CONNECT_MS = 10_000

/** A WebSocket, as far as this file needs one. */
interface Socket {
  readonly readyState: number
  readonly OPEN: number
  readonly bufferedAmount: number
  terminate(): void
}

/**
 * WebSockets of approved applications, passed on whole: what is told apart is who may have one open, and for how long. As
 * with requests, no header of the visitor's goes along, their cookies least of all. `added`: what goes along in their place.
 */
export function socketOptions(caFile: string | null, added: (request: unknown) => Record<string, string>): object {
  const ca = caFile === null ? {} : { ca: readFileSync(caFile, 'utf8') }
  const endSlow = (_context: unknown, source: Socket, target: Socket): void => {
    if (source.bufferedAmount <= UNREAD_BYTES_MAX && target.bufferedAmount <= UNREAD_BYTES_MAX) return
    source.terminate()
    target.terminate()
  }
  return {
    websocket: true,
    wsServerOptions: { maxPayload: MESSAGE_BYTES_MAX },
    wsClientOptions: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      handshakeTimeout: CONNECT_MS,
      maxPayload: MESSAGE_BYTES_MAX,
      followRedirects: false,
      rewriteRequestHeaders: (_headers: unknown, request: unknown) => added(request),
      ...ca,
    },
    wsHooks: {
      // The visitor may be gone, or cut, before the application has answered; nobody else would close that end.
      onConnect: (_context: unknown, source: Socket, target: Socket) => {
        if (source.readyState !== source.OPEN) target.terminate()
      },
      onIncomingMessage: endSlow,
      onOutgoingMessage: endSlow,
    },
  }
}

/** Ties a socket to its visit: each ends with the other. */
export function holdSocket(request: FastifyRequest, visits: ApplicationVisits): void {
  const { socket } = request.raw
  socket.once('close', () => visits.over(request))
  visits.signalOf(request)?.addEventListener('abort', () => socket.destroy(), { once: true })
}
