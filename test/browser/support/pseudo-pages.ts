import { globSync, readFileSync } from 'node:fs'
import type { Frame } from '#src/pages/frame.ts'
import type { PageViews } from '#src/pages/page-views.ts'
import type { PageName, Pages } from '#src/pages/render-page.ts'
import { PSEUDO } from '#src/web/languages/pseudo.ts'
import { SUBJECTS } from '../../support/fill-records.ts'
import { visitor } from './browser.ts'
import { noteLonger } from './seen.ts'

const isFull = process.env['STATEHOUSE_TEST_FULL'] === '1'

const SERVER = new URL('../../../build/web/server.js', import.meta.url)

/** A page in a state of it, in the language of nobody, and whatever it was given to show. */
interface Shown {
  readonly name: PageName
  readonly html: string
  /** What of the gateway’s own words is on it. */
  readonly said: ReadonlySet<string>
  readonly given: readonly string[]
}

/**
 * Everything that a browser gets to see while these tests run is made a second time, in longer words between brackets. A
 * state is what a page says, not what it says it of: each is kept once.
 */
export async function watchPages(): Promise<{ readonly shown: () => readonly Shown[]; readonly stop: () => void }> {
  const { pages } = (await import(SERVER.href)) as { pages: { -readonly [Key in keyof Pages]: Pages[Key] } }
  const { render } = pages
  const states = new Map<string, Shown>()
  pages.render = <Name extends PageName>(name: Name, view: PageViews[Name], frame: Frame): string => {
    // What a view says of days and numbers is of the language that was asked for.
    if (frame.language !== 'en') return render(name, view, frame)
    const html = render(name, view, { ...frame, language: PSEUDO })
    const said = new Set(html.match(/⟦[^⟦⟧]*⟧/g)?.map((text) => text.replaceAll(/\P{L}+/gu, ' ')))
    const state = `${name} ${[...said].sort().join('')}`
    if (!states.has(state)) states.set(state, { name, html, said, given: [...stringsOf([view, frame])] })
    return render(name, view, frame)
  }
  return {
    shown: () => (isFull ? [...states.values()] : eachOnce([...states.values()])),
    stop: () => {
      pages.render = render
    },
  }
}

/** The short form makes of each page so many states that everything it says is there once, those that say most first. */
function eachOnce(states: readonly Shown[]): Shown[] {
  const left = Map.groupBy(states, ({ name }) => name)
  return [...left.values()].flatMap((all) => {
    const open = new Set(all.flatMap(({ said }) => [...said]))
    return all
      .toSorted((a, b) => b.said.size - a.said.size)
      .filter(({ said }, at) => {
        const before = open.size
        for (const one of said) open.delete(one)
        return at === 0 || open.size < before
      })
  })
}

function* stringsOf(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'number') yield String(value)
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      yield key
      yield* stringsOf(inner)
    }
}

/** What is wrong with those pages on a phone; empty: nothing. */
export async function judgePseudo(shown: readonly Shown[], origin: string): Promise<string[]> {
  const { page, close } = await visitor({ width: 320, origins: [origin] })
  noteLonger(shown.map(({ name }) => name))
  await page.goto(`${origin}/help`)
  const wrong: string[] = []
  for (const { name, html, given } of shown) {
    await page.setContent(html.replaceAll(/<script\b[^>]*><\/script>/g, ''), { waitUntil: 'load' })
    const all = given.join('\n')
    const { layout, left } = await page.evaluate(judge)
    const pieces = left.flatMap(({ text, isMarked }) => valuesIn(text).map((value) => ({ value, isMarked })))
    wrong.push(
      ...layout.map((fault) => `${name}: ${fault}`),
      ...pieces
        .filter(({ value }) => !all.includes(value) && !FROM_INTL.includes(value))
        .map(({ value }) => `${name}: of no language: ${value}`),
      ...pieces
        .filter(({ value, isMarked }) => !isMarked && isSentence(value))
        .map(({ value }) => `${name}: a sentence of no language: ${value}`),
    )
  }
  await close()
  return [...new Set(wrong)]
}

