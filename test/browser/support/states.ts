import type { Page } from 'playwright-core'
import { picture, WIDTHS } from './browser.ts'
import { judgePage } from './judge-page.ts'
import { nameState } from './seen.ts'

const isFull = process.env['STATEHOUSE_TEST_FULL'] === '1'

/**
 * Says what is wrong with a page as it is now, in each width; its name is `page-state`. The short form has axe look at each
 * page once, the long form at every state in both widths, and keeps pictures.
 */
export function judgeStates(prefix: string): (page: Page, name: string) => Promise<string[]> {
  const judged = new Set<string>()
  return async (page, name) => {
    const wrong: string[] = []
    const [kind = name] = name.split('-', 1)
    for (const width of WIDTHS.toReversed()) {
      await page.setViewportSize({ width, height: 900 })
      nameState(page, `${prefix}-${name}`)
      if (isFull) await picture(page, `${prefix}-${name}`)
      const faults = await judgePage(page, isFull || (width === 1280 && !judged.has(kind)))
      wrong.push(...faults.map((fault) => `${name} at ${width}: ${fault}`))
    }
    judged.add(kind)
    return wrong
  }
}
