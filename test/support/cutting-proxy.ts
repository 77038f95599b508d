import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a database that can be cut at the worst moment: when a commit is under way. */
export interface CuttingProxy {
  readonly url: string
  /** The next commit reaches the server (`after`) or doesn't (`before`), and its sender never hears of it. */
  cutCommit(when: 'before' | 'after'): void
  /** From now on nothing gets through in either direction on the connections that are there, and nobody is told. */
  swallow(): void
  /** How often it was cut. */
  readonly cuts: number
  close(): Promise<void>
}

/** A simple query of the protocol: `Q`, its length, its text. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0')

export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl)
  const port = Number(target.port)
  const sockets = new Set<Socket>()
  let armed: 'before' | 'after' | null = null
  let cuts = 0
  const swallowing = new Set<() => void>()
  const server = createServer((client) => {
    const upstream = connect(port, target.hostname)
    let isCut = false
    let isSwallowed = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
    swallowing.add(() => {
      isSwallowed = true
    })
    client.on('data', (chunk) => {
      if (isSwallowed) return
      if (armed !== null && chunk.includes(COMMIT)) {
        const when = armed
        armed = null
        cuts++
        isCut = true
        if (when === 'before') return void client.destroy()
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (isSwallowed) return
      if (isCut) client.destroy()
      else client.write(chunk)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  target.port = String((server.address() as AddressInfo).port)
  return {
    url: target.href,
    swallow() {
      for (const swallow of swallowing) swallow()
      swallowing.clear()
    },
    get cuts() {
      return cuts
    },
    cutCommit(when) {
      armed = when
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
