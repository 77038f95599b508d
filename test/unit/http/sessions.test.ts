import { describe, expect, test } from 'vitest'
import { refusal } from '#src/core/refusal-codes.ts'
import { createRegistry } from '#src/core/registry.ts'
import { REVOKED_SESSION, REVOKED_SUBJECT } from '#src/core/revocation.ts'
import { SESSION, SESSION_IDLE_MS, SESSION_LIFE_MS, type SessionRow } from '#src/core/session.ts'
import { type SignIn, SignInFailed } from '#src/core/sign-in.ts'
import { createSessions, type Session } from '#src/http/session/sessions.ts'
import type { Act } from '#src/records/ledger.ts'
import { demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { stateRows } from '#test/support/state-rows.ts'

const HOUR = 3_600_000
const place = {
  issuer: 'demo',
  name: 'Demo',
  client: 'pages',
  credential: 'none',
  scopes: [],
  tokenUse: 'access',
} as const

/** Sessions over rows in memory, and a directory whose tokens live an hour. */
function bed() {
  const clock = { at: FACTS_NOW, now: () => clock.at }
  const rows = stateRows()
  const acts: Act[] = []
  const directory = { renewals: 0, gives: true, revoked: new Set<string>(), subject: demoPrincipal().subject }
  const tokens = (credential: string) => ({ credential, refreshToken: `r-${credential}`, renewAt: clock.at + HOUR })
  const signIn = {
    renew: async () => {
      directory.renewals++
      if (!directory.gives) throw new SignInFailed('invalid_grant')
      return tokens(`token-${clock.at}`)
    },
  } as unknown as SignIn
  const make = () =>
    createSessions({
      key: Buffer.alloc(32, 1),
      ledger: {
        state: { ...rows, merge: () => [] },
        write: async (act: Act) => {
          acts.push(act)
          rows.apply(act.state ?? [])
          return { index: acts.length, time: '' }
        },
      },
      clock,
      signIn,
      registry: createRegistry(),
      placeOf: () => place,
      knownAs: () => [],
      identify: async (credential) =>
        directory.revoked.has(credential)
          ? refusal('credential_revoked')
          : demoPrincipal({
              subject: directory.subject,
              key: `demo|${directory.subject}`,
              issuer: 'demo',
              issuedAt: Math.floor(clock.at / 1000),
            }),
    })
  const sessions = make()
  const begin = async (sessionId: string | null = null): Promise<string> => {
    const begun = await sessions.begin({ tokens: tokens('first'), sessionId })
    if ('code' in begun) throw new Error(begun.code)
    return begun.cookie
  }
  /** As a browser: whatever cookie comes back is the next one sent. */
  const use = async (cookie: string): Promise<{ session: Session | null; cookie: string }> => {
    const found = await sessions.find(cookie)
    const session = found === null || 'code' in found ? null : found
    return { session, cookie: session?.renewedCookie ?? cookie }
  }
  return { clock, rows, acts, directory, sessions, begin, use, make }
}

describe('a session', () => {
  test('used every quarter of an hour lasts twelve hours, and not a moment longer', async () => {
    const { clock, begin, use, directory } = bed()
    let cookie = await begin()
    const began = clock.at
    for (;;) {
      clock.at += HOUR / 4
      const used = await use(cookie)
      if (used.session === null) break
      cookie = used.cookie
    }
    expect(clock.at - began).toBe(SESSION_LIFE_MS)
    expect(directory.renewals).toBeGreaterThanOrEqual(11)
  })

  test.each([
    [SESSION_IDLE_MS - 1, true],
    [SESSION_IDLE_MS, false],
  ])('unused for %i ms: lives %s', async (ms, lives) => {
    const { clock, begin, use } = bed()
    const cookie = await begin()
    clock.at += ms
    expect((await use(cookie)).session !== null).toBe(lives)
  })

  test('is renewed once, however many requests find its token old', async () => {
    const { clock, begin, sessions, directory, use } = bed()
    let cookie = await begin()
    clock.at += HOUR / 3
    cookie = (await use(cookie)).cookie
    clock.at += HOUR / 3
    cookie = (await use(cookie)).cookie
    clock.at += HOUR / 3
    const found = await Promise.all(Array.from({ length: 20 }, () => sessions.find(cookie)))
    expect(found.every((one) => one !== null && !('code' in one))).toBe(true)
    expect(directory.renewals).toBe(1)
  })

  test('ends when the directory gives no more', async () => {
    const { clock, begin, use, directory, rows } = bed()
    let cookie = await begin()
    directory.gives = false
    for (let thirds = 0; thirds < 3; thirds++) {
      clock.at += HOUR / 3
      cookie = (await use(cookie)).cookie
    }
    expect((await use(cookie)).session).toBeNull()
    expect(rows.all(SESSION).size).toBe(0)
  })

  test('from before a revocation stays dead, though a renewal would make its token newer', async () => {
    const { clock, begin, use, rows, directory } = bed()
    const cookie = await begin()
    const before = Math.floor(clock.at / 1000)
    rows.apply([
      { kind: REVOKED_SUBJECT, key: `demo|${directory.subject}`, value: { before, cause: 'other', reason: 'x' } },
    ])
    clock.at += SESSION_IDLE_MS / 2
    expect((await use(cookie)).session).toBeNull()
    expect(rows.all(SESSION).size).toBe(0)
    // A new sign-in works.
    clock.at += 1_000
    expect((await use(await begin())).session).not.toBeNull()
  })

  test('ends with the directory’s own session, by the name that it had at sign-in', async () => {
    const { begin, use, rows } = bed()
    const [one, other] = [await begin('sid-1'), await begin('sid-2')]
    rows.apply([{ kind: REVOKED_SESSION, key: 'demo|sid-1', value: { before: 0, cause: 'signed-out', reason: 'x' } }])
    expect((await use(one)).session).toBeNull()
    expect((await use(other)).session).not.toBeNull()
  })

  test('is nobody else’s, whoever a renewed token speaks for', async () => {
    const { begin, use, directory } = bed()
    const cookie = await begin()
    directory.subject = 'somebody-else'
    expect((await use(cookie)).session).toBeNull()
  })

  test('is known to every gateway of the log, and to none without its key', async () => {
    const { begin, make, rows } = bed()
    const cookie = await begin()
    expect(await make().find(cookie)).not.toBeNull()
    const [key, row] = [...rows.all(SESSION)][0] as [string, SessionRow]
    rows.apply([{ kind: SESSION, key, value: { ...row, sealed: `${row.sealed.slice(0, -4)}AAAA` } }])
    expect(await make().find(cookie)).toBeNull()
  })

  test('that ended by itself goes from the rows with the next sign-in', async () => {
    const { clock, begin, rows } = bed()
    await begin()
    clock.at += SESSION_LIFE_MS
    await begin()
    expect(rows.all(SESSION).size).toBe(1)
  })
})
