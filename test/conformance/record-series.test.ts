import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TRANSITORY_LIMBS } from '#src/retention/transitory-row.ts'
import { chatAnswer } from '../support/answer-events.ts'
import { startRawUpstream } from '../support/raw-upstream.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let upstream: Awaited<ReturnType<typeof startRawUpstream>>
let gateway: TestGateway

beforeAll(async () => {
  upstream = await startRawUpstream(async (_request, reply) => reply.json(200, chatAnswer('Gravel.')))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy: (policy) => {
      const unscheduled = policy.retention.series['ms-unscheduled']!
      delete unscheduled.undecided
      const gone = { retain: 'P0D', action: 'destroy', autoDestroy: true } as const
      policy.retention.series['transitory'] = { ...unscheduled, ...gone, id: 'transitory', from: 'case-closed' }
      policy.retention.series['legal'] = { ...unscheduled, id: 'legal', units: ['ITS-LEGAL'] }
      policy.retention.transitory = 'transitory'
      policy.index.seriesOfUnit['ITS-LEGAL'] = 'legal'
      policy.access.privilege.units.push('ITS-LEGAL')
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

async function call(method: string, path: string, persona: string, body?: object) {
  const answer = await fetch(`${gateway.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await gateway.token(persona)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function exchange(persona: string, matter = ''): Promise<string> {
  const client = await gateway.client(persona)
  const { response } = await client.chat.completions
    .create(
      { model: 'general-drafting', messages: [{ role: 'user', content: 'Order gravel' }] },
      { headers: { 'ai-matter': matter } },
    )
    .withResponse()
  return response.headers.get('ai-record')!
}

const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const limbs = Object.fromEntries(TRANSITORY_LIMBS.map((limb) => [limb, true]))
const due = async () =>
  (
    (await call('GET', '/dispositions/plan', 'records-officer')).body['due'] as { rule: string; exchanges: number }[]
  ).map(({ rule, exchanges }) => [rule, exchanges])

describe('which series a record belongs to, through the API', { tags: ['MO-07', 'MO-28'] }, () => {
  test('its author states it transitory, the supervisor and HR confirm, and only then it is due', async () => {
    const record = await exchange('employee')
    const statement = { limbs, ended_on: today, reason: 'a scratch list' }
    const state = (persona: string, more: object = {}) =>
      call('POST', `/records/${record}/transitory`, persona, { ...statement, ...more })
    expect(await state('supervisor')).toMatchObject({ status: 404 })
    expect(await state('employee', { limbs: { ...limbs, no_statutory_duty: false } })).toMatchObject({
      status: 422,
      body: { code: 'disposition_refused', clause: 'MO-07' },
    })
    expect(await state('employee')).toMatchObject({ status: 201, body: { state: 'asked' } })
    const confirm = (persona: string, as: string) =>
      call('POST', `/records/${record}/transitory/confirmations`, persona, { as, agrees: true, reason: 'seen' })
    expect(await confirm('auditor', 'hr')).toMatchObject({ status: 404 })
    expect(await confirm('hr', 'supervisor')).toMatchObject({ status: 403 })
    expect(await confirm('supervisor', 'supervisor')).toMatchObject({ status: 201, body: { state: 'asked' } })
    expect(await due()).toEqual([])
    expect(await confirm('hr', 'hr')).toMatchObject({ status: 201, body: { state: 'confirmed' } })
    expect(await due()).toEqual([['transitory@1', 1]])
    // Who confirms has the statement, and no way to the record.
    expect((await call('GET', '/transitory', 'hr')).body).toMatchObject({ statements: [{ exchange: record }] })
    expect(await call('GET', `/records/${record}`, 'hr')).toMatchObject({ status: 404 })
    expect(await call('POST', `/records/${record}/transitory/reversal`, 'employee', { reason: 'x' })).toMatchObject({
      status: 201,
      body: { state: 'reversed' },
    })
    expect(await due()).toEqual([])
  })

  test('an officer assigns it and closes cases; nobody else does, and nobody assigns what they can’t see', async () => {
    const record = await exchange('employee', 'C-7')
    const assign = (persona: string, series: string) =>
      call('POST', `/records/${record}/series`, persona, { series, reason: 'content' })
    expect(await assign('hr', 'legal')).toMatchObject({ status: 404 })
    expect(await assign('employee', 'legal')).toMatchObject({ status: 403, body: { clause: 'MO-28' } })
    expect(await assign('records-officer', 'transitory')).toMatchObject({ status: 422, body: { clause: 'MO-07' } })
    expect(await assign('records-officer', 'legal')).toMatchObject({ status: 201, body: { series: 'legal' } })
    const close = (persona: string, matter = 'C-7') =>
      call('POST', '/cases/closings', persona, { matter, closed_on: today, reason: 'settled' })
    expect(await close('employee')).toMatchObject({ status: 403 })
    expect(await close('records-officer', 'C-8')).toMatchObject({ status: 400 })
    expect(await close('records-officer')).toMatchObject({ status: 201, body: { entries: 2 } })
  })

  test('counsel’s records go by hand: an officer who can’t see one can’t name it, and an auditor isn’t told how many', async () => {
    const secret = await exchange('attorney')
    const asked = { rule: 'legal@1', reason: 'moot', exchanges: [secret] }
    expect(await call('POST', '/dispositions', 'records-officer', asked)).toMatchObject({ status: 404 })
    const proposed = await call('POST', '/dispositions', 'attorney', asked)
    expect(proposed).toMatchObject({ status: 201, body: { by_hand: true, entries: 2 } })
    const { id } = proposed.body as { id: string }
    expect(await call('POST', `/dispositions/${id}/run`, 'records-officer', {})).toMatchObject({ status: 422 })
    const withdraw = (persona: string) => call('POST', `/dispositions/${id}/withdrawal`, persona, { reason: 'not yet' })
    expect(await withdraw('auditor')).toMatchObject({ status: 403 })
    expect(await withdraw('attorney')).toMatchObject({ status: 200, body: { status: 'withdrawn' } })
  })

  test('every look at plans, dispositions and holds is an entry of the log', async () => {
    for (const path of ['/dispositions/plan', '/dispositions']) await call('GET', path, 'auditor')
    await call('POST', '/holds', 'attorney', {
      matter: 'M',
      kind: 'litigation',
      reason: 'r',
      criteria: { matter: 'C-7' },
    })
    await call('GET', '/holds', 'attorney')
    const size = await gateway.app.store.size()
    const actions: unknown[] = []
    for (let index = 0; index < size; index++) {
      const entry = await gateway.app.store.entry(index)
      if (entry?.type === 'access') actions.push(JSON.parse(entry.parts['meta']!.toString()).action)
    }
    expect(actions).toEqual(expect.arrayContaining(['view-plan', 'view-dispositions', 'view-holds']))
  })
})
