import { expect, test } from 'vitest'
import { picture, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test.each(WIDTHS)('somebody signs in, reads the notice, accepts it and is at work, at %i px [MS-17]', async (width) => {
  const persona = width === 320 ? 'supervisor' : 'employee'
  const { page, faults, close } = await bed.signedIn(persona, { width, accepts: false })
  expect(new URL(page.url()).pathname).toBe('/notice')
  await picture(page, 'notice-due')
  expect(await judgePage(page)).toEqual([])
  await page.getByRole('button', { name: 'I have read this and accept it' }).click()
  await page.waitForURL(`${bed.gateway.url}/`)
  expect(await judgePage(page)).toEqual([])
  await page.goto(`${bed.gateway.url}/notice`)
  await picture(page, 'notice-accepted')
  expect(await judgePage(page)).toEqual([])
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/signed-out/)
  await picture(page, 'signed-out')
  expect(await judgePage(page)).toEqual([])
  expect(faults).toEqual([])
  await close()
})
