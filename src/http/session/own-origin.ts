import type { IncomingHttpHeaders } from 'node:http'
import { isFromOurPages } from './same-site.ts'

/**
 * Whether a request that comes with a cookie of ours was made from that cookie's own origin, or is somebody's going there.
 * `SameSite` is not enough: other hosts of the State are the same site. A socket is bound by its `Origin` alone, since
 * browsers open sockets to anywhere.
 */
export function isOwnRequest(method: string, headers: IncomingHttpHeaders, origin: string): boolean {
  if (headers.upgrade !== undefined) return headers.origin === origin
  if (method !== 'GET' && method !== 'HEAD') return isFromOurPages(headers, origin)
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}
