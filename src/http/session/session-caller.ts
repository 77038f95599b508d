import type { FastifyRequest } from 'fastify'
import type { Principal } from '../../core/principal.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { type CookieJar, readCookies } from './cookies.ts'
import { isFromOurPages } from './same-site.ts'
import type { Sessions } from './sessions.ts'

/** Who calls the governance API from a page: by the session's cookie, and for whatever changes something, as a page of ours. */
export function sessionCaller({ sessions, jar, publicUrl }: { sessions: Sessions; jar: CookieJar; publicUrl: string }) {
  const { origin } = new URL(publicUrl)
  /** Null: the request has no session; it is to be known by its token. */
  return async ({ headers, method }: FastifyRequest): Promise<Principal | Refusal | null> => {
    if (headers.authorization !== undefined) return null
    const found = await sessions.find(readCookies(headers.cookie).get(jar.name('statehouse')))
    if (found === null || 'code' in found) return found
    const isReading = method === 'GET' || method === 'HEAD'
    if (!isReading && !(isFromOurPages(headers, origin) && sessions.isCsrf(found, headers['x-csrf-token'])))
      return foreignForm()
    return found.principal
  }
}

/** A form, or a call, that no page of ours has made. */
export function foreignForm(): Refusal {
  return refusal('malformed_body', {
    rule: 'pages:form',
    clause: 'MS-34',
    message: 'This form did not come from a page of this service, or the page was open for too long.',
    next: 'Open the page again and send it once more.',
  })
}
