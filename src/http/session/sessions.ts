import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../core/ids.ts'
import { type Principal, principalKey } from '../../core/principal.ts'
import type { StateChange } from '../../core/record.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { type ExchangeRegistry, Interruption } from '../../core/registry.ts'
import {
  APP_SESSION,
  type AppSessionRow,
  SESSION,
  SESSION_IDLE_MS,
  SESSION_LIFE_MS,
  type SessionRow,
  type SessionTokens,
} from '../../core/session.ts'
import { type SignIn, type SignInAnswer, SignInFailed, type SignInPlace } from '../../core/sign-in.ts'
import { fallOf } from '../../core/standing.ts'
import type { Ledger } from '../../records/ledger.ts'
import { isTag, seal, subkey, tag, unseal } from './seal.ts'

/** The cookie is renewed when the last one is so old: an idle limit needs no entry of the log for each click. */
const RENEW_COOKIE_MS = 60_000

/** A session as one request finds it. */
export interface Session {
  /** Secret: it is the cookie’s. */
  readonly id: string
  /** Key of its row. */
  readonly key: string
  readonly row: SessionRow
  readonly principal: Principal
  /** For the pipeline: what any caller of the API would send. */
  readonly credential: string
  readonly csrf: string
  /** Milliseconds since the epoch: it ends then unless it is used. */
  readonly idleAt: number
  /** A cookie that says that it was used just now; null: the browser’s is new enough. */
  readonly renewedCookie: string | null
}

export interface SessionParts {
  readonly key: Uint8Array
  readonly ledger: Ledger
  readonly clock: Clock
  readonly signIn: SignIn
  readonly registry: ExchangeRegistry
  readonly placeOf: (issuer: string) => SignInPlace | null
  /** Who a credential stands for, by the rules of the API. */
  readonly identify: (credential: string) => Promise<Principal | Refusal>
  /** What is kept of whoever signs in. */
  readonly knownAs: (principal: Principal) => readonly StateChange[]
}

/** A session as its owner is told of it: nothing of this opens it. */
export interface OwnSession {
  /** First digits of a digest of its row’s key. */
  readonly name: string
  /** Milliseconds since the epoch; `seenAt`: when this gateway last knew of its use, null: not since it started. */
  readonly begunAt: number
  readonly seenAt: number | null
  readonly endsAt: number
}

export interface Sessions {
  /** A new session, never one that the browser had: the cookie’s value, and who signed in. */
  begin(answer: SignInAnswer): Promise<{ cookie: string; principal: Principal } | Refusal>
  /** Null: there is none, or it has ended. */
  find(cookie: string | undefined): Promise<Session | Refusal | null>
  /** The same for whoever has a session's id (secret) from elsewhere, and says when it was used last (milliseconds since the epoch). */
  resume(id: string, seenAt: number): Promise<Session | Refusal | null>
  /** Whose session a cookie was, though it may have ended; null where that isn’t known any more. */
  ownerOf(cookie: string | undefined): string | null
  /** Signs out: the row goes, and what the session has open is cut. */
  end(session: Session): Promise<void>
  /** Somebody’s sessions that haven’t ended, the newest first. */
  own(person: Principal): OwnSession[]
  /** Ends one of somebody’s own by its name; false: they have none of that name. */
  endOwn(person: Principal, name: string): Promise<boolean>
  isCsrf(session: Session, given: unknown): boolean
}

interface FoundRow {
  readonly id: string
  readonly key: string
  readonly row: SessionRow
  readonly seenAt: number
}

