import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as revokeCommand } from '#src/cli/revoke.ts'
import { ask, endOf, recordOf } from '#test/support/asking.ts'
import { type DeactivationBed, seconds, startDeactivationBed } from '#test/support/deactivation-bed.ts'

let bed: DeactivationBed
beforeAll(async () => {
  bed = await startDeactivationBed()
})
afterAll(() => bed.close())

const CAEP = 'https://schemas.openid.net/secevent/caep/event-type/'
const RISC = 'https://schemas.openid.net/secevent/risc/event-type/'

/** What each way of telling does. `next`: what a new sign-in gets; a new token, issued after the signal. */
const SIGNALS: readonly {
  readonly signal: string
  readonly subject: string
  readonly code?: string
  readonly claims?: Record<string, unknown>
  readonly before?: () => Promise<void>
  readonly tell: () => Promise<void>
  readonly next: readonly [number, string | null]
}[] = [
  {
    signal: 'the API',
    subject: 'ann',
    async tell() {
      const told = await bed.api('POST', '/api/v1/revocations', await bed.officer(), {
        issuer: bed.issuer.issuer,
        subject: 'ann',
        reason: 'left',
      })
      expect(told).toMatchObject({ status: 201, body: { cut: 1 } })
    },
    next: [200, null],
  },
  {
    signal: 'the shell of this machine',
    subject: 'bea',
    async tell() {
      const { context, said } = bed.shell('root')
      expect(
        await revokeCommand(
          ['--subject', `${bed.issuer.issuer}|bea`, '--reason', 'left', '--cause', 'separated'],
          context,
        ),
        said.join(),
      ).toBe(0)
    },
    next: [200, null],
  },
  {
    signal: 'SCIM active:false',
    subject: 'cal',
    before: async () => void (await bed.createAccount('cal')),
    async tell() {
      const found = (await (
        await bed.scim('GET', `/Users?filter=${encodeURIComponent('externalId eq "cal"')}`)
      ).json()) as { Resources: { id: string }[] }
      const told = await bed.scim('PATCH', `/Users/${found.Resources[0]!.id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
      })
      expect(told.status).toBe(200)
    },
    next: [401, 'credential_revoked'],
  },
  {
    signal: 'CAEP session-revoked',
    subject: 'dan',
    async tell() {
      expect((await bed.push(await bed.event(`${CAEP}session-revoked`, 'dan'))).status).toBe(202)
    },
    next: [200, null],
  },
  {
    signal: 'CAEP credential-change',
    subject: 'eva',
    code: 'assurance_required',
    async tell() {
      expect(
        (
          await bed.push(
            await bed.event(`${CAEP}credential-change`, 'eva', { credential_type: 'password', change_type: 'update' }),
          )
        ).status,
      ).toBe(202)
    },
    next: [200, null],
  },
  {
    signal: 'RISC account-disabled',
    subject: 'flo',
    async tell() {
      expect((await bed.push(await bed.event(`${RISC}account-disabled`, 'flo', { reason: 'hijacking' }))).status).toBe(
        202,
      )
    },
    next: [401, 'credential_revoked'],
  },
  {
    signal: 'back-channel logout of a session',
    subject: 'gus',
    claims: { sid: 'session-1' },
    async tell() {
      expect((await bed.logout(await bed.logoutToken({ sid: 'session-1' }))).status).toBe(200)
    },
    next: [200, null],
  },
  {
    signal: 'back-channel logout of a subject',
    subject: 'hal',
    async tell() {
      expect((await bed.logout(await bed.logoutToken({ sub: 'hal' }))).status).toBe(200)
    },
    next: [200, null],
  },
]

describe('access ends at once (MO-09)', () => {
  const old: Record<string, string> = {}

  test.each(SIGNALS)(
    '$signal: the open stream is cut with an error event, the record says so, the next call is refused, and a new sign-in gets $next.0',
    async ({ subject, code = 'credential_revoked', claims = {}, before, tell, next }) => {
      await before?.()
      const token = await bed.token(subject, { iat: seconds() - 5, auth_time: seconds() - 5, ...claims })
      old[subject] = token
      await bed.gateway.acknowledge(token)
      const stream = ask(bed.gateway, token)
      const { headers } = await stream.head
      await tell()
      // Whoever told knows that it holds: the refusal needs no waiting for.
      expect(await bed.status(token)).toEqual([401, code])
      const { text } = await stream.whole()
      expect(text).toContain(`"code":"${code}"`)
      expect(text).not.toContain('[DONE]')
      const end = endOf(await recordOf(bed.gateway, String(headers['ai-record'])))
      expect(end).toMatchObject({ outcome: 'cut', refusal: { code } })
      const fresh = await bed.token(subject, { iat: seconds() + 1, auth_time: seconds() + 1 })
      expect(await bed.status(fresh)).toEqual(next)
    },
  )

  test('a restart forgets none of it', async () => {
    await bed.restart()
    for (const { subject, code = 'credential_revoked', next } of SIGNALS) {
      expect([subject, ...(await bed.status(old[subject]!))]).toEqual([subject, 401, code])
      const fresh = await bed.token(subject, { iat: seconds() + 1, auth_time: seconds() + 1 })
      expect([subject, ...(await bed.status(fresh))]).toEqual([subject, ...next])
    }
  })

  test('a blocked account that is enabled again takes a new sign-in: its old tokens stay dead', async () => {
    expect(
      (await bed.push(await bed.event(`${RISC}account-enabled`, 'flo', { event_timestamp: seconds() + 1 }))).status,
    ).toBe(202)
    expect(await bed.status(old['flo']!)).toEqual([401, 'credential_revoked'])
    expect(await bed.status(await bed.token('flo', { iat: seconds() + 2 }))).toEqual([200, null])
    const found = (await (await bed.scim('GET', '/Users?filter=externalId%20eq%20%22cal%22')).json()) as {
      Resources: { id: string }[]
    }
    await bed.scim('PATCH', `/Users/${found.Resources[0]!.id}`, {
      Operations: [{ op: 'replace', value: { active: true } }],
    })
    expect(await bed.status(old['cal']!)).toEqual([401, 'credential_revoked'])
    expect(await bed.status(await bed.token('cal', { iat: seconds() + 2 }))).toEqual([200, null])
  })

  test('tokens of an issuer that were issued before an instant die, later ones don’t', async () => {
    const early = await bed.token('ivy', { iat: seconds() - 600 })
    const late = await bed.token('ivy', { iat: seconds() - 60 })
    await bed.gateway.acknowledge(late)
    const told = await bed.api('POST', '/api/v1/revocations', await bed.officer(), {
      issuer: bed.issuer.issuer,
      issued_before: new Date((seconds() - 300) * 1000).toISOString(),
      cause: 'compromised',
      reason: 'signing key of the directory copied',
    })
    expect(told.status).toBe(201)
    expect(await bed.status(early)).toEqual([401, 'credential_revoked'])
    expect(await bed.status(late)).toEqual([200, null])
  })

  test('a refused issuer-wide revocation in the future leaves sign-ins alone', async () => {
    const told = await bed.api('POST', '/api/v1/revocations', await bed.officer(), {
      issuer: bed.issuer.issuer,
      issued_before: new Date(Date.now() + 3_600_000).toISOString(),
      reason: 'typed wrong',
    })
    expect(told).toMatchObject({ status: 400, body: { code: 'malformed_body' } })
  })

  test('what is in force is shown to those who answer for it, and to nobody else', async () => {
    const shown = await bed.api('GET', '/api/v1/revocations', await bed.officer())
    const { issuer } = bed.issuer
    expect(shown).toMatchObject({
      status: 200,
      body: {
        subjects: expect.arrayContaining([expect.objectContaining({ key: `${issuer}|bea`, cause: 'separated' })]),
        sessions: expect.arrayContaining([expect.objectContaining({ key: `${issuer}|session-1` })]),
      },
    })
    expect((await bed.api('GET', '/api/v1/revocations', await bed.token('nosy'))).status).toBe(403)
  })

  test('how long each signal took is measured, without a person in it', async () => {
    const metrics = await (await fetch(`${bed.gateway.url}/metrics`)).text()
    expect(metrics).toMatch(/statehouse_deactivation_lag_seconds_count\{signal="api"\} [1-9]/)
    expect(metrics).toMatch(/statehouse_deactivation_lag_seconds_count\{signal="security-event"\} [1-9]/)
    expect(metrics).not.toContain('flo')
  })

  test('whoever loses a device ends their own sessions, and nobody else’s (MS-05)', async () => {
    const own = await bed.token('joe')
    const { issuer } = bed.issuer
    expect(await bed.api('POST', '/api/v1/revocations', own, { issuer, subject: 'ann', reason: 'x' })).toMatchObject({
      status: 403,
    })
    expect(
      await bed.api('POST', '/api/v1/revocations', own, {
        issuer,
        subject: 'joe',
        cause: 'lost-device',
        reason: 'telephone lost',
      }),
    ).toMatchObject({ status: 201 })
    expect(await bed.status(own)).toEqual([401, 'credential_revoked'])
  })
})

describe('a device that isn’t compliant (MS-11)', () => {
  test('only public data may be sent from it until it is compliant again; an older event lifts nothing', async () => {
    const token = await bed.token('kim')
    await bed.gateway.acknowledge(token)
    expect(await bed.status(token)).toEqual([200, null])
    const change = (current_status: string, at: number) =>
      bed.event(`${CAEP}device-compliance-change`, 'kim', { current_status, previous_status: 'x', event_timestamp: at })
    await bed.push(await change('not-compliant', seconds() - 10))
    expect(await bed.status(token)).toEqual([403, 'data_class_not_permitted'])
    expect(await bed.status(token, { 'ai-data-class': 'public' })).toEqual([200, null])
    await bed.push(await change('compliant', seconds() - 20))
    expect(await bed.status(token)).toEqual([403, 'data_class_not_permitted'])
    await bed.push(await change('compliant', seconds()))
    expect(await bed.status(token)).toEqual([200, null])
  })
})
