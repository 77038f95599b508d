import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as resumeCommand } from '#src/cli/resume.ts'
import { run as revokeCommand } from '#src/cli/revoke.ts'
import { run as suspendCommand } from '#src/cli/suspend.ts'
import { ask, chatQuestion, entriesOf, metaOf } from '#test/support/asking.ts'
import { type DeactivationBed, startDeactivationBed } from '#test/support/deactivation-bed.ts'

let bed: DeactivationBed
beforeAll(async () => {
  bed = await startDeactivationBed()
})
afterAll(() => bed.close())

async function modelsOf(token: string): Promise<string[]> {
  const answer = await fetch(`${bed.gateway.url}/v1/models`, { headers: { authorization: `Bearer ${token}` } })
  return ((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id)
}

const whole = chatQuestion('When is the office open?', false)

describe('the emergency stop (MS-31)', () => {
  test.each([
    ['system', 'sandbox'],
    ['vendor', 'Statehouse'],
    ['client', 'statehouse-demo'],
    ['purpose', 'draft-internal'],
    ['unit', 'ITS-APPDEV'],
    ['all', ''],
  ])(
    '%s: open streams are cut, calls answer 403 with the reason, and it takes two people to resume',
    async (target, value) => {
      const token = await bed.token('pat')
      await bed.gateway.acknowledge(token)
      const system = bed.gateway.app.gateway.open(
        { method: '', path: '', headers: {}, repeatedCredential: false, clientCertificate: null, remoteAddress: '' },
        null,
      )
      bed.gateway.app.gateway.drop(system)
      const vendor = system.policy.systems.find(({ id }) => id === 'sandbox')!.vendor.name
      const stream = ask(bed.gateway, token)
      await stream.head
      const sam = await bed.officer()
      const order = { target, value: target === 'vendor' ? vendor : value, reason: 'answers are wrong' }
      const stopped = await bed.api('POST', '/api/v1/suspensions', sam, order)
      expect(stopped).toMatchObject({ status: 201, body: { cut: 1 } })
      const { text } = await stream.whole()
      expect(text).toContain('"code":"system_suspended"')
      expect(text).toContain('answers are wrong')
      expect(text).not.toContain('[DONE]')
      const refused = await ask(bed.gateway, token, { body: whole }).whole()
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('answers are wrong')])
      // Which purpose somebody will name isn't known yet; whatever else is stopped isn't on offer.
      expect((await modelsOf(token)).includes('general-drafting')).toBe(target === 'purpose')
      const resume = `/api/v1/suspensions/${stopped.body.id}/resume`
      expect(await bed.api('POST', resume, sam, { reason: 'mended' })).toMatchObject({
        status: 202,
        body: { state: 'asked' },
      })
      expect(await bed.api('POST', resume, sam, { reason: 'mended' })).toMatchObject({
        status: 403,
        body: { title: expect.stringContaining('second person') },
      })
      expect(await bed.api('POST', resume, await bed.token('quin'), { reason: 'me too' })).toMatchObject({
        status: 403,
      })
      expect(await bed.status(token)).toEqual([403, 'system_suspended'])
      const cto = await bed.token('cto', { roles: ['cto'], department: 'ITS-EXEC', acr: 'aal3' })
      expect(await bed.api('POST', resume, cto, { reason: 'seen it' })).toMatchObject({
        status: 200,
        body: { state: 'resumed' },
      })
      expect(await bed.status(token)).toEqual([200, null])
      expect(await modelsOf(token)).toContain('general-drafting')
    },
  )

  test('from a shell while the gateway runs and the identity provider is down: stopped at once, recorded as the shell’s user, resumed by two', async () => {
    const token = await bed.token('rae')
    await bed.gateway.acknowledge(token)
    bed.issuer.answer = 'hang'
    const stream = ask(bed.gateway, token)
    await stream.head
    const first = bed.shell('alice')
    expect(await suspendCommand(['--all', '--reason', 'wrong answers'], first.context), first.said.join()).toBe(0)
    expect(first.said.join()).toContain('1 open answers cut')
    expect((await stream.whole()).text).toContain('"code":"system_suspended"')
    expect(await bed.status(token)).toEqual([403, 'system_suspended'])
    const entry = (await entriesOf(bed.gateway))
      .filter(({ type }) => type === 'admin')
      .map(metaOf)
      .at(-1)
    expect(entry).toMatchObject({
      action: 'suspend',
      target: 'all',
      by: 'os:alice',
      signal: 'shell',
      reason: 'wrong answers',
    })
    expect(await resumeCommand(['--all', '--reason', 'mended'], first.context)).toBe(0)
    expect(await resumeCommand(['--all', '--reason', 'mended'], first.context)).toBe(2)
    expect(first.said.at(-1)).toContain('second person')
    expect(await bed.status(token)).toEqual([403, 'system_suspended'])
    expect(await resumeCommand(['--all', '--reason', 'mended'], bed.shell('bob').context)).toBe(0)
    expect(await bed.status(token)).toEqual([200, null])
    expect(await resumeCommand(['--all', '--reason', 'again'], first.context)).toBe(1)
    bed.issuer.answer = 'keys'
  })

  test('a name with a typing error is told at once: nothing is in force that stops nothing', async () => {
    const alice = bed.shell('alice')
    expect(await suspendCommand(['--system', 'general-drafting', '--reason', 'x'], alice.context)).toBe(2)
    expect(alice.said.join()).toMatch(/knows no such system.*That is a model of system sandbox/)
    expect(await revokeCommand(['--issuer', `${bed.issuer.issuer}/`, '--reason', 'x'], alice.context)).toBe(2)
    expect(alice.said.join()).toContain(`Name one of: ${bed.gateway.app.policy.current().issuers[0]!.issuer}`)
    const sam = await bed.officer()
    expect(await bed.api('GET', '/api/v1/suspensions', sam)).toMatchObject({ body: { suspensions: [] } })
  })

  test('only the gateway’s own account can open the socket', async () => {
    expect((await stat(join(bed.folder, 'operator.sock'))).mode & 0o777).toBe(0o600)
  })

  test('with an end it ends by itself', async () => {
    const token = await bed.token('sue')
    await bed.gateway.acknowledge(token)
    const sam = await bed.officer()
    const past = await bed.api('POST', '/api/v1/suspensions', sam, {
      target: 'all',
      reason: 'x',
      until: new Date(Date.now() - 1000).toISOString(),
    })
    expect(past.status).toBe(400)
    const until = new Date(Date.now() + 700).toISOString()
    await bed.api('POST', '/api/v1/suspensions', sam, {
      target: 'client',
      value: 'statehouse-demo',
      reason: 'test',
      until,
    })
    expect(await bed.status(token)).toEqual([403, 'system_suspended'])
    for (;;) if ((await bed.status(token))[0] === 200) break
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until))
  })
})

