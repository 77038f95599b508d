import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Sink, SinkSettings } from './sink.ts'
import { SINK_TIMEOUT_MS } from './sink.ts'

type HttpsTarget = Extract<SinkSettings['to'], { kind: 'https' }>

/**
 * Posts lines. Any 2xx means taken; redirects aren’t followed, and the certificate is always checked.
 * @param ca authorities that the collector may chain to; the public ones where it is empty.
 */
export function httpsSink({ url, authorization }: HttpsTarget, ca: readonly string[]): Sink {
  return {
    send({ lines }) {
      const body = Buffer.from(`${lines.join('\n')}\n`)
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const headers = { authorization, 'content-type': 'application/x-ndjson', 'content-length': body.length }
      const options = { method: 'POST', headers, signal: AbortSignal.timeout(SINK_TIMEOUT_MS), agent: false } as const
      const sent = url.startsWith('http:')
        ? requestHttp(url, options)
        : requestHttps(url, { ...options, rejectUnauthorized: true, ...(ca.length === 0 ? {} : { ca: [...ca] }) })
      sent.on('response', (answer) => {
        answer.resume()
        const { statusCode = 0 } = answer
        if (statusCode >= 200 && statusCode < 300) answer.on('end', resolve)
        else reject(new Error(`the collector answered ${statusCode}`))
        answer.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
      return promise
    },
    close: () => undefined,
  }
}
