import { expect, test } from 'vitest'
import { picture, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test.each(WIDTHS)(
  'what everybody may know of the service stands on four plain pages, at %i px [MS-53]',
  async (width) => {
    const { page, faults, close } = await bed.visitor({ width })
    for (const name of ['help', 'privacy', 'accessibility', 'status']) {
      await page.goto(`${bed.gateway.url}/${name}`)
      await picture(page, name)
      expect(await judgePage(page), name).toEqual([])
    }
    expect(faults).toEqual([])
    await close()
  },
)
