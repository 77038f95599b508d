import { createHmac } from 'node:crypto'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { AddressRefused, addressAllowed, guardedLookup } from '../upstream/address-guard.ts'
import { CONNECTOR_TIMEOUT_MS, type Connector, type Notice } from './connector.ts'

export interface WebhookReceiver {
  readonly url: string
  /** Where its address may lie; looked up anew for every notice, and judged as it connects. */
  readonly network: 'public' | 'private' | 'loopback'
  readonly cidr?: string | undefined
}

/**
 * Posts a notice, signed as Standard Webhooks are (`webhook-id`, `webhook-timestamp`, `webhook-signature`: HMAC-SHA-256 over
 * the three joined by dots). Any 2xx means taken; a redirect is not followed, and is a failure.
 * @param now milliseconds since the epoch.
 */
export function webhookConnector(
  { url, network, cidr }: WebhookReceiver,
  secret: string,
  ca: readonly string[],
  now: () => number,
): Connector {
  const isAllowed = addressAllowed({ network, cidr: cidr ?? null })
  const { hostname } = new URL(url)
  return {
    async send(notice) {
      const literal = hostname.replaceAll(/^\[|\]$/g, '')
      // A literal address is never looked up, so it is judged here.
      if (isIP(literal) !== 0 && !isAllowed(literal)) throw new AddressRefused('the receiver’s address is not listed')
      const body = payloadOf(notice)
      const seconds = String(Math.floor(now() / 1000))
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const sent = request(url, {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(CONNECTOR_TIMEOUT_MS),
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        lookup: guardedLookup(isAllowed) as never,
        ...(ca.length === 0 ? {} : { ca: [...ca] }),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'webhook-id': notice.id,
          'webhook-timestamp': seconds,
          'webhook-signature': `v1,${signatureOf(secret, notice.id, seconds, body)}`,
        },
      })
      sent.on('response', (answer) => {
        answer.resume()
        const { statusCode = 0 } = answer
        if (statusCode >= 200 && statusCode < 300) answer.on('end', resolve)
        else reject(new Error(`the receiver answered ${statusCode}`))
        answer.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
      await promise
    },
  }
}

/** What a receiver computes too: base64 of HMAC-SHA-256 over `id.timestamp.body`. */
export function signatureOf(secret: string, id: string, seconds: string, body: string): string {
  return createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')
}

function payloadOf(notice: Notice): string {
  // A receiver stands for a queue; the notice of a hold or of any other task is to one person.
  if ('task' in notice && notice.task === 'incident') {
    const { number, event, at, link } = notice
    return JSON.stringify({ type: `incident.${event}`, timestamp: at, data: { number, link } })
  }
  if (!('incident' in notice)) throw new Error('a person is told by mail alone')
  const { incident, type, severity, event, at, link } = notice
  return JSON.stringify({
    type: `incident.${event}`,
    timestamp: at,
    data: { number: incident, kind: type, severity, link },
  })
}
