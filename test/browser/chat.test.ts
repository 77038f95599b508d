import { expect, test } from 'vitest'
import { picture, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test.each(WIDTHS)('a question is asked and answered on the page, at %i px', async (width) => {
  const { page, faults, close } = await bed.signedIn(width === 320 ? 'supervisor' : 'employee', { width })
  await picture(page, 'chat-empty')
  expect(await judgePage(page)).toEqual([])
  await page.getByLabel('Your question').fill('Draft a note for SSN 219-09-9999 about the **Route 63** detour.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('Answer 1 is complete.').waitFor()
  await page.getByText('1 thing was found in your message').waitFor()
  expect(await page.content()).not.toContain('219-09-9999')
  await page.locator('.removed summary').click()
  await picture(page, 'chat-answered')
  expect(await judgePage(page)).toEqual([])
  await page.getByLabel('Your question').fill('And one more line.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Answer 2 is complete.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('text')
  await page.reload()
  await picture(page, 'chat-stored')
  expect(await judgePage(page)).toEqual([])
  expect(faults).toEqual([])
  await close()
})
