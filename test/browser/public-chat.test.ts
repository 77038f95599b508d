import { expect, test } from 'vitest'
import { picture, WIDTHS } from './support/browser.ts'
import { judgePage } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'

const bed = pagesBed()

test.each(WIDTHS)(
  'a resident is told what answers, asks without account or script, and finds a person, at %i px [MS-60]',
  {
    tags: ['MS-53', 'MS-60'],
  },
  async (width) => {
    const { page, context, faults, close } = await bed.visitor({ width, javaScript: true })
    await page.goto(`${bed.gateway.url}/public/app-public`)
    const look = async (name: string): Promise<void> => {
      await picture(page, name)
      expect(await judgePage(page), name).toEqual([])
    }
    await look('public-first')
    const send = async (text: string): Promise<void> => {
      await page.getByRole('textbox').fill(text)
      await page.getByRole('button', { name: 'Send' }).click()
      await page.waitForLoadState('load')
    }
    await send('When is the office open? My number is 601-555-0142 and my SSN is 219-09-9999.')
    await look('public-answered')
    expect(await page.content()).not.toContain('219-09-9999')
    await send('Are you a person?')
    await look('public-person')
    expect(await page.locator('#answer-2').textContent()).toContain('+1-601-432-8000')
    await page.getByRole('textbox').evaluate((box: HTMLTextAreaElement) => {
      box.required = false
    })
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForLoadState('load')
    await look('public-empty')
    await send('/status 500')
    await look('public-unavailable')
    expect(await page.getByRole('textbox').inputValue()).toBe('/status 500')
    expect(await context.cookies()).toEqual([])
    expect(await page.locator('script').count()).toBe(0)
    expect(faults).toEqual([])
    await close()
  },
)
