import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** An application that shows a page and echoes what comes over a WebSocket (RFC 6455, short text frames only). */
export interface EchoingApplication {
  readonly origin: string
  readonly visits: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders }[]
  /** Of sockets that are open now. */
  readonly open: ReadonlySet<Socket>
  close(): Promise<void>
}

export async function startEchoingApplication(): Promise<EchoingApplication> {
  const visits: EchoingApplication['visits'][number][] = []
  const open = new Set<Socket>()
  const server = createServer((request, response) => {
    visits.push({ method: request.method!, url: request.url!, headers: request.headers })
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'set-cookie': ['statehouse-app-notes=chosen; Path=/', 'own=1'],
    })
    response.end('<!doctype html><html lang="en"><title>Notes</title><h1>Notes</h1></html>')
  })
  server.on('upgrade', (request, socket: Socket) => {
    visits.push({ method: 'UPGRADE', url: request.url!, headers: request.headers })
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    )
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    socket.on('data', (frame) => {
      const [first = 0, second = 0] = frame
      if ((first & 0x0f) === 0x8) return socket.end()
      if ((first & 0x0f) !== 0x1) return
      const mask = frame.subarray(2, 6)
      const text = frame.subarray(6, 6 + (second & 0x7f)).map((byte, at) => byte ^ mask[at % 4]!)
      socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    open,
    close() {
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
