import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { type ApiBody, type DeactivationBed, seconds, startDeactivationBed } from '#test/support/deactivation-bed.ts'

type Incident = ApiBody['incidents'][number]

let bed: DeactivationBed
beforeAll(async () => {
  bed = await startDeactivationBed()
})
afterAll(() => bed.close())

describe('use after a revocation (MO-12)', () => {
  test('1,000 attempts open one incident, which counts them; separations go to legal, and no token is in it', async () => {
    const token = await bed.token('lee', { iat: seconds() - 5 })
    const { issuer } = bed.issuer
    await bed.api('POST', '/api/v1/revocations', await bed.officer(), {
      issuer,
      subject: 'lee',
      cause: 'separated',
      reason: 'contract ended',
    })
    const incidents = async () =>
      (await entriesOf(bed.gateway))
        .filter(({ type }) => type === 'incident')
        .map(metaOf)
        .filter(({ person }) => person === `${issuer}|lee`)
    const ofLee = (one: Incident): boolean => one.found?.about.holder === `${issuer}|lee`
    for (let done = 0; done < 1_000; done += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, i) => bed.status(token, i % 2 === 0 ? {} : { 'x-stainless-retry-count': '2' })),
      )
    }
    const found = await incidents()
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      cause: 'separated',
      reason: 'contract ended',
      referredTo: 'legal',
      attempt: { by: 'interactive' },
    })
    expect(JSON.stringify(found[0])).not.toContain(token.split('.')[2])
    const attorney = await bed.token('att', { roles: ['staff', 'attorney'], department: 'ITS-LEGAL' })
    const { body } = await bed.api('GET', '/api/v1/incidents', attorney)
    expect(body.incidents.filter(ofLee)).toMatchObject([
      {
        type: 'access-after-end',
        source: 'gateway',
        subjects: [],
        hears: ['security', 'legal'],
        found: { count: 1000 },
      },
    ])
    expect((await bed.api('GET', '/api/v1/incidents', await bed.token('mia'))).status).toBe(403)
  })

  test('the count goes on after a restart, and what isn’t a separation isn’t legal’s', async () => {
    const token = await bed.token('ned', { iat: seconds() - 5 })
    const { issuer } = bed.issuer
    await bed.api('POST', '/api/v1/revocations', await bed.officer(), {
      issuer,
      subject: 'ned',
      cause: 'compromised',
      reason: 'token seen elsewhere',
    })
    await bed.status(token)
    await bed.restart()
    await bed.status(token)
    // What isn't inference counts too.
    expect((await bed.api('GET', '/api/v1/me', token)).status).toBe(401)
    const { body } = await bed.api('GET', '/api/v1/incidents', await bed.officer())
    const ofNed = (one: Incident): boolean => one.found?.about.holder === `${issuer}|ned`
    expect(body.incidents.filter(ofNed)).toMatchObject([{ hears: ['security'], found: { count: 3 } }])
    const attorney = await bed.token('att', { roles: ['staff', 'attorney'], department: 'ITS-LEGAL' })
    const { body: legals } = await bed.api('GET', '/api/v1/incidents', attorney)
    expect(legals.incidents.filter(ofNed)).toEqual([])
  })

  test('signing out is nobody’s misconduct: a token that is used after it opens no incident', async () => {
    const token = await bed.token('oda', { iat: seconds() - 5 })
    await bed.logout(await bed.logoutToken({ sub: 'oda' }))
    expect(await bed.status(token)).toEqual([401, 'credential_revoked'])
    const { body } = await bed.api('GET', '/api/v1/incidents', await bed.officer())
    expect(body.incidents.filter((one) => one.found?.about.holder?.endsWith('|oda'))).toEqual([])
  })
})
