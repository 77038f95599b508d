import { afterAll, beforeAll, expect, test } from 'vitest'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { type DeactivationBed, startDeactivationBed } from '#test/support/deactivation-bed.ts'

let bed: DeactivationBed
beforeAll(async () => {
  bed = await startDeactivationBed()
})
afterAll(() => bed.close())

const span = (from: number, to: number, more = ''): string =>
  `/api/v1/reports/exposure?from=${encodeURIComponent(new Date(from).toISOString())}&to=${encodeURIComponent(new Date(to).toISOString())}${more}`

test('counts exchanges, people, classes and what was taken out, in the span and for the system asked about; the asking is recorded', async () => {
  const began = Date.now()
  const ask = async (subject: string, content: string, headers: Record<string, string> = {}): Promise<void> => {
    const token = await bed.token(subject)
    await bed.gateway.acknowledge(token)
    const answer = await fetch(`${bed.gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: 'general-drafting', messages: [{ role: 'user', content }] }),
    })
    expect(answer.status, await answer.text()).toBe(200)
  }
  await ask('amy', 'Hello')
  await ask('amy', 'Write to jo@example.org and to al@example.org')
  await ask('bob', 'Hello', { 'ai-data-class': 'public' })
  const auditor = await bed.token('aud', { roles: ['auditor'], acr: 'aal3' })
  const { body } = await bed.api('GET', span(began, Date.now() + 1), auditor)
  expect(body).toMatchObject({
    exchanges: 3,
    people: 2,
    systems: { sandbox: 3 },
    redacted: { email_address: 2 },
    unredacted: {},
  })
  expect(
    Object.values((body as unknown as { classes: Record<string, number> }).classes).reduce((sum, count) => sum + count),
  ).toBe(3)
  expect(metaOf((await entriesOf(bed.gateway)).at(-1)!)).toMatchObject({ type: 'access', report: 'exposure' })
  expect((await bed.api('GET', span(began, Date.now() + 1, '&system=other'), auditor)).body).toMatchObject({
    exchanges: 0,
  })
  expect((await bed.api('GET', span(began, Date.now() + 1, '&vendor=Nobody'), auditor)).body).toMatchObject({
    exchanges: 0,
  })
  expect((await bed.api('GET', span(0, began), auditor)).body).toMatchObject({ exchanges: 0 })
  expect((await bed.api('GET', span(began, Date.now() + 1), await bed.token('amy'))).status).toBe(403)
  expect((await bed.api('GET', '/api/v1/reports/exposure?from=yesterday&to=now', auditor)).status).toBe(400)
})
