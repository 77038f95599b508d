import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Clock } from '../../core/ids.ts'
import type { CookieJar } from './cookies.ts'
import { seal, unseal } from './seal.ts'

/** So long what is in them may be on its way. */
const KEPT_MS = 15 * 60_000
/** Browsers keep 4,096 bytes a cookie, and a server reads 16 kB of headers. */
const COOKIE_CHARS = 3_800
const COOKIES_MAX = 3
/** What a sealed text may grow to when it is opened; nobody but us has sealed it. */
const OPENED_BYTES_MAX = 256 * 1024

/** Something that a browser holds for us for a quarter of an hour, and can neither read nor change. */
export interface SealedCookies {
  /** `Set-Cookie` values; null: it is too long for cookies. */
  put(name: string, value: object): readonly string[] | null
  /** Null: there is none, or it is too old, or another’s. */
  get(name: string, cookies: ReadonlyMap<string, string>): object | null
  clear(name: string): readonly string[]
}

export function sealedCookies(key: Uint8Array, jar: CookieJar, clock: Clock): SealedCookies {
  const parts = Array.from({ length: COOKIES_MAX }, (_, part) => part)
  return {
    put(name, value) {
      const sealed = seal(key, name, deflateRawSync(JSON.stringify({ value, until: clock.now() + KEPT_MS })))
      const pieces = sealed.match(new RegExp(`.{1,${COOKIE_CHARS}}`, 'g')) ?? []
      if (pieces.length > COOKIES_MAX) return null
      return pieces.map((piece, part) => jar.set(`${name}-${part}`, piece, KEPT_MS / 1_000))
    },
    get(name, cookies) {
      const opened = unseal(key, name, parts.map((part) => cookies.get(jar.name(`${name}-${part}`)) ?? '').join(''))
      if (opened === null) return null
      const text = inflateRawSync(opened, { maxOutputLength: OPENED_BYTES_MAX }).toString('utf8')
      const { value, until } = JSON.parse(text) as { value: object; until: number }
      return clock.now() < until ? value : null
    },
    clear: (name) => parts.map((part) => jar.clear(`${name}-${part}`)),
  }
}
