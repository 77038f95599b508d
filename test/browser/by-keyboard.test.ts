import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { LOOKING_MS } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'
import { noteCheck } from './support/seen.ts'

const bed = pagesBed()

/** More stops than any of these pages has. */
const STOPS_MAX = 80

/** Goes on by the Tab key until something is reached; every stop on the way must be seen to have the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  noteCheck('keyboard')
  noteCheck('focus')
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    const isSeen = await focused.evaluate((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    })
    expect(isSeen, await focused.evaluate((element) => element.outerHTML.slice(0, 80))).toBe(true)
    if (await focused.evaluate((element, wanted) => element.matches(wanted), selector)) return
  }
  throw new Error(`the Tab key never gets to ${selector}`)
}

async function choose(page: Page, selector: string, label: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.type(label)
}

async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

test('looking up, asking “can I use this?” and requesting access need neither pointer nor script [MS-37] [MS-53]', {
  tags: ['MS-37', 'MS-53'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.signedIn('employee', { javaScript: false, path: '/catalog' })
  await tabTo(page, '#q')
  await page.keyboard.type('casework')
  await press(page, 'form.filters button')
  expect(await page.locator('article').count()).toBe(1)
  await press(page, 'article h2 a')
  expect(new URL(page.url()).pathname).toBe('/catalog/pine-casework')

  await choose(page, '#purpose', 'Summarise')
  await choose(page, '#class', 'Conf')
  await press(page, 'form[action="/catalog/check"] button')
  expect(await page.locator('main').textContent()).toContain('No, not as it stands')
  expect(await page.locator('main').textContent()).toMatch(/clause M[SO]-\d+/)

  await press(page, 'a[href$="/request"]')
  await tabTo(page, '#need')
  await page.keyboard.type('Summaries of grievance files')
  await choose(page, '#purpose', 'Summarise')
  await choose(page, '#class', 'Conf')
  await tabTo(page, '#who')
  await page.keyboard.type('Only me')
  await press(page, 'form[action$="/request"] button')
  expect(await page.locator('main').textContent()).toContain('Your request is recorded')
  expect(faults).toEqual([])
  await close()
})

test('a resident’s question needs neither pointer nor script [MS-53] [MS-60]', {
  tags: ['MS-53', 'MS-60'],
  timeout: LOOKING_MS,
}, async () => {
  const { page, faults, close } = await bed.visitor({ javaScript: false })
  await page.goto(`${bed.gateway.url}/public/app-public`)
  await tabTo(page, '#text')
  await page.keyboard.type('When is the office open?')
  await press(page, 'form button')
  expect(await page.locator('#answer-1').textContent()).toContain('From an AI system of the Mississippi Department')
  await tabTo(page, '#text')
  await page.keyboard.type('Are you a person?')
  await press(page, 'form button')
  expect(await page.locator('#answer-2').textContent()).toContain('No. You are writing to an AI system')
  expect(faults).toEqual([])
  await close()
})
