import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { picture } from './support/browser.ts'
import { type Keys, keysOf } from './support/keys.ts'
import { LOOKING_MS } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'
import { noteCheck } from './support/seen.ts'

const bed = pagesBed()

/** Ticks or chooses what has this id. */
async function tick(keys: Keys, id: RegExp): Promise<void> {
  await keys.reach(id)
  await keys.press('Space')
}

test.each([
  { how: 'with script', persona: 'cto', javaScript: true },
  { how: 'without script', persona: 'attorney', javaScript: false },
])(
  'by keyboard alone, $how: sign in, accept, ask, report, mark reviewed, make a statement, request access [MS-33] [MS-37] [MS-53] [MO-46]',
  { tags: ['MS-33', 'MS-37', 'MS-53', 'MO-46'], timeout: LOOKING_MS },
  async ({ persona, javaScript }) => {
    const { page, faults, close } = await bed.visitor({ javaScript })
    const keys = keysOf(page)
    const main = page.locator('main')

    await page.goto(bed.gateway.url)
    await picture(page, 'demo-directory')
    await keys.reach(new RegExp(`\\(${persona}\\)|^${persona}`, 'i'))
    await keys.press('Enter')
    await page.waitForURL(`${bed.gateway.url}/notice**`)
    await keys.follow(/^I have read this and accept it$/)
    if (javaScript) await walk(page)

    await keys.fill(/^text$/, 'Draft a line about the culvert at milepost 41.')
    if (javaScript) await keys.press('Control+Enter')
    else await keys.follow(/^Send$/)
    await page.getByText('Made by the AI system Sandbox model').waitFor()
    const conversation = page.url().split('#')[0]!

    await keys.follow(/^Report answer 1$/)
    await tick(keys, /^type-/)
    await keys.fill(/^text$/, 'It names a road that doesn’t exist.')
    await keys.follow(/^Send the report$/)
    await page.getByRole('heading', { name: 'Your report was received' }).waitFor()
    await keys.follow(/^Back to the conversation$/)

    await keys.follow(/^Mark answer 1 as reviewed$/)
    await tick(keys, /^check-facts$/)
    await tick(keys, /^result-as-is$/)
    await keys.follow(/^Mark as reviewed$/)
    await page.getByText(`Checked by ${persona}@its.ms.gov`).waitFor()

    await keys.follow(/^Use answer 1 in a document$/)
    await keys.fill(/^title$/, 'Culverts on route 63')
    await keys.fill(/^authors$/, 'Ada Reyes')
    await keys.fill(/^parts$/, 'The first draft.')
    await keys.follow(/^Save$/)
    await keys.fill(/^text$/, 'The culvert at milepost 41 is to be repaired.')
    await keys.follow(/^Save the text$/)
    await tick(keys, /^check-facts$/)
    await keys.follow(/^Say that I checked it$/)
    expect(await main.textContent()).toContain('You said on')
    expect(
      await page.locator('section').filter({ hasText: 'What the reader is told' }).first().textContent(),
    ).toContain('Sandbox model')

    await keys.follow(/^Catalog$/)
    await keys.follow(/^Casework assistant$/)
    await keys.follow(/^Ask your supervisor for/)
    await keys.fill(/^need$/, 'Summaries of grievance files')
    await keys.fill(/^purpose$/, 'Summarise')
    await keys.fill(/^class$/, 'Conf')
    await keys.fill(/^who$/, 'Only me')
    await keys.follow(/^Send the request$/)
    expect(await main.textContent()).toContain('Your request is recorded')
    expect(conversation).toContain('/chat/')
    expect(faults).toEqual([])
    await close()
  },
)

/** Every stop is on the page, in view, not covered, and marked. */
async function walk(page: Page): Promise<void> {
  noteCheck('focus')
  const seen: string[] = []
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(async () => {
      // The link to the content slides out of what comes next.
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
      const at = document.activeElement
      if (at === null || at === document.body) return null
      const box = at.getBoundingClientRect()
      const { outlineStyle, boxShadow } = getComputedStyle(at)
      const shown = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      const label = at.id === '' ? null : document.querySelector(`label[for="${at.id}"]`)
      return {
        name: at.outerHTML.slice(0, 80),
        isMarked: outlineStyle !== 'none' || boxShadow !== 'none' || label !== null,
        isInView: box.bottom > 0 && box.top < window.innerHeight,
        isCovered: !(shown === at || at.contains(shown) || shown?.contains(at) || label?.contains(shown)),
        isSkipLink: at.matches('.usa-skipnav'),
      }
    })
    if (stop === null) break
    seen.push(stop.name)
    // It slides in.
    if (stop.isSkipLink) continue
    expect(stop, stop.name).toMatchObject({ isMarked: true, isInView: true, isCovered: false })
  }
  expect(seen[0]).toContain('usa-skipnav')
  expect(seen.length).toBeGreaterThan(8)
}
