import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** A forward proxy as agencies have one: it knows where names lead, and sees nothing of what goes through. */
export interface ConnectProxy {
  readonly url: string
  /** Every tunnel that was asked for: `host:port`. */
  readonly asked: string[]
  /** What it saw of the bytes that went through. */
  seen(): Buffer
  close(): Promise<void>
}

/** @param answer `silent`: takes the connection and never answers; a number: refuses with that status. */
export async function startConnectProxy(
  places: Readonly<Record<string, string>>,
  answer: 'tunnel' | 'silent' | number = 'tunnel',
): Promise<ConnectProxy> {
  const asked: string[] = []
  const seen: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((_request, response) => response.writeHead(405).end())
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request, client: Socket) => {
    asked.push(request.url!)
    client.on('error', () => {})
    if (answer === 'silent') return
    if (answer !== 'tunnel') return void client.end(`HTTP/1.1 ${answer} No\r\n\r\n`)
    const { hostname, port } = new URL(places[request.url!] ?? 'http://127.0.0.1:9')
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.on('data', (piece: Buffer) => seen.push(piece))
      client.pipe(upstream).pipe(client)
    })
    sockets.add(upstream)
    for (const socket of [client, upstream]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    seen: () => Buffer.concat(seen),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
