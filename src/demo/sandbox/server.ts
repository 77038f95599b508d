import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { handleRequest } from './handle-request.ts'
import { type ReceivedRequest, RequestLog } from './received-requests.ts'
import { ResponseMemory } from './response-memory.ts'

export interface SandboxOptions {
  /** It is never reachable from another machine. */
  readonly host?: '127.0.0.1'
  /** Default: any free port. */
  readonly port?: number
  /** Set: every request must carry it as its bearer. */
  readonly apiKey?: string
  /** Milliseconds before each event of a stream; default 0. */
  readonly pace?: number
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
}

export interface Sandbox {
  /** For a client's base URL add `/v1`. */
  readonly origin: string
  /** What arrived, oldest first, at most the newest thousand. */
  readonly requests: readonly ReceivedRequest[] & { clear(): void }
  /** Drops open connections, stalled ones too. */
  close(): Promise<void>
}

/** Starts the sandbox model: an OpenAI-compatible upstream whose answers tell what it received. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const log = new RequestLog()
  const around = { apiKey: options.apiKey, paceMs: options.pace ?? 0, log, memory: new ResponseMemory() }
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void handleRequest(request, response, around)
  }
  const server = options.tls ? createSecureServer({ ...options.tls }, handle) : createServer(handle)
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')
  const { address, port } = server.address() as AddressInfo
  return {
    origin: `${options.tls ? 'https' : 'http'}://${address}:${port}`,
    requests: log,
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
