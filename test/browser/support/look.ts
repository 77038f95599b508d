import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picture, WIDTHS } from './browser.ts'
import { judgePage } from './judge-page.ts'

/** A test that looks at many states takes as long as it takes: how fast is for the bench to say. */
export const LOOKING_MS = 300_000

const isFull = process.env['STATEHOUSE_TEST_FULL'] === '1'

/**
 * Pages that axe has looked at, by the file of tests, their addresses without what they are about, and their headings. A
 * file counts for itself: which others its process has run before, and so what they looked at, is chance.
 */
const asked = new Set<string>()

/**
 * Looks at a state of a page in every width, one after the other, and keeps a picture of each. Nothing may be wrong. The short
 * form has axe look at each page once in a file of tests under each of its headings, the long form at every state in both widths.
 */
export async function look(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await picture(page, name)
    const kind = await kindOf(page)
    const asksAxe = isFull || (width === WIDTHS[0] && !asked.has(kind))
    asked.add(kind)
    expect(await judgePage(page, asksAxe), `${name}, ${width} px`).toEqual([])
  }
}

async function kindOf(page: Page): Promise<string> {
  const heading = await page.locator('h1').first().textContent()
  const shown = `${new URL(page.url()).pathname} ${heading}`.replaceAll(/[0-9a-f-]{32,36}|\d+/g, '0')
  return `${expect.getState().testPath} ${shown}`
}
