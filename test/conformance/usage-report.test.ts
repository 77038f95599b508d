import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { freePort } from '#test/support/free-port.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { draft } from '#test/support/record-store.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({
    upstream: upstream.origin,
    env: { STATEHOUSE_PORT: String(await freePort()) },
    changePolicy(policy) {
      policy.access.privilege.units.push('ITS-OPS')
    },
  })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

const MONTH = new Date().toISOString().slice(0, 7)

async function report(persona: string, name = 'usage'): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${gateway.url}/api/v1/reports/${name}?month=${MONTH}`, {
    headers: { authorization: `Bearer ${await gateway.token(persona)}` },
  })
  return { status: answer.status, text: await answer.text() }
}

/** Exchanges of made-up people of a unit, one each. */
async function used(unit: string, people: number): Promise<void> {
  const facets = { unit, system: 'sandbox', purpose: 'draft-internal', decision: 'allow' }
  await Promise.all(
    Array.from({ length: people }, (_, at) =>
      gateway.app.store.append(
        draft('prompt', undefined, {
          agency: 'MS-ITS',
          search: { text: 'quagmire', facets: { ...facets, user: `${unit}-${at}` } },
        }),
      ),
    ),
  )
}

test('the leader of a unit has its numbers and not a word, none of fewer than ten people, and nothing of what is privileged', {
  tags: ['MS-10', 'MO-03', 'MO-19'],
}, async () => {
  await used('ITS-APPDEV', 9)
  await used('ITS-AUDIT', 30)
  await used('ITS-RECORDS', 20)
  await used('ITS-OPS', 12)
  await expect
    .poll(async () => JSON.parse((await report('unit-leader')).text), { timeout: 10_000 })
    .toMatchObject({ unit: 'ITS-APPDEV', total: { exchanges: null }, lag: 0 })
  await used('ITS-APPDEV', 12)
  await expect
    .poll(async () => JSON.parse((await report('unit-leader')).text), { timeout: 10_000 })
    .toMatchObject({
      unit: 'ITS-APPDEV',
      total: { exchanges: 21, refused: 0 },
      by: { system: [{ value: 'sandbox', exchanges: 21 }] },
      lag: 0,
    })
  expect((await report('unit-leader')).text).not.toMatch(/quagmire|ITS-OPS|APPDEV-0/)
  const whole = JSON.parse((await report('auditor')).text)
  expect(whole.total.exchanges).toBe(71)
  expect(whole.by.unit.map(({ value }: { value: string }) => value)).toEqual(['ITS-AUDIT', 'ITS-APPDEV', 'ITS-RECORDS'])
  expect((await report('cto', 'unreviewed')).status).toBe(200)
  expect((await report('cto', 'cost')).status).toBe(200)
  expect((await report('employee')).status).toBe(403)
  expect((await report('hr', 'cost')).status).toBe(403)
})

test('page, file and API show and hide the same, and what is hidden doesn’t follow from the rest', {
  tags: ['MO-03', 'MO-19'],
}, async () => {
  await used('ITS-HR', 4)
  await used('ITS-SECURITY', 15)
  const read = async () => JSON.parse((await report('auditor')).text)
  await expect.poll(async () => (await read()).lag, { timeout: 10_000 }).toBe(0)
  const { total, by } = await read()
  const hidden = by.unit.filter(({ exchanges }: { exchanges: number | null }) => exchanges === null)
  const shown = by.unit.filter(({ exchanges }: { exchanges: number | null }) => exchanges !== null)
  expect(hidden.map(({ value }: { value: string }) => value)).toEqual(['ITS-APPDEV', 'ITS-HR'])
  const left = shown.reduce((rest: number, { exchanges }: { exchanges: number }) => rest - exchanges, total.exchanges)
  // All that subtraction gives is what sixteen people of two units did together.
  expect(left).toBe(25)
  const auditor = await visitPages(gateway, 'auditor')
  await auditor.state()
  const csv = (await auditor.get(`/console/reports.csv?month=${MONTH}&table=unit`)).text.trim().split('\r\n')
  expect(csv.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual(
    by.unit.map(({ value, exchanges }: { value: string; exchanges: number | null }) => [
      value,
      exchanges === null ? '<10 people' : String(exchanges),
    ]),
  )
  const page = (await auditor.get(`/console/reports?month=${MONTH}`)).text
  const units = page.slice(page.indexOf('id="unit-title"'), page.indexOf('id="system-title"'))
  const cells = [...units.matchAll(/<th scope="row">([^<]+)<\/th><td class="number">([^<]+)</g)].map(
    ([, , number]) => number,
  )
  expect(cells).toEqual(
    by.unit.map(({ exchanges }: { exchanges: number | null }) => (exchanges === null ? '&lt;10' : String(exchanges))),
  )
})
