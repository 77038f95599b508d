import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import type Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { noteLook, noteVersion } from './seen.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const VERSION = /axe v([\d.]+)/.exec(AXE)?.[1] ?? 'unknown'

type Violations = Axe.AxeResults['violations']

/** Axe looks for a second at each page: on a phone only in the long form, where it finds what it found at a desk. */
const ASKS_AXE_ON_PHONES = process.env['STATEHOUSE_TEST_FULL'] === '1'

/** Everything that is wrong with a page as it is now, in words; empty: nothing was found. */
export async function judgePage(
  page: Page,
  asksAxe = ASKS_AXE_ON_PHONES || page.viewportSize()!.width > 320,
): Promise<string[]> {
  return [...(asksAxe ? await askAxe(page) : []), ...(await judgeLayout(page))]
}

export async function askAxe(page: Page): Promise<string[]> {
  const violations = page.frames().length > 1 ? await askInFrames(page) : await askOnce(page)
  noteVersion('axe-core', VERSION)
  noteLook(page, 'axe')
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

/** In the page itself, at a fifth of what the builder takes: it reads axe twice and joins the answers in a page of its own. */
async function askOnce(page: Page): Promise<Violations> {
  await page.evaluate(AXE)
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof Axe }
    return (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations
  }, TAGS)
}

async function askInFrames(page: Page): Promise<Violations> {
  return (await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations
}

/** What axe doesn’t measure. */
export async function judgeLayout(page: Page): Promise<string[]> {
  noteLook(page, 'own')
  // Asked at once, answered in their order: who asks one after the other waits three times.
  return (await Promise.all([tooWide(page), tooSmall(page), unnamed(page)])).flat()
}

/** WCAG 1.4.10. The style sheet may cut off what is too wide, so boxes are measured, not scroll bars. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at)
        if ((overflowX === 'auto' || overflowX === 'scroll') && at.getBoundingClientRect().right <= width + 1)
          return true
      }
      return false
    }
    return [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        // USWDS puts the inputs themselves far off, and draws their labels.
        const isOff = element.closest('.usa-skipnav, .usa-sr-only, .usa-radio__input, .usa-checkbox__input') !== null
        return !isOff && box.width > 0 && (box.right > width + 1 || box.left < -1) && !scrolls(element)
      })
      .map((element) => `wider than ${width} px: ${element.outerHTML.slice(0, 120)}`)
  })
}

/** WCAG 2.5.8: 24 px, unless it stands in a line of text. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        const isShown = box.width > 1 && box.height > 1 && element.closest('.usa-skipnav, .usa-sr-only') === null
        const isInText = getComputedStyle(element).display === 'inline'
        // USWDS hides the input itself and draws the label.
        const isDrawnByLabel = /^(radio|checkbox)$/.test((element as HTMLInputElement).type ?? '')
        return isShown && !isInText && !isDrawnByLabel && (box.height < 24 || box.width < 24)
      })
      .map((element) => `smaller than 24 px: ${element.outerHTML.slice(0, 120)}`),
  )
}

/** One first heading, one main part, a language, a title that says which page of what. */
function unnamed(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...(document.querySelectorAll('h1').length === 1 ? [] : ['not one h1']),
    ...(document.querySelectorAll('main').length === 1 ? [] : ['not one main']),
    ...(document.documentElement.lang === '' ? ['no language'] : []),
    ...(/^.+ – Statehouse, .+$/.test(document.title) ? [] : [`title: ${document.title}`]),
  ])
}
