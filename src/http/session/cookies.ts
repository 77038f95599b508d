/** RFC 6265: names and values of a `Cookie` header; of a name that stands twice, the first. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, Math.max(at, 0)).trim()
    if (name !== '' && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

export interface CookieJar {
  /** As it is sent: with TLS the browser itself keeps it to this very host (`__Host-`). */
  name(of: string): string
  /** A `Set-Cookie` value that no script reads and no other site’s form sends. Seconds; absent: until the browser closes. */
  set(of: string, value: string, maxAge?: number): string
  clear(of: string): string
}

export function cookieJar(isSecure: boolean): CookieJar {
  const name = (of: string): string => (isSecure ? `__Host-${of}` : of)
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  const set = (of: string, value: string, maxAge?: number): string =>
    `${name(of)}=${value}; ${attributes}${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`
  return { name, set, clear: (of) => set(of, '', 0) }
}