/** Sign-ins at the pages. What is secret of them is in the browser’s cookie alone; the log holds what that opens. */
export function createSessions(parts: SessionParts): Sessions {
  const { ledger, clock, signIn, registry } = parts
  const cookieKey = subkey(parts.key, 'session cookie')
  const csrfKey = subkey(parts.key, 'session csrf')
  /** When this gateway last knew of a session’s use; what other gateways saw isn’t in it. */
  const seen = new Map<string, number>()
  const renewing = new Map<string, Promise<SessionTokens | null>>()
  const keyOf = (id: string): string => createHash('sha256').update(id).digest('base64url')
  const sealKey = (id: string): Buffer => subkey(parts.key, 'session tokens', id)
  const cookieOf = (id: string): string => {
    const seen = clock.now().toString(36)
    return `${id}.${seen}.${tag(cookieKey, `${id}.${seen}`)}`
  }
  const sealed = (id: string, tokens: SessionTokens): string =>
    seal(sealKey(id), keyOf(id), Buffer.from(JSON.stringify(tokens)))

  /** What a cookie of ours says; null for any other, and where its row is gone. */
  function read(cookie: string | undefined): FoundRow | null {
    const [id, seen, mac, ...rest] = cookie?.split('.') ?? []
    if (id === undefined || seen === undefined || mac === undefined || rest.length > 0) return null
    if (!isTag(cookieKey, `${id}.${seen}`, mac)) return null
    const key = keyOf(id)
    const row = ledger.state.get(SESSION, key) as SessionRow | undefined
    return row === undefined ? null : { id, key, row, seenAt: Number.parseInt(seen, 36) }
  }

  /** Rows of sessions that ended by themselves: they go with the next sign-in. */
  const over = (): { kind: string; key: string; value: null }[] =>
    [SESSION, APP_SESSION].flatMap((kind) =>
      [...ledger.state.all(kind)]
        .filter(([, row]) => (row as SessionRow | AppSessionRow).endsAt <= clock.now())
        .slice(0, 100)
        .map(([key]) => ({ kind, key, value: null })),
    )

  const ownRows = (person: Principal): { key: string; row: SessionRow }[] =>
    [...ledger.state.all(SESSION)]
      .map(([key, row]) => ({ key, row: row as SessionRow }))
      .filter(({ row }) => principalKey(row) === person.key && row.endsAt > clock.now())
      .sort((a, b) => b.row.endsAt - a.row.endsAt || (a.key < b.key ? -1 : 1))

  /** Ends what a session has open on this gateway; the others of the log hear of its row. */
  const cut = (key: string): void => {
    registry.interrupt(({ session }) =>
      session === key ? new Interruption('revoked', refusal('credential_revoked')) : null,
    )
  }

  async function remove(key: string, row: SessionRow, actor: Principal | null, why: string): Promise<void> {
    cut(key)
    seen.delete(key)
    if (ledger.state.get(SESSION, key) === undefined) return
    const opened = [...ledger.state.all(APP_SESSION)].filter(([, app]) => (app as AppSessionRow).session === key)
    await ledger.write({
      type: 'admin',
      agency: row.agency,
      actor,
      meta: { action: 'sign-out', subject: `${row.issuer}|${row.subject}`, why },
      state: [
        { kind: SESSION, key, value: null },
        ...opened.map(([app]) => ({ kind: APP_SESSION, key: app, value: null })),
      ],
    })
    // What began in the meantime.
    cut(key)
  }

  /** A credential that is good for some time yet; renewed once for all requests that find it old. Null: the directory gives no more. */
  async function fresh(id: string, key: string, row: SessionRow, tokens: SessionTokens): Promise<SessionTokens | null> {
    if (clock.now() < tokens.renewAt) return tokens
    const place = parts.placeOf(row.issuer)
    if (place === null || tokens.refreshToken === null) return null
    const { refreshToken } = tokens
    let renewal = renewing.get(key)
    if (renewal === undefined) {
      renewal = signIn
        .renew(place, refreshToken)
        .then(async (next) => {
          await ledger.write({
            type: 'admin',
            agency: row.agency,
            actor: null,
            meta: { action: 'renew-session', subject: `${row.issuer}|${row.subject}` },
            state: [{ kind: SESSION, key, value: { ...row, sealed: sealed(id, next) } }],
          })
          return next
        })
        .catch((error: unknown) => {
          if (error instanceof SignInFailed) return null
          throw error
        })
        .finally(() => renewing.delete(key))
      renewing.set(key, renewal)
    }
    return renewal
  }

  async function found({ id, key, row, seenAt }: FoundRow): Promise<Session | Refusal | null> {
    const now = clock.now()
    if (now >= row.endsAt || now - seenAt >= SESSION_IDLE_MS) return null
    const opened = unseal(sealKey(id), key, row.sealed)
    const tokens = opened === null ? null : await fresh(id, key, row, JSON.parse(opened.toString()) as SessionTokens)
    if (tokens === null) {
      await remove(key, row, null, 'not renewed')
      return null
    }
    const principal = await parts.identify(tokens.credential)
    if ('code' in principal) {
      // What the directory or an operator has ended doesn’t come back by a renewal.
      if (principal.code === 'credential_revoked') await remove(key, row, null, 'revoked')
      return principal
    }
    if (principal.issuer !== row.issuer || principal.subject !== row.subject) return null
    const asSignedIn = { ...principal, issuedAt: row.signedInAt, sessionId: row.sessionId ?? principal.sessionId }
    const fall = fallOf(asSignedIn, ledger.state, now)
    if (fall !== null) {
      if (fall.refusal.code === 'credential_revoked') await remove(key, row, null, 'revoked')
      return fall.refusal
    }
    seen.set(key, now)
    return {
      id,
      key,
      row,
      principal,
      credential: tokens.credential,
      csrf: tag(csrfKey, id),
      idleAt: Math.min(now + SESSION_IDLE_MS, row.endsAt),
      renewedCookie: now - seenAt > RENEW_COOKIE_MS ? cookieOf(id) : null,
    }
  }

  const find = async (cookie: string | undefined): Promise<Session | Refusal | null> => {
    const known = read(cookie)
    return known === null ? null : found(known)
  }

  return {
    async begin({ tokens, sessionId }) {
      const principal = await parts.identify(tokens.credential)
      if ('code' in principal) return principal
      for (const key of seen.keys()) if (ledger.state.get(SESSION, key) === undefined) seen.delete(key)
      const id = randomBytes(32).toString('base64url')
      const row: SessionRow = {
        issuer: principal.issuer,
        subject: principal.subject,
        agency: principal.agency,
        signedInAt: principal.issuedAt,
        endsAt: clock.now() + SESSION_LIFE_MS,
        sessionId: sessionId ?? principal.sessionId,
        sealed: sealed(id, tokens),
      }
      await ledger.write({
        type: 'admin',
        agency: principal.agency,
        actor: principal,
        meta: { action: 'sign-in', assurance: principal.assurance },
        state: [...over(), { kind: SESSION, key: keyOf(id), value: row }, ...parts.knownAs(principal)],
      })
      return { cookie: cookieOf(id), principal }
    },
    ownerOf(cookie) {
      const row = read(cookie)?.row
      return row === undefined ? null : principalKey(row)
    },
    find,
    async resume(id, seenAt) {
      const key = keyOf(id)
      const row = ledger.state.get(SESSION, key) as SessionRow | undefined
      return row === undefined ? null : found({ id, key, row, seenAt })
    },
    end: (session) => remove(session.key, session.row, session.principal, 'asked for'),
    own: (person) =>
      ownRows(person).map(({ key, row }) => ({
        name: nameOf(key),
        begunAt: row.endsAt - SESSION_LIFE_MS,
        seenAt: seen.get(key) ?? null,
        endsAt: row.endsAt,
      })),
    async endOwn(person, name) {
      const found = ownRows(person).find(({ key }) => nameOf(key) === name)
      if (found === undefined) return false
      await remove(found.key, found.row, person, 'asked for')
      return true
    },
    isCsrf: (session, given) => typeof given === 'string' && isTag(csrfKey, session.id, given),
  }
}

function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
