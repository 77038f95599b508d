import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '../support/answer-events.ts'
import { ask, chatQuestion } from '../support/asking.ts'
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
