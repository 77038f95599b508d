import { createHash, randomBytes } from 'node:crypto'
import type { Clock, EntryId } from '../../core/ids.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import { APP_SESSION, type AppSessionRow, SESSION_IDLE_MS } from '../../core/session.ts'
import type { Ledger } from '../../records/ledger.ts'
import { isTag, seal, subkey, tag, unseal } from './seal.ts'
import type { Session, Sessions } from './sessions.ts'

/** A ticket is on its way for one redirect. */
const TICKET_MS = 60_000
const RENEW_COOKIE_MS = 60_000
const ABOUT_TICKET = 'application ticket'

/** What a ticket says; nobody but us reads it. */
interface Ticket {
  /** Of the session at the application, which begins with it: so that it is good for one. */
  readonly id: string
  /** Of the session at the pages. */
  readonly session: string
  readonly application: string
  readonly round: string
  readonly entry: EntryId
  /** Milliseconds since the epoch. */
  readonly until: number
}

/** Who is at an application, and by which session of the pages. */
export interface AppSession {
  readonly session: Session
  /** A cookie that says that it was used just now; null: the browser’s is new enough. */
  readonly renewedCookie: string | null
}

export interface AppSessionParts {
  readonly key: Uint8Array
  readonly ledger: Ledger
  readonly clock: Clock
  readonly sessions: Sessions
  readonly newId: () => EntryId
}

/**
 * How somebody who is signed in at the pages is known at an approved application, on another origin: by an opaque cookie of
 * that origin, whose row stands and falls with the session’s (clauses MS-34, MO-09). The application is told nothing of it.
 */
export interface AppSessions {
  /** For the browser whose round at the application’s origin this is, and for nobody else; good once, for a minute. */
  ticket(session: Session, application: string, round: string): string
  /** The cookie that a ticket is good for; null: it is none, too late, used, for another round, or its session has ended. */
  redeem(ticket: unknown, round: string): Promise<{ readonly application: string; readonly cookie: string } | null>
  /** Null: there is none for this application, or it has ended. */
  find(cookie: string | undefined, application: string): Promise<AppSession | Refusal | null>
}

export function createAppSessions({ key, ledger, clock, sessions, newId }: AppSessionParts): AppSessions {
  const ticketKey = subkey(key, ABOUT_TICKET)
  const cookieKey = subkey(key, 'application cookie')
  const keyOf = (id: string): string => createHash('sha256').update(id).digest('base64url')
  const sealKey = (id: string): Buffer => subkey(key, 'application session', id)
  const redeeming = new Set<string>()
  const cookieOf = (id: string): string => {
    const seen = clock.now().toString(36)
    return `${id}.${seen}.${tag(cookieKey, `${id}.${seen}`)}`
  }

  async function begin({ id, session: sessionId, application, entry }: Ticket): Promise<string | null> {
    const session = await sessions.resume(sessionId, clock.now())
    if (session === null || 'code' in session) return null
    const row: AppSessionRow = {
      session: session.key,
      application,
      endsAt: session.row.endsAt,
      sealed: seal(sealKey(id), keyOf(id), Buffer.from(sessionId)),
    }
    await ledger.write({
      type: 'admin',
      agency: session.row.agency,
      actor: session.principal,
      meta: { action: 'open-application', application },
      state: [{ kind: APP_SESSION, key: keyOf(id), value: row }],
      // Another gateway that is given the same ticket in the same moment writes the same entry.
      id: entry,
    })
    return cookieOf(id)
  }

  return {
    ticket(session, application, round) {
      const ticket: Ticket = {
        id: randomBytes(32).toString('base64url'),
        session: session.id,
        application,
        round,
        entry: newId(),
        until: clock.now() + TICKET_MS,
      }
      return seal(ticketKey, ABOUT_TICKET, Buffer.from(JSON.stringify(ticket)))
    },
    async redeem(given, round) {
      const opened = typeof given === 'string' ? unseal(ticketKey, ABOUT_TICKET, given) : null
      if (opened === null) return null
      const ticket = JSON.parse(opened.toString()) as Ticket
      const { id, application } = ticket
      if (ticket.round !== round || clock.now() >= ticket.until) return null
      if (redeeming.has(id) || ledger.state.get(APP_SESSION, keyOf(id)) !== undefined) return null
      redeeming.add(id)
      try {
        const cookie = await begin(ticket)
        return cookie === null ? null : { application, cookie }
      } finally {
        redeeming.delete(id)
      }
    },
    async find(cookie, application) {
      const [id, seen, mac, ...rest] = cookie?.split('.') ?? []
      if (id === undefined || seen === undefined || mac === undefined || rest.length > 0) return null
      if (!isTag(cookieKey, `${id}.${seen}`, mac)) return null
      const row = ledger.state.get(APP_SESSION, keyOf(id)) as AppSessionRow | undefined
      const seenAt = Number.parseInt(seen, 36)
      const now = clock.now()
      if (row === undefined || row.application !== application || now >= row.endsAt) return null
      if (now - seenAt >= SESSION_IDLE_MS) return null
      const sessionId = unseal(sealKey(id), keyOf(id), row.sealed)
      const session = sessionId === null ? null : await sessions.resume(sessionId.toString(), seenAt)
      if (session === null || 'code' in session) return session
      return { session, renewedCookie: now - seenAt > RENEW_COOKIE_MS ? cookieOf(id) : null }
    },
  }
}
