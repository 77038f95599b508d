import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { picture, WIDTHS } from './browser.ts'
import { judgePage } from './judge-page.ts'

/** A test that looks at many states takes as long as it takes: how fast is for the bench to say. */
export const LOOKING_MS = 300_000

/** Looks at a state of a page in every width, one after the other, and keeps a picture of each. Nothing may be wrong. */
export async function look(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await picture(page, name)
    expect(await judgePage(page), `${name}, ${width} px`).toEqual([])
  }
}
