import { expect, test } from 'vitest'
import { BLOCKED, blockKey } from '#src/core/block.ts'
import { cutFallen } from '#src/core/cut-fallen.ts'
import { classCeilingOf, DEVICE_NOT_COMPLIANT } from '#src/core/device-posture.ts'
import type { ExchangeId } from '#src/core/ids.ts'
import { createRegistry, type Interruption, openExchange } from '#src/core/registry.ts'
import { REVOKED_ISSUER, REVOKED_SESSION, REVOKED_SUBJECT, REVOKED_UNNAMED, SIGNED_OUT } from '#src/core/revocation.ts'
import { SIGN_IN_DEMANDED } from '#src/core/sign-in-demand.ts'
import { fallOf } from '#src/core/standing.ts'
import { SUSPENSION, type SuspensionRow, suspensionsInForce } from '#src/core/suspension.ts'
import { demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { stateRows } from '#test/support/state-rows.ts'

const NOW = FACTS_NOW
const seconds = NOW / 1000
const one = demoPrincipal({ issuedAt: seconds - 100, authenticatedAt: seconds - 100 })
const revocation = (before: number) => ({ before, cause: 'other', reason: 'test' })

/** Each row, and tokens that it reaches or leaves alone. */
test.each([
  ['its subject, issued before', REVOKED_SUBJECT, one.key, revocation(seconds - 50), {}, 'credential_revoked'],
  ['its subject, issued in that second', REVOKED_SUBJECT, one.key, revocation(seconds - 100), {}, 'credential_revoked'],
  ['its subject, issued after', REVOKED_SUBJECT, one.key, revocation(seconds - 101), {}, null],
  ['another subject', REVOKED_SUBJECT, `${one.issuer}|other`, revocation(seconds), {}, null],
  ['its issuer', REVOKED_ISSUER, one.issuer, revocation(seconds), {}, 'credential_revoked'],
  ['another issuer', REVOKED_ISSUER, 'https://other.example', revocation(seconds), {}, null],
  [
    'its session, whenever issued',
    REVOKED_SESSION,
    `${one.issuer}|s1`,
    revocation(0),
    { sessionId: 's1' },
    'credential_revoked',
  ],
  ['another session', REVOKED_SESSION, `${one.issuer}|s1`, revocation(seconds), { sessionId: 's2' }, null],
  ['a session of its own, and it names none', REVOKED_UNNAMED, one.key, revocation(seconds), {}, 'credential_revoked'],
  [
    'a session of its own, and it names another',
    REVOKED_UNNAMED,
    one.key,
    revocation(seconds),
    { sessionId: 's2' },
    null,
  ],
  ['its subject, who signed out', SIGNED_OUT, one.key, revocation(seconds), {}, 'credential_revoked'],
  [
    'its account',
    BLOCKED,
    blockKey('directory', one.key),
    { cause: 'separated', reason: 'x', since: 0 },
    {},
    'credential_revoked',
  ],
  [
    'who acts for it',
    REVOKED_SUBJECT,
    'https://a.example|app',
    revocation(seconds),
    { actors: [{ issuer: 'https://a.example', subject: 'app' }] },
    'credential_revoked',
  ],
  [
    'its sign-in, which is older than the change',
    SIGN_IN_DEMANDED,
    one.key,
    { after: seconds - 100, reason: 'x' },
    {},
    'assurance_required',
  ],
  ['its sign-in, which is younger', SIGN_IN_DEMANDED, one.key, { after: seconds - 101, reason: 'x' }, {}, null],
  [
    'its sign-in, of which the issuer says nothing',
    SIGN_IN_DEMANDED,
    one.key,
    { after: 0, reason: 'x' },
    { authenticatedAt: null },
    'assurance_required',
  ],
  [
    'who acts for it, whose access is suspended',
    SUSPENSION,
    's1',
    { id: 's1', target: 'person', value: 'https://a.example|app', reason: 'x', until: null },
    { actors: [{ issuer: 'https://a.example', subject: 'app' }] },
    'system_suspended',
  ],
  [
    'who acts for it, whose credential changed after the token was issued',
    SIGN_IN_DEMANDED,
    'https://a.example|app',
    { after: seconds - 100, reason: 'x' },
    { actors: [{ issuer: 'https://a.example', subject: 'app' }] },
    'assurance_required',
  ],
  [
    'who acts for it, whose credential changed before the token was issued',
    SIGN_IN_DEMANDED,
    'https://a.example|app',
    { after: seconds - 101, reason: 'x' },
    { actors: [{ issuer: 'https://a.example', subject: 'app' }] },
    null,
  ],
] as const)('a row about %s', (_name, kind, key, value, changes, code) => {
  const rows = stateRows()
  rows.apply([{ kind, key, value }])
  expect(fallOf({ ...one, ...changes }, rows, NOW)?.refusal.code ?? null).toBe(code)
})

test('use by a revoked actor is the actor’s to answer for, not of whom it acts for (MO-12)', () => {
  const rows = stateRows()
  rows.apply([{ kind: REVOKED_SUBJECT, key: 'https://a.example|app', value: revocation(seconds) }])
  const fall = fallOf({ ...one, actors: [{ issuer: 'https://a.example', subject: 'app' }] }, rows, NOW)
  expect(fall?.incident?.person).toBe('https://a.example|app')
})

test('a device that isn’t compliant holds down whoever acts with it, for themselves or for somebody else (MS-11)', () => {
  const rows = stateRows()
  rows.apply([{ kind: DEVICE_NOT_COMPLIANT, key: 'https://a.example|app', value: { since: 0, reason: 'x' } }])
  expect(classCeilingOf(one, rows)).toBeNull()
  expect(classCeilingOf({ ...one, actors: [{ issuer: 'https://a.example', subject: 'app' }] }, rows)).toBe('public')
})

test('a stronger sign-in is asked for with its age, as RFC 9470 has it', () => {
  const rows = stateRows()
  rows.apply([{ kind: SIGN_IN_DEMANDED, key: one.key, value: { after: seconds - 30, reason: 'x' } }])
  expect(fallOf(one, rows, NOW)?.refusal.headers?.['www-authenticate']).toBe(
    'Bearer error="insufficient_user_authentication", max_age="30"',
  )
})

const stop = (changes: Partial<SuspensionRow>): SuspensionRow => ({
  id: 's1',
  target: 'all',
  value: '',
  reason: 'test',
  by: 'os:root',
  at: '2026-11-22T00:00:00.000Z',
  until: null,
  resumeAskedBy: null,
  ...changes,
})

test.each([
  ['everything', {}, true],
  ['the system', { target: 'system', value: 'sandbox' }, true],
  ['another system', { target: 'system', value: 'other' }, false],
  ['a person', { target: 'person', value: one.key }, true],
  ['until later', { until: new Date(NOW + 1).toISOString() }, true],
  ['until now', { until: new Date(NOW).toISOString() }, false],
  ['until an instant that can’t be read', { until: 'tomorrow' }, true],
] as const)('a suspension of %s', (_name, changes, hits) => {
  const rows = stateRows()
  rows.apply([{ kind: SUSPENSION, key: 's1', value: stop(changes) }])
  const scope = { system: 'sandbox', vendor: 'v', client: 'c', unit: 'u', purpose: null, person: one.key }
  expect(suspensionsInForce(rows, scope, NOW)).toHaveLength(hits ? 1 : 0)
})

test('exactly the open exchanges that no longer stand are ended, each told why, and none twice', () => {
  const rows = stateRows()
  const registry = createRegistry()
  const open = (id: string, changes: object) => {
    const exchange = Object.assign(openExchange(id as ExchangeId), changes)
    registry.add(exchange)
    return exchange.abort.signal
  }
  const mine = open('1', { principal: one, system: 'sandbox' })
  const other = open('2', { principal: demoPrincipal({ subject: 'other' }), system: 'sandbox' })
  const elsewhere = open('3', { principal: demoPrincipal({ subject: 'third' }), system: 'elsewhere' })
  const unknown = open('4', {})
  rows.apply([{ kind: REVOKED_SUBJECT, key: one.key, value: revocation(seconds) }])
  expect([cutFallen(registry, rows, NOW), cutFallen(registry, rows, NOW)]).toEqual([1, 0])
  expect((mine.reason as Interruption).refusal?.code).toBe('credential_revoked')
  rows.apply([{ kind: SUSPENSION, key: 's1', value: stop({ target: 'system', value: 'sandbox' }) }])
  expect(cutFallen(registry, rows, NOW)).toBe(1)
  expect((other.reason as Interruption).refusal?.message).toContain('test')
  expect([elsewhere.aborted, unknown.aborted]).toEqual([false, false])
})
