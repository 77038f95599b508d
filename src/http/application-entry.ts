import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal, RefusalCode } from '../core/refusal-codes.ts'
import type { Application } from '../policy/policy-set.ts'
import type { AppSession, AppSessions } from './session/app-sessions.ts'
import { type CookieJar, readCookies } from './session/cookies.ts'
import type { SealedCookies } from './session/sealed-cookies.ts'

/** Where a ticket comes back to, on the applications' origin. */
export const ENTERED = '/entered'

/** What a person mends at the pages: they are sent there, and come back. */
const MENDED_AT_THE_PAGES: ReadonlySet<RefusalCode> = new Set([
  'credential_missing',
  'credential_invalid',
  'credential_expired',
  'credential_revoked',
  'assurance_required',
  'notice_not_acknowledged',
])

export interface EntryParts {
  readonly appSessions: AppSessions
  /** Cookies of the applications' origin. */
  readonly jar: CookieJar
  readonly rounds: SealedCookies
  /** Of the pages. */
  readonly publicUrl: string
}

interface Round {
  readonly nonce: string
  /** On the applications' origin. */
  readonly path: string
}

/**
 * How a person's browser gets into approved applications without a token of theirs ever being in it. The browser is sent to
 * the pages with the digest of a nonce, where they are signed in, and comes back with a sealed ticket that is good once, for a
 * minute, and only beside the nonce: a ticket that somebody else was given, or that was read on its way, opens nothing.
 */
export interface ApplicationEntry {
  /** Who the cookie for this application says is there; null: nobody. */
  visitor(request: FastifyRequest, application: Application): Promise<AppSession | Refusal | null>
  /** Where a browser that was refused is sent to; null: it is told as a program is. `record`: the refusal's, where there is one. */
  way(
    request: FastifyRequest,
    reply: FastifyReply,
    application: Application,
    code: RefusalCode,
    record: string | null,
  ): FastifyReply | null
  cookieFor(application: string, value: string): string
}

export function applicationEntry(app: FastifyInstance, parts: EntryParts): ApplicationEntry {
  const { appSessions, jar, rounds, publicUrl } = parts
  const nameOf = (application: string): string => `statehouse-app-${application}`
  const roundName = (round: string): string => `statehouse-round-${round.slice(0, 16)}`
  const digest = (nonce: string): string => createHash('sha256').update(nonce).digest('base64url')

  app.get(ENTERED, async (request, reply) => {
    const { ticket, round } = request.query as { ticket?: unknown; round?: unknown }
    const wanted = typeof round === 'string' ? round : ''
    const kept = rounds.get(roundName(wanted), readCookies(request.headers.cookie)) as Round | null
    const isOwn = kept !== null && digest(kept.nonce) === wanted
    const entered = isOwn ? await appSessions.redeem(ticket, wanted) : null
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    // A link that somebody made, a ticket that was used, or a browser that keeps no cookies: never a second try by itself.
    if (kept === null || entered === null || !kept.path.startsWith(`/apps/${entered.application}/`))
      return reply.redirect(`${publicUrl}/catalog?again#applications`, 303)
    reply.header('set-cookie', [
      ...rounds.clear(roundName(wanted)),
      jar.set(nameOf(entered.application), entered.cookie),
    ])
    return reply.redirect(kept.path, 303)
  })

  return {
    visitor: (request, { id }) => appSessions.find(readCookies(request.headers.cookie).get(jar.name(nameOf(id))), id),
    way(request, reply, { id }, code, record) {
      if (!isNavigation(request)) return null
      reply.header('cache-control', 'no-store')
      if (!MENDED_AT_THE_PAGES.has(code)) {
        const query = record === null ? '' : `?record=${record}`
        return reply.redirect(`${publicUrl}/applications/${id}${query}`, 303)
      }
      const nonce = randomBytes(32).toString('base64url')
      const round = digest(nonce)
      const cookies = rounds.put(roundName(round), { nonce, path: request.url } satisfies Round)
      // An address too long to be kept: they begin where the application does.
      reply.header('set-cookie', cookies ?? rounds.put(roundName(round), { nonce, path: `/apps/${id}/` }) ?? [])
      return reply.redirect(`${publicUrl}/applications/${id}/open?round=${round}`, 303)
    },
    cookieFor: (application, value) => jar.set(nameOf(application), value),
  }
}

/** A person's browser that goes to an address, not a part of a page, a script or a frame. */
function isNavigation({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET' || headers.upgrade !== undefined || headers.authorization !== undefined) return false
  const dest = headers['sec-fetch-dest']
  return dest === undefined ? String(headers.accept).includes('text/html') : dest === 'document'
}
