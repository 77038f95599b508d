import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface NotesApplication {
  readonly origin: string
  close(): Promise<void>
}

/** An approved application of the demo: shows which headers reached it, so that a person sees which didn't. */
export async function startNotesApplication(port: number): Promise<NotesApplication> {
  const server = createServer((request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`)
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
    response.end(
      `Shared notes (demo application)\n\nThis application received ${request.method} ${request.url} with\n${headers.join('\n')}\n`,
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
