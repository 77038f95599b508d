import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { picture } from './support/browser.ts'
import { tooWide } from './support/judge-page.ts'
import { LOOKING_MS } from './support/look.ts'
import { pagesBed } from './support/pages-bed.ts'
import { noteCheck } from './support/seen.ts'

const bed = pagesBed()

const OPEN = [
  '/help',
  '/privacy',
  '/accessibility',
  '/accessibility/report',
  '/status',
  '/register',
  '/public/app-public',
]
const PERSONS = [
  '/catalog',
  '/catalog?q=zzz',
  '/catalog/sandbox',
  '/catalog/pine-casework',
  '/catalog/magnolia-drafting',
  '/catalog/check?system=sandbox&purpose=summarise&class=regulated',
  '/catalog/check?system=pine-casework&purpose=coding&class=public',
  '/catalog/check?system=sandbox&purpose=coding&class=internal',
  '/catalog/request',
  '/catalog/pine-casework/request',
  '/catalog/requests',
  '/policy',
  '/training',
  '/training/primer',
  '/oversight',
  '/oversight/audits',
  '/conformance?status=pass',
  '/deliverables',
  '/deliverables/new',
  '/deliverables/find',
]

const OFFICERS = ['/oversight/assessments', '/oversight/assessments?system=pine-casework']

/** What a page says in its own language; what is marked as another's, and what is nobody's words, left out. */
function wordsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words: string[] = []
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode
      const text = textContent!.trim()
      const isOwn = parentElement!.closest('[lang]') === document.documentElement
      if (isOwn && parentElement!.closest('code, script, style') === null && /\p{L}{2}/u.test(text)) words.push(text)
    }
    for (const element of document.querySelectorAll('[aria-label], [alt], [placeholder]'))
      for (const name of ['aria-label', 'alt', 'placeholder'])
        if (element.hasAttribute(name)) words.push(element.getAttribute(name)!)
    return words
  })
}

/** Every word 40 % longer, as languages other than English are. */
function lengthen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const nodes: Node[] = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    for (const node of nodes)
      node.textContent = node.textContent!.replaceAll(
        /\p{L}+/gu,
        (word) => word + 'ö'.repeat(Math.ceil(word.length * 0.4)),
      )
  })
}

/** WCAG 1.4.12: what readers may set by themselves, and nothing may be lost by it. */
function spaceOut(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    )
    document.adoptedStyleSheets = [sheet]
  })
}

/** Text that is cut off, without a way to get there. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element)
        const isOff = element.closest('.usa-skipnav, .usa-sr-only, textarea, select') !== null
        const isClipped = overflowX === 'hidden' || overflowY === 'hidden'
        const isOver = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
        return !isOff && isClipped && isOver
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
}

/** The same in both: names, addresses, and words that both languages have. */
const SHARED =
  /^(Statehouse.*|Chat|No\.?|.*@.*|MS-ITS|Signed in.*|[\w.]+\.gov|Mississippi Department of Information Technology Services)$/

test.each([
  { who: 'whom nobody knows', persona: null, paths: OPEN },
  { who: 'who is signed in', persona: 'employee', paths: PERSONS },
  { who: 'who assesses systems', persona: 'security-officer', paths: OFFICERS },
])(
  'Spanish is whole, and longer words and wider spacing fit on a phone, for somebody $who [MS-53]',
  { timeout: LOOKING_MS },
  async ({ persona, paths }) => {
    const visit =
      persona === null
        ? await bed.visitor({ width: 320 })
        : await bed.signedIn(persona, { width: 320, path: '/catalog' })
    const { page, faults, close } = visit
    for (const path of paths) {
      const at = (language: string): string => {
        const url = new URL(path, bed.gateway.url)
        url.searchParams.set('language', language)
        return url.href
      }
      await page.goto(at('en'))
      const english = new Set(await wordsOf(page))
      noteCheck('text-spacing')
      await spaceOut(page)
      expect([...(await tooWide(page)), ...(await cutOff(page))], `${path}, spaced`).toEqual([])
      await lengthen(page)
      expect(await tooWide(page), `${path}, long`).toEqual([])
      const answer = await page.goto(at('es'))
      expect(answer!.headers()['content-language'], path).toBe('es')
      expect(await page.locator('html').getAttribute('lang'), path).toBe('es')
      const same = (await wordsOf(page)).filter((text) => english.has(text) && !SHARED.test(text))
      expect(same, path).toEqual([])
      await picture(page, `spanish${path.replaceAll(/\W+/g, '-')}`)
      await lengthen(page)
      expect(await tooWide(page), `${path}, Spanish, long`).toEqual([])
    }
    expect(faults).toEqual([])
    await close()
  },
)
