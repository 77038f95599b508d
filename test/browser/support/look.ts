import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picture, WIDTHS } from './browser.ts'
import { judgePage } from './judge-page.ts'

/** Looks at a state of a page in every width, one after the other, and keeps a picture of each. Nothing may be wrong. */
export async function look(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await picture(page, name)
    expect(await judgePage(page), `${name}, ${width} px`).toEqual([])
  }
}
