import { expect, test } from 'vitest'
import { look } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test('a resident is told what answers, asks without account or script, and finds a person [MS-60]', {
  tags: ['MS-53', 'MS-60'],
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
  expect(await context.cookies()).toEqual([])
  expect(await page.locator('script').count()).toBe(0)
  expect(faults).toEqual([])
  await close()
})
