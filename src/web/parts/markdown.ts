import { Marked, type Token } from 'marked'

/** What names the parts of an answer that may be wider than the page, each by its number. */
export interface MarkdownWords {
  readonly code: (number: number) => string
  readonly table: (number: number) => string
}

/** A block of an answer: what it was made of, and its HTML. */
export interface MarkdownBlock {
  readonly raw: string
  readonly html: string
  /** It says where links by name lead, wherever they stand. */
  readonly isDefinition: boolean
}

/** An answer’s own headings begin below the heading of the message (h2). */
const FIRST_LEVEL = 3
/** So much is looked through as Markdown; more is shown as it is. */
const MARKDOWN_MAX = 400_000

/**
 * Markdown as HTML of a closed list of elements: raw HTML is shown as text, pictures as their words, links lead to the web
 * or to mail and say where, headings never skip a level. Pure, and the same on server and page. `known` are blocks of an
 * earlier, shorter text: those that stayed the same aren’t made again.
 */
export function markdownBlocks(
  text: string,
  words: MarkdownWords,
  known: readonly MarkdownBlock[] = [],
): MarkdownBlock[] {
  if (text.length > MARKDOWN_MAX)
    return [{ raw: text, html: `<p class="plain-text">${escaped(text)}</p>`, isDefinition: false }]
  const state = { heading: FIRST_LEVEL - 1, code: 0, table: 0 }
  const marked = rendererFor(state, words)
  const tokens = marked.lexer(withoutControls(text))
  const blocks: MarkdownBlock[] = []
  const definitions = tokens.flatMap(({ type, raw }) => (type === 'def' ? [raw] : []))
  const hasNew = definitions.join() !== known.flatMap((block) => (block.isDefinition ? [block.raw] : [])).join()
  for (const token of tokens) {
    const before = known[blocks.length]
    // What came before decides levels and numbers; as long as all of it is the same, so is this.
    if (!hasNew && before !== undefined && before.raw === token.raw && isSame(blocks, known)) {
      count(token, state)
      blocks.push(before)
    } else {
      blocks.push({ raw: token.raw, html: marked.parser([token]), isDefinition: token.type === 'def' })
    }
  }
  return blocks
}

/** The whole as one text of HTML. */
export function markdownHtml(text: string, words: MarkdownWords): string {
  return markdownBlocks(text, words)
    .map(({ html }) => html)
    .join('')
}

interface State {
  heading: number
  code: number
  table: number
}

function isSame(blocks: readonly MarkdownBlock[], known: readonly MarkdownBlock[]): boolean {
  const last = blocks.length - 1
  return last < 0 || blocks[last] === known[last]
}

/** What a block that is not made again would have counted. */
function count(token: Token, state: State): void {
  if (token.type === 'heading') state.heading = levelOf(token['depth'] as number, state)
  else if (token.type === 'code') state.code++
  else if (token.type === 'table') state.table++
  for (const child of childrenOf(token)) count(child, state)
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === 'list') return (token['items'] as readonly { tokens: Token[] }[]).flatMap(({ tokens }) => tokens)
  return token.type === 'blockquote' ? (token['tokens'] as Token[]) : []
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