/** Texts of the policy are counsel’s and the agency’s, those of tests and the sandbox are people’s and models’. */
const OTHERS_TEXTS = globSync([
  'policies/**/*.yaml',
  'src/demo/sandbox/*.ts',
  'test/browser/**/*.ts',
  'test/support/{fill-records,filled-bed,hostile-markdown}.ts',
])
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
  .replaceAll(/\s+/g, ' ')

/** How a list ends is said by `Intl`. */
const FROM_INTL = ['and', 'or']

/** What stands in a line beside other things, each by itself. */
function valuesIn(text: string): string[] {
  return text
    .split(/[,;:()]\s|\s[–—(]|\.\s|\s·\s/)
    .map((one) => one.replaceAll(/^[\s\p{P}]+|[\s\p{P}]+$/gu, ''))
    .filter((one) => /\p{L}{2}/u.test(one))
}

/** Three words of small letters in a row are nobody’s name; where nobody else wrote them either, the gateway did. */
function isSentence(text: string): boolean {
  const words = /\p{Ll}{2,} \p{Ll}{2,} \p{Ll}{2,}/u.exec(text)
  if (SUBJECTS.some((subject) => text.includes(subject))) return false
  return words !== null && !OTHERS_TEXTS.includes(words[0])
}

/** In the page: what is too wide, cut off or on top of something else, and what stands outside of brackets. */
function judge(): { layout: string[]; left: { text: string; isMarked: boolean }[] } {
  for (const details of document.querySelectorAll('details')) details.open = true
  const width = document.documentElement.clientWidth
  const isOff = (element: Element): boolean =>
    element.closest(
      '.usa-skipnav, .usa-sr-only, .usa-radio__input, .usa-checkbox__input, dialog:not([open]), [hidden]',
    ) !== null
  const scrolls = (element: Element): boolean => {
    for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.getBoundingClientRect().right <= width + 1)
        return true
    return false
  }
  // What people and models wrote, and what says which language it is in.
  const PEOPLES = 'body [lang], .typed, .snippet, .chat__list, title, h1'
  const layout: string[] = []
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const box = element.getBoundingClientRect()
    if (box.width === 0 || isOff(element)) continue
    const said = element.outerHTML.slice(0, 120)
    if ((box.right > width + 1 || box.left < -1) && !scrolls(element)) layout.push(`wider than ${width} px: ${said}`)
    const { overflowX, overflowY } = getComputedStyle(element)
    const isOver = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
    if (isOver && /hidden|clip/.test(overflowX + overflowY) && !element.matches('textarea, select, input, body, html'))
      layout.push(`cut off: ${said}`)
  }
  const left: { text: string; isMarked: boolean }[] = []
  const lines: { box: DOMRect; text: string }[] = []
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  const keep = (text: string, isMarked: boolean): void => {
    let rest = text
    for (let before = ''; before !== rest; ) {
      before = rest
      rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '\n')
    }
    left.push(...rest.split('\n').map((one) => ({ text: one, isMarked })))
  }
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode
    if (parentElement === null || textContent === null || parentElement.closest('script, style, noscript') !== null)
      continue
    if (parentElement.closest('textarea, pre, code, .prose, .turn__text') === null)
      keep(textContent, parentElement.closest(PEOPLES) !== null)
    if (isOff(parentElement) || textContent.trim() === '' || parentElement.closest('head, svg, option') !== null)
      continue
    // What the browser passes over until it is scrolled to has no place yet.
    if (!parentElement.checkVisibility({ contentVisibilityAuto: true })) continue
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1) lines.push({ box, text: textContent.trim().slice(0, 60) })
  }
  for (const element of document.querySelectorAll('[aria-label], [alt], [placeholder], [title]'))
    for (const attribute of ['aria-label', 'alt', 'placeholder', 'title'])
      keep(element.getAttribute(attribute) ?? '', false)
  lines.sort((a, b) => a.box.top - b.box.top)
  for (let at = 0; at < lines.length; at++)
    for (
      let next = at + 1;
      next < lines.length && lines[next]!.box.top < lines[at]!.box.bottom - lines[at]!.box.height * 0.3;
      next++
    ) {
      const [a, b] = [lines[at]!, lines[next]!]
      if (Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 3)
        layout.push(`on top of each other: ${a.text} | ${b.text}`)
    }
  return { layout, left }
}
