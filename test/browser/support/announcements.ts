import type { Page } from 'playwright-core'

const REGIONS = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]'

/** What live regions of the page that is opened next, and of those after it, were changed to: what is said aloud, in order. */
export async function announcements(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript((regions) => {
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(regions)
        if (region?.textContent) said.push(region.textContent)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  }, REGIONS)
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said)
}
