import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeactivationBed, seconds, startDeactivationBed } from '#test/support/deactivation-bed.ts'

let bed: DeactivationBed
beforeAll(async () => {
  bed = await startDeactivationBed()
})
afterAll(() => bed.close())

const CAEP = 'https://schemas.openid.net/secevent/caep/event-type/'
const RISC = 'https://schemas.openid.net/secevent/risc/event-type/'

describe('signals that aren’t what they say', () => {
  const revoked = `${CAEP}session-revoked`
  const cases: readonly [name: string, err: string, token: () => Promise<string>][] = [
    ['another transmitter', 'invalid_issuer', () => bed.event(revoked, 'xen', {}, { iss: 'https://evil.example' })],
    ['another audience', 'invalid_audience', () => bed.event(revoked, 'xen', {}, { aud: 'https://other.example' })],
    [
      'a forged signature',
      'authentication_failed',
      async () => {
        const [header, payload, signature] = (await bed.event(revoked, 'xen')).split('.') as [string, string, string]
        return `${header}.${payload}.${(signature[0] === 'A' ? 'B' : 'A') + signature.slice(1)}`
      },
    ],
    [
      'signed by the issuer instead',
      'invalid_key',
      async () =>
        bed.issuer.sign(
          {
            iss: bed.transmitter.issuer,
            aud: 'https://gateway.test/ssf',
            jti: 'j',
            iat: seconds(),
            events: { [revoked]: {} },
            sub_id: { format: 'iss_sub', iss: bed.issuer.issuer, sub: 'xen' },
          },
          { typ: 'secevent+jwt' },
        ),
    ],
    [
      'unsigned',
      'invalid_key',
      async () => {
        const [, payload] = (await bed.event(revoked, 'xen')).split('.') as [string, string, string]
        return `${Buffer.from('{"alg":"none","typ":"secevent+jwt"}').toString('base64url')}.${payload}.AA`
      },
    ],
    ['an access token', 'invalid_issuer', () => bed.token('xen')],
    [
      'of another type',
      'invalid_request',
      async () =>
        bed.transmitter.sign(
          {
            iss: bed.transmitter.issuer,
            aud: 'https://gateway.test/ssf',
            jti: 'k',
            iat: seconds(),
            events: { [revoked]: {} },
            sub_id: { format: 'iss_sub', iss: bed.issuer.issuer, sub: 'xen' },
          },
          { typ: 'JWT' },
        ),
    ],
    [
      'somebody of another issuer',
      'invalid_request',
      () => bed.event(revoked, 'xen', {}, { sub_id: { format: 'iss_sub', iss: 'https://other.example', sub: 'xen' } }),
    ],
    ['no subject', 'invalid_request', () => bed.event(revoked, 'xen', {}, { sub_id: undefined })],
    ['no jti', 'invalid_request', () => bed.event(revoked, 'xen', {}, { jti: undefined })],
    [
      'two events',
      'invalid_request',
      () => bed.event(revoked, 'xen', {}, { events: { [revoked]: {}, [`${RISC}account-enabled`]: {} } }),
    ],
    [
      'an exp, as access tokens have it',
      'invalid_request',
      () => bed.event(revoked, 'xen', {}, { exp: seconds() + 60 }),
    ],
    ['issued in the future', 'invalid_request', () => bed.event(revoked, 'xen', {}, { iat: seconds() + 3600 })],
    ['not a token', 'invalid_request', async () => 'nonsense'],
  ]

  test.each(cases)(
    'a security event with %s is refused with RFC 8935’s %s and changes nothing',
    async (_name, err, token) => {
      const before = await bed.gateway.app.store.size()
      const answer = await bed.push(await token())
      expect([answer.status, await answer.json()]).toEqual([400, { err, description: expect.any(String) }])
      expect(await bed.gateway.app.store.size()).toBe(before)
    },
  )

  test('as another media type it is refused', async () => {
    const answer = await fetch(`${bed.gateway.url}/ssf/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/jwt' },
      body: await bed.event(revoked, 'xen'),
    })
    expect(answer.status).toBe(400)
  })

  test('a security event that comes again is acknowledged and changes nothing, also after a restart', async () => {
    const disabled = await bed.event(`${RISC}account-disabled`, 'yan', { event_timestamp: seconds() - 30 })
    const enabled = await bed.event(`${RISC}account-enabled`, 'yan', { event_timestamp: seconds() - 20 })
    const again = await bed.event(`${RISC}account-disabled`, 'yan', { event_timestamp: seconds() - 10 })
    for (const token of [disabled, enabled, again]) expect((await bed.push(token)).status).toBe(202)
    await bed.restart()
    const before = await bed.gateway.app.store.size()
    expect((await bed.push(enabled)).status).toBe(202)
    expect(await bed.gateway.app.store.size()).toBe(before)
    expect(await bed.status(await bed.token('yan', { iat: seconds() + 1 }))).toEqual([401, 'credential_revoked'])
  })

  test('keys that can’t be had make the transmitter try again; the event isn’t lost', async () => {
    const other = await startDeactivationBed()
    try {
      other.transmitter.answer = 'error'
      const token = await other.event(revoked, 'zoe')
      expect((await other.push(token)).status).toBe(503)
    } finally {
      await other.close()
    }
  })

  test.each<[string, () => Promise<string>]>([
    ['a nonce', () => bed.logoutToken({ sub: 'xen', nonce: 'n' })],
    ['no event', () => bed.logoutToken({ sub: 'xen', events: {} })],
    ['neither sid nor sub', () => bed.logoutToken({})],
    ['another audience', () => bed.logoutToken({ sub: 'xen', aud: 'other' })],
    ['an end that has passed', () => bed.logoutToken({ sub: 'xen', exp: seconds() - 60 })],
    ['no jti', () => bed.logoutToken({ sub: 'xen', jti: undefined })],
    ['the type of an access token', () => bed.logoutToken({ sub: 'xen' }, { typ: 'at+jwt' })],
    [
      'the transmitter’s signature',
      () =>
        bed.transmitter.sign(
          {
            iss: bed.issuer.issuer,
            aud: 'statehouse-chat',
            sub: 'xen',
            jti: 'z',
            iat: seconds(),
            events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
          },
          { typ: 'logout+jwt' },
        ),
    ],
  ])('a logout token with %s is refused and changes nothing', async (_name, token) => {
    const before = await bed.gateway.app.store.size()
    const answer = await bed.logout(await token())
    expect([answer.status, await answer.json(), answer.headers.get('cache-control')]).toMatchObject([
      400,
      { error: 'invalid_request' },
      'no-store',
    ])
    expect(await bed.gateway.app.store.size()).toBe(before)
  })

  test('a logout token is good once', async () => {
    const token = await bed.logoutToken({ sid: 'session-9' })
    expect([(await bed.logout(token)).status, (await bed.logout(token)).status]).toEqual([200, 400])
  })

  test('log lines hold no token', async () => {
    const token = await bed.event(revoked, 'xen', {}, { aud: 'https://other.example' })
    await bed.push(token)
    expect(bed.gateway.logLines.join('')).not.toContain(token.split('.')[1])
  })
})
