import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAtMost } from '../support/at-most.ts'
import { HOSTILE_MARKDOWN } from '../support/hostile-markdown.ts'
import { picture } from './support/browser.ts'
import { askAxe, judgeLayout } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'

// How much is asked here must not decide what is answered.
const bed = pagesBed({
  changePolicy: (policy) => {
    policy.quotas = []
  },
})
const isFull = process.env['STATEHOUSE_TEST_FULL'] === '1'

async function ask(page: Page, text: string, number: number): Promise<void> {
  await page.getByLabel('Your question').fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText(`Answer ${number} is complete.`).waitFor()
}

test('whatever a model writes, nothing runs, nothing is fetched, nothing is wider than a phone', async () => {
  const { page, faults, close } = await bed.signedIn('employee', { width: 320 })
  const cases = HOSTILE_MARKDOWN.map(([, text]) => text)
  const together = isFull
    ? cases
    : Array.from({ length: 6 }, (_, part) => cases.filter((_text, at) => at % 6 === part).join('\n\n'))
  for (const [at, text] of together.entries()) {
    await ask(page, `/echo ${text}`, at + 1)
    expect(await judgeLayout(page), text).toEqual([])
  }
  await page.reload()
  expect(await judgeLayout(page)).toEqual([])
  expect(await askAxe(page)).toEqual([])
  await picture(page, 'chat-hostile')
  expect(faults).toEqual([])
  await close()
}, 900_000)

test('on a machine four times as slow the page is there in a second and a half', async () => {
  const { page, context, faults, close } = await bed.signedIn('records-officer')
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.reload()
  // A page is loaded before its first paint is told of.
  const paint = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  const painted = (await paint.jsonValue()) ?? 0
  expect(painted).toBeGreaterThan(0)
  expectAtMost(1_500, painted)
  expect(faults).toEqual([])
  await close()
})

test('while a long answer is written the page stays quick', async () => {
  const { page, faults, close } = await bed.signedIn('attorney')
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
  await page.getByLabel('Your question').fill(`/long ${isFull ? 100 : 15} words`)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('Answer 1 is complete.').waitFor({ timeout: 60_000 })
  const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks))
  expectAtMost(200, longest)
  expect(faults).toEqual([])
  await close()
})

test('nothing of a conversation stays in the browser [MO-08]', async () => {
  const { page, context, close } = await bed.signedIn('supervisor', { width: 320 })
  await ask(page, 'The culvert at milepost 41.', 1)
  expect(
    await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    })),
  ).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
  const cookies = await context.cookies(bed.gateway.url)
  expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([])
  expect(JSON.stringify(cookies)).not.toMatch(/culvert|eyJ[\w-]{10,}\./)
  await close()
})

describe('readers who set their page otherwise', () => {
  test('forced colours: nothing is told by colour alone, and the focus is seen', async () => {
    const { page, faults, close } = await bed.signedIn('contractor', { forcedColors: true })
    await ask(page, 'Hello.', 1)
    expect(await askAxe(page)).toEqual([])
    await page.getByLabel('Your question').focus()
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
    expect(outline).not.toBe('none')
    await picture(page, 'chat-forced-colors')
    expect(faults).toEqual([])
    await close()
  })

  test('reduced motion: nothing moves', async () => {
    const { page, close } = await bed.signedIn('hr', { reducedMotion: true })
    await ask(page, 'Hello.', 1)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto')
    await close()
  })

  test.each<[string, (page: Page) => Promise<unknown>]>([
    ['wider spacing of text (WCAG 1.4.12)', (page) => page.evaluate(spaceOut)],
    ['words half as long again, from right to left', (page) => page.evaluate(pseudoLocale)],
    ['a page of 320 by 256 pixels, which is 400 %', (page) => page.setViewportSize({ width: 320, height: 256 })],
  ])('%s: nothing is cut off', async (_how, change) => {
    const { page, close } = await bed.signedIn('privacy-officer', { width: 320 })
    await page.locator('.settings summary').click()
    await change(page)
    expect((await judgeLayout(page)).filter((fault) => fault.startsWith('wider'))).toEqual([])
    await close()
  })
})

function spaceOut(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  )
  document.adoptedStyleSheets.push(sheet)
}

/** As a language would look that is longer and is written the other way. */
function pseudoLocale(): void {
  document.documentElement.dir = 'rtl'
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
    node.textContent = node.textContent!.replaceAll(
      /\p{L}{3,}/gu,
      (word) => `${word}${word.slice(0, Math.ceil(word.length / 2))}`,
    )
}
