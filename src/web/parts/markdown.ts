import { Marked } from 'marked'

/** What names the parts of an answer that may be wider than the page, each by its number. */
export interface MarkdownWords {
  readonly code: (number: number) => string
  readonly table: (number: number) => string
}

/** A block of an answer: what it was made of, its HTML, and what the blocks after it go on from. */
export interface MarkdownBlock {
  readonly raw: string
  readonly html: string
  readonly after: State
}

/** Level of the last heading, and how many parts have a number. */
interface State {
  heading: number
  code: number
  table: number
}

/** An answer’s own headings begin below the heading of the message (h2). */
const FIRST_LEVEL = 3
/** So much is looked through as Markdown; more is shown as it is. */
const MARKDOWN_MAX = 400_000

/** What is added to a text can still change so many of its last blocks. */
const OPEN_BLOCKS = 3

/**
 * Markdown as HTML of a closed list of elements: raw HTML is shown as text, pictures as their words, links lead to the web
 * or to mail and say where, headings never skip a level. Pure, and the same on server and page. `known` are blocks of an
 * earlier, shorter text: only what follows the ones that can’t change any more is looked through again.
 */
export function markdownBlocks(
  text: string,
  words: MarkdownWords,
  known: readonly MarkdownBlock[] = [],
): MarkdownBlock[] {
  const start: State = { heading: FIRST_LEVEL - 1, code: 0, table: 0 }
  if (text.length > MARKDOWN_MAX)
    return [{ raw: text, html: `<p class="plain-text">${escaped(text)}</p>`, after: start }]
  const source = withoutControls(text).replaceAll(/\r\n?/g, '\n')
  const kept = keptBlocks(source, known)
  const state = { ...(kept.at(-1)?.after ?? start) }
  const marked = rendererFor(state, words)
  const rest = source.slice(kept.reduce((length, { raw }) => length + raw.length, 0))
  const made = marked
    .lexer(rest)
    .map((token) => ({ raw: token.raw, html: marked.parser([token]), after: { ...state } }))
  return [...kept, ...made.map((block, place) => sameBlock(known[kept.length + place], block))]
}

/** Blocks that no more text can change. Where something names links, every block depends on it, and none is kept. */
function keptBlocks(source: string, known: readonly MarkdownBlock[]): readonly MarkdownBlock[] {
  if (/^ {0,3}\[[^\]]+\]:/m.test(source)) return []
  const closed = known.slice(0, -OPEN_BLOCKS)
  return source.startsWith(closed.map(({ raw }) => raw).join('')) ? closed : []
}

/** The earlier one where it is the same, so that the page needs not draw it again. */
function sameBlock(before: MarkdownBlock | undefined, made: MarkdownBlock): MarkdownBlock {
  return before !== undefined && before.html === made.html && before.raw === made.raw ? before : made
}

/** The whole as one text of HTML. */
export function markdownHtml(text: string, words: MarkdownWords): string {
  return markdownBlocks(text, words)
    .map(({ html }) => html)
    .join('')
}

function levelOf(depth: number, { heading }: State): number {
  return Math.min(6, Math.max(FIRST_LEVEL, Math.min(depth + FIRST_LEVEL - 1, heading + 1)))
}

function rendererFor(state: State, words: MarkdownWords): Marked {
  return new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => escaped(text),
      image: ({ text }) => escaped(text),
      heading({ tokens, depth }) {
        const level = levelOf(depth, state)
        state.heading = level
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens)
        const target = targetOf(href)
        if (target === null) return text
        return `<a href="${escaped(target.href)}" rel="noreferrer noopener">${text}</a>${shownHost(text, target)}`
      },
      code({ text }) {
        return region('pre', words.code(++state.code), `<code>${escaped(text)}</code>`)
      },
      table({ header, rows }) {
        const cells = (row: typeof header, name: string): string =>
          `<tr>${row.map(({ tokens }) => `<${name}>${this.parser.parseInline(tokens)}</${name}>`).join('')}</tr>`
        const head = `<thead>${cells(header, 'th scope="col"').replaceAll('</th scope="col">', '</th>')}</thead>`
        const body = rows.length === 0 ? '' : `<tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody>`
        return region('div', words.table(++state.table), `<table class="usa-table">${head}${body}</table>`)
      },
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    },
  })
}

/** What is wider than the page is moved within a frame of its own, which has a name and is reached by keyboard. */
function region(element: 'pre' | 'div', name: string, html: string): string {
  return `<${element} class="scroll" role="region" aria-label="${escaped(name)}" tabindex="0">${html}</${element}>\n`
}

function targetOf(href: string): URL | null {
  const url = URL.parse(href)
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol) && url.username === '' ? url : null
}

/** Text that looks like an address says where it really leads. */
function shownHost(text: string, { protocol, host, pathname }: URL): string {
  const shown = protocol === 'mailto:' ? pathname : host
  if (!/[\w-]+\.[a-z]{2,}|@/i.test(text) || text.toLowerCase().includes(shown.toLowerCase())) return ''
  return ` <span class="link-host">(${escaped(shown)})</span>`
}

/** Marks that turn the order of letters around make text look like another. */
function withoutControls(text: string): string {
  return text.replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
