import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '../support/answer-events.ts'
import { ask, chatQuestion, entriesOf, metaOf } from '../support/asking.ts'
import { type RawUpstream, startRawUpstream } from '../support/raw-upstream.ts'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

let upstream: RawUpstream
let version = 'sandbox-2026-05'
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) =>
    reply.json(200, { ...(chatAnswer('41') as object), model: version }),
  )
})
const bed = pagesBed({
  get upstream() {
    return upstream.origin
  },
})
afterAll(() => upstream.close())

test('a version that nobody has accepted and a canary that fell silent are seen by whoever answers for it, and run again without script [MS-54]', {
  timeout: LOOKING_MS,
}, async () => {
  const token = await bed.gateway.token('employee')
  await bed.gateway.acknowledge(token)
  for (const one of ['sandbox-2026-05', 'sandbox-2026-11']) {
    version = one
    const asked = ask(bed.gateway, token, { body: chatQuestion('When is the office open?', false) })
    expect((await asked.whole()).status).toBe(200)
  }
  const { page, faults, close } = await bed.signedIn('cto', { path: '/oversight', javaScript: false })
  await page.getByText('No canary has been asked since.').waitFor()
  const run = page.getByRole('button', { name: 'Run now: Canary arithmetic, general-drafting' })
  await run.press('Enter')
  await expect
    .poll(async () => (await page.reload().then(() => page.textContent('main')))!, { timeout: 60_000 })
    .toContain('Not as expected')
  expect(faults).toEqual([])
  await close()
  const seen = await bed.signedIn('cto', { path: '/oversight' })
  await look(seen.page, 'oversight-checks')
  expect(seen.faults).toEqual([])
  await seen.close()
})

test('two officers accept a version by the page, each with a reason, and nobody accepts what they haven’t seen [MS-54]', {
  timeout: LOOKING_MS,
}, async () => {
  const accept = { name: /^Accept this version/ }
  const first = await bed.signedIn('cto', { path: '/oversight', javaScript: false })
  const second = await bed.signedIn('security-officer', { path: '/oversight', javaScript: false })
  for (const { page } of [first, second]) await page.getByLabel('Why is it accepted?').fill('The canaries are fine')
  await first.page.getByRole('button', accept).press('Enter')
  await first.page.getByText('You have accepted it. It takes another officer').waitFor()
  // It was shown as if nobody had accepted it.
  const stale = second.page.waitForResponse((answer) => answer.request().method() === 'POST')
  await second.page.getByRole('button', accept).press('Enter')
  expect((await stale).status()).toBe(409)
  await second.page.getByText('It was changed since you looked at it').waitFor()
  const seen = await bed.signedIn('security-officer', { path: '/oversight' })
  await look(seen.page, 'oversight-version-to-accept')
  await second.page.getByLabel('Why is it accepted?').fill('Looked at twenty answers')
  await second.page.getByRole('button', accept).press('Enter')
  await second.page.getByRole('button', accept).waitFor({ state: 'detached' })
  const acts = (await entriesOf(bed.gateway))
    .map(metaOf)
    .filter(({ action }) => ['resume-asked', 'resume'].includes(String(action)))
  expect(acts.map(({ action, reason }) => [action, reason])).toEqual([
    ['resume-asked', 'The canaries are fine'],
    ['resume', 'Looked at twenty answers'],
  ])
  expect([first, second, seen].flatMap(({ faults }) => faults)).toEqual([])
  await Promise.all([first.close(), second.close(), seen.close()])
})

test('a hint says that it is one, and what the gateway can’t know [MS-44]', { timeout: LOOKING_MS }, async () => {
  const schema = { type: 'object', properties: { result: { enum: ['approve', 'deny'] } } }
  const body = {
    ...chatQuestion('Read the claim.', false),
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
  }
  const asked = ask(bed.gateway, await bed.gateway.token('app-benefits'), {
    body,
    headers: { 'ai-purpose': 'summarise' },
  })
  expect((await asked.whole()).status).toBe(200)
  const { page, faults, close } = await bed.signedIn('cto', { path: '/console/incidents' })
  const name = 'A hint that an app lets AI decide by itself'
  await page.getByRole('row').filter({ hasText: name }).getByRole('link').first().click()
  await page.getByText('A hint, and not verified').waitFor()
  await look(page, 'incident-hint')
  expect(faults).toEqual([])
  await close()
})