describe('a unit leader (MO-24)', () => {
  const leader = () => bed.token('uma', { roles: ['staff', 'unit-leader'] })

  test('doesn’t lift what an officer stopped, not even of their own unit (MS-31)', async () => {
    const sam = await bed.officer()
    const unit = { target: 'unit', value: 'ITS-APPDEV', reason: 'under investigation' }
    const stopped = await bed.api('POST', '/api/v1/suspensions', sam, unit)
    const { id } = stopped.body as { id: string }
    const path = `/api/v1/suspensions/${id}/resume`
    expect((await bed.api('POST', path, await leader(), { reason: 'we need it' })).status).toBe(403)
    expect((await bed.api('POST', path, sam, { reason: 'ended' })).status).toBe(202)
    expect((await bed.api('POST', path, await leader(), { reason: 'we need it' })).status).toBe(403)
    const cto = await bed.token('cleo', { roles: ['staff', 'cto'] })
    expect((await bed.api('POST', path, cto, { reason: 'ended' })).status).toBe(200)
  })

  test('suspends and revokes people of their own unit, with the way to appeal; nobody of another unit, and no system', async () => {
    const mine = await bed.token('vic')
    const other = await bed.token('wes', { department: 'ITS-OPS' })
    for (const token of [mine, other]) {
      await bed.gateway.acknowledge(token)
      expect(await bed.status(token)).toEqual([200, null])
    }
    const { issuer } = bed.issuer
    const person = (subject: string) => ({
      target: 'person',
      value: `${issuer}|${subject}`,
      reason: 'misuse under review',
      until: new Date(Date.now() + 86_400_000).toISOString(),
    })
    expect((await bed.api('POST', '/api/v1/suspensions', await leader(), person('wes'))).status).toBe(403)
    expect((await bed.api('POST', '/api/v1/suspensions', await leader(), person('nobody-knows'))).status).toBe(403)
    expect(
      (
        await bed.api('POST', '/api/v1/suspensions', await leader(), {
          target: 'system',
          value: 'sandbox',
          reason: 'x',
        })
      ).status,
    ).toBe(403)
    expect(
      (await bed.api('POST', '/api/v1/suspensions', await leader(), { target: 'unit', value: 'ITS-OPS', reason: 'x' }))
        .status,
    ).toBe(403)
    expect(
      (await bed.api('POST', '/api/v1/revocations', await leader(), { issuer, subject: 'wes', reason: 'x' })).status,
    ).toBe(403)
    expect((await bed.api('POST', '/api/v1/revocations', await leader(), { issuer, reason: 'x' })).status).toBe(403)
    expect((await bed.api('POST', '/api/v1/suspensions', await leader(), person('vic'))).status).toBe(201)
    const refused = await ask(bed.gateway, mine, { body: whole }).whole()
    expect(JSON.parse(refused.text).error).toMatchObject({
      code: 'system_suspended',
      clause: 'MO-24',
      message: expect.stringContaining('misuse under review'),
      next: expect.stringContaining('appeal'),
    })
    expect(await bed.status(other)).toEqual([200, null])
    const { body } = await bed.api('GET', '/api/v1/suspensions', await leader())
    expect(body.suspensions).toMatchObject([{ target: 'person', value: `${issuer}|vic` }])
    expect(
      (await bed.api('POST', '/api/v1/revocations', await leader(), { issuer, subject: 'vic', reason: 'left' })).status,
    ).toBe(201)
  })
})
