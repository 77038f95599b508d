import { expect, test } from 'vitest'
import { LOOKING_MS, look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

async function suspended(): Promise<void> {
  const answer = await fetch(`${bed.gateway.url}/api/v1/suspensions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await bed.gateway.token('security-officer')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ target: 'client', value: 'app-public', reason: 'Looked into.' }),
  })
  expect(answer.status).toBe(201)
}

test('a resident is told what answers, asks without account or script, and finds a person [MS-60]', {
  tags: ['MS-53', 'MS-60'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, context, faults, close } = await bed.visitor()
  await page.goto(`${bed.gateway.url}/public/app-public`)
  await look(page, 'public-first')
  const send = async (text: string): Promise<void> => {
    await page.getByRole('textbox').fill(text)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForLoadState('load')
  }
  await send('When is the office open? My number is 601-555-0142 and my SSN is 219-09-9999.')
  await look(page, 'public-answered')
  expect(await page.content()).not.toContain('219-09-9999')
  await send('Are you a person?')
  await look(page, 'public-person')
  expect(await page.locator('#answer-2').textContent()).toContain('+1-601-432-8000')
  await page.getByRole('textbox').evaluate((box: HTMLTextAreaElement) => {
    box.required = false
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForLoadState('load')
  await look(page, 'public-empty')
  await send('/status 500')
  await look(page, 'public-unavailable')
  expect(await page.getByRole('textbox').inputValue()).toBe('/status 500')
  await suspended()
  await send('When is the office open?')
  await look(page, 'public-refused')
  expect(await page.getByRole('textbox').inputValue()).toBe('When is the office open?')
  expect(await context.cookies()).toEqual([])
  expect(await page.locator('script').count()).toBe(0)
  expect(faults).toEqual([])
  await close()
})
