import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { OwnCheck } from '#src/conformance/accessibility.ts'
import { expectAtMost } from '../support/at-most.ts'
import { HOSTILE_MARKDOWN } from '../support/hostile-markdown.ts'
import { picture } from './support/browser.ts'
import { askAxe, judgeLayout } from './support/judge-page.ts'
import { pagesBed } from './support/pages-bed.ts'
import { noteCheck } from './support/seen.ts'

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

/** Turns of the conversation, kilobytes of the answer that is written below them, and how the model takes its time. */
const LONG = isFull ? { turns: 200, kilobytes: 100, pace: '/slow 1 ' } : { turns: 12, kilobytes: 15, pace: '' }
/** Blocks that more text can still change: the last three, and what was added since the last frame. */
const DRAWN_AGAIN_MAX = 4

test(`below ${LONG.turns} turns an answer of ${LONG.kilobytes} kB is drawn at its end only, and the page stays quick`, async () => {
  const { page, context, faults, close } = await bed.signedIn('attorney')
  await ask(page, 'The first of many.', 1)
  const conversation = page.url().split('/').at(-1)!
  const csrf = await page.locator('#composer [name=csrf]').inputValue()
  for (let turn = 2; turn <= LONG.turns; turn++) {
    const form = { csrf, conversation, text: `Question ${turn}.`, return: `/chat/${conversation}` }
    const asked = await context.request.post(`${bed.gateway.url}/chat`, {
      multipart: form,
      headers: { origin: bed.gateway.url, 'sec-fetch-site': 'same-origin' },
    })
    expect(asked.ok()).toBe(true)
  }
  await page.goto(`${bed.gateway.url}/chat/${conversation}?all`)
  expect(await page.locator('.turn').count()).toBe(LONG.turns)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  const scriptSeconds = async (): Promise<number> =>
    (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')!.value
  await page.evaluate(watchDrawing)
  const before = await scriptSeconds()
  await page.getByLabel('Your question').fill(`${LONG.pace}/long ${LONG.kilobytes} words`)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText(`Answer ${LONG.turns + 1} is complete.`).waitFor({ timeout: 300_000 })
  const { tasks, draws, chunks } = await page.evaluate(() => (window as unknown as { drawing: Drawing }).drawing)
  expect(draws.length).toBeGreaterThan(0)
  // However long the answer is, a frame draws what came, and nothing of what stands.
  expect(draws.filter(({ removed }) => removed > DRAWN_AGAIN_MAX)).toEqual([])
  const script = ((await scriptSeconds()) - before) * 1_000
  const longest = Math.max(0, ...tasks)
  console.info(
    `${LONG.turns} turns, ${LONG.kilobytes} kB: ${chunks} chunks, ${draws.length} draws, longest task ${Math.round(longest)} ms, script ${(script / chunks).toFixed(3)} ms a chunk`,
  )
  expectAtMost(200, longest)
  expectAtMost(0.5, script / chunks)
  expect(faults).toEqual([])
  await close()
}, 900_000)

interface Drawing {
  /** Of long tasks, milliseconds. */
  readonly tasks: number[]
  /** Parts of the answer that a frame took away, to draw them again. */
  readonly draws: { readonly removed: number }[]
  chunks: number
}

/** In the page: what drawing costs. A line of the answer’s stream is a chunk. */
function watchDrawing(): void {
  const drawing: Drawing = { tasks: [], draws: [], chunks: 0 }
  Object.assign(window, { drawing })
  new PerformanceObserver((list) => drawing.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  })
  new MutationObserver((changes) => {
    const drawn = changes.filter(
      ({ target }) => target instanceof Element && target.matches('.turn:last-child > .turn__answer > .prose'),
    )
    if (drawn.length > 0)
      drawing.draws.push({ removed: drawn.reduce((sum, { removedNodes }) => sum + removedNodes.length, 0) })
  }).observe(document.querySelector('#transcript')!, { subtree: true, childList: true })
  const parse = JSON.parse
  JSON.parse = (text: string) => {
    drawing.chunks++
    return parse(text)
  }
}

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

  test.each<[string, OwnCheck, (page: Page) => Promise<unknown>]>([
    ['wider spacing of text (WCAG 1.4.12)', 'text-spacing', (page) => page.evaluate(spaceOut)],
    ['words half as long again, from right to left', 'right-to-left', (page) => page.evaluate(pseudoLocale)],
    [
      'a page of 320 by 256 pixels, which is 400 %',
      'zoom',
      (page) => page.setViewportSize({ width: 320, height: 256 }),
    ],
  ])('%s: nothing is cut off', async (_how, check, change) => {
    noteCheck(check)
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
