import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { rootCertificates } from 'node:tls'

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

/** Requests to one address, each with its whole answer. */
export interface RequestSender {
  send(url: string, method: string, headers: http.OutgoingHttpHeaders, body: Uint8Array): Promise<Answer>
  close(): void
}

export interface SenderSettings {
  /** `https://host[:port]`, or `http:` on this machine. */
  readonly origin: string
  /** File with authorities beside the well-known ones. */
  readonly caFile: string | null
  /** What is named where it is silent: `the object store`. */
  readonly name: string
}

const PATIENCE_MS = 10_000

export function createRequestSender({ origin, caFile, name }: SenderSettings): RequestSender {
  const ca = caFile === null ? {} : { ca: [...rootCertificates, readFileSync(caFile, 'utf8')] }
  const { request, agent } =
    new URL(origin).protocol === 'https:'
      ? { request: https.request, agent: new https.Agent({ keepAlive: true, ...ca }) }
      : { request: http.request, agent: new http.Agent({ keepAlive: true }) }
  return {
    /** Whoever is silent for a while is given up. */
    send(url, method, headers, body) {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const length = method === 'GET' || method === 'DELETE' ? {} : { 'content-length': body.byteLength }
      const options = { method, headers: { ...headers, ...length }, agent, timeout: PATIENCE_MS }
      const sent = request(url, options, (reply) => {
        const pieces: Buffer[] = []
        reply.on('data', (piece: Buffer) => pieces.push(piece))
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(pieces) }))
        reply.on('error', reject)
      })
      sent.on('timeout', () => sent.destroy(new Error(`${name} is silent for ${PATIENCE_MS / 1_000} s`)))
      sent.on('error', reject)
      sent.end(body)
      return promise
    },
    close: () => agent.destroy(),
  }
}
