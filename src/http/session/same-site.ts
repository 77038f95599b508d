import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request that changes something was made by a page of ours. Browsers say where it comes from (`Origin`,
 * `Sec-Fetch-Site`); what says neither isn't a browser that could have been misled, but isn't one of our pages either.
 */
export function isFromOurPages(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return headers.origin === undefined ? site === 'same-origin' : headers.origin === origin
}

/** The address of a page of ours to go back to; `/` for anything else: nobody is sent elsewhere by a link to us. */
export function returnPath(wanted: unknown, origin: string): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])[\x21-\x7e]{0,1999}$/.test(wanted) || wanted.includes('\\'))
    return '/'
  const url = URL.parse(wanted, origin)
  if (url === null || url.origin !== origin || /^\/(sign-|v1\/|api\/)/.test(url.pathname)) return '/'
  return `${url.pathname}${url.search}`
}
