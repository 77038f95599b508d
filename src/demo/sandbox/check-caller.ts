import type { IncomingMessage } from 'node:http'
import { VendorError } from './vendor-error.ts'

/** A page in a browser could reach loopback under its own host name (DNS rebinding). */
export function checkHost(request: IncomingMessage): void {
  if (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(request.headers.host ?? '')) return
  throw new VendorError(421, 'The sandbox answers only to loopback host names.', { code: 'misdirected_request' })
}

export function checkKey(request: IncomingMessage, apiKey: string | undefined): void {
  if (apiKey === undefined) return
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === apiKey) return
  if (given === undefined) throw new VendorError(401, "You didn't provide an API key.")
  // The vendor repeats part of the key, so whoever passes its errors on must take secrets out.
  const shown = given.length > 12 ? `${given.slice(0, 7)}*****${given.slice(-4)}` : '*****'
  throw new VendorError(401, `Incorrect API key provided: ${shown}.`, { code: 'invalid_api_key' })
}
