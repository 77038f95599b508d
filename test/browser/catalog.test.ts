import { expect, test } from 'vitest'
import { picture, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test.each(WIDTHS)(
  'an employee looks a system up, asks whether it may be used, and requests it, at %i px [MS-37]',
  async (width) => {
    const { page, faults, close } = await bed.signedIn('employee', { width, path: '/catalog' })
    const look = async (name: string): Promise<void> => {
      await picture(page, name)
      expect(await judgePage(page), name).toEqual([])
    }
    await look('catalog')
    await page.goto(`${bed.gateway.url}/catalog?q=zzz`)
    await look('catalog-none')
    await page.goto(`${bed.gateway.url}/catalog/sandbox`)
    await look('catalog-system')
    await page.goto(`${bed.gateway.url}/catalog/pine-casework`)
    await look('catalog-system-closed')
    await page.goto(`${bed.gateway.url}/catalog/check`)
    await look('catalog-check')
    await page.goto(`${bed.gateway.url}/catalog/check?system=sandbox&purpose=summarise&class=internal`)
    await look('catalog-check-yes')
    await page.goto(`${bed.gateway.url}/catalog/check?system=sandbox&purpose=summarise&class=regulated`)
    await look('catalog-check-no')
    await page.goto(`${bed.gateway.url}/catalog/pine-casework/request`)
    await look('ask-access')
    expect(faults).toEqual([])
    await close()
  },
)
