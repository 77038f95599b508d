import { describe, expect, test } from 'vitest'
import { markdownBlocks, markdownHtml } from '../../../src/web/parts/markdown.ts'
import { expectAtMost } from '../../support/at-most.ts'
import { HOSTILE_MARKDOWN } from '../../support/hostile-markdown.ts'

const words = { code: (part: number) => `Code ${part}`, table: (part: number) => `Table ${part}` }
const html = (text: string): string => markdownHtml(text, words)

const ALLOWED =
  /^\/?(?:p|h[3-6]|ul|ol|li|a|strong|em|del|code|pre|blockquote|table|thead|tbody|tr|th|td|br|hr|div|span)$/
const ATTRIBUTES = /^(?:href|rel|class|role|aria-label|tabindex|scope|start)$/

/** Tags and their attributes, as an HTML parser would find them in what we made. */
function tags(text: string): { name: string; attributes: [string, string][] }[] {
  return [...text.matchAll(/<(\/?[a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gi)].map((match) => ({
    name: match[1]!.toLowerCase(),
    attributes: [...match[2]!.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)].map((one): [string, string] => [
      one[1]!,
      one[2] ?? '',
    ]),
  }))
}

describe('an answer’s Markdown', () => {
  test.each(HOSTILE_MARKDOWN)('is elements of a closed list, and nothing else: %s', (_name, text) => {
    const made = html(text)
    for (const { name, attributes } of tags(made)) {
      expect(name).toMatch(ALLOWED)
      for (const [attribute, value] of attributes) {
        expect(attribute).toMatch(ATTRIBUTES)
        if (attribute === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:)/)
      }
    }
    // Whatever looks like a tag is one of those above.
    expect(made.replaceAll(/<(\/?[a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gi, '')).not.toMatch(/[<]/)
  })

  test.each(HOSTILE_MARKDOWN)('has headings that never skip a level: %s', (_name, text) => {
    let level = 2
    for (const match of html(text).matchAll(/<h([1-6])>/g)) {
      expect(Number(match[1])).toBeLessThanOrEqual(level + 1)
      expect(Number(match[1])).toBeGreaterThanOrEqual(3)
      level = Number(match[1])
    }
  })

  test.each(HOSTILE_MARKDOWN)('is the same drawn piece by piece as at once: %s', (_name, text) => {
    let blocks: ReturnType<typeof markdownBlocks> = []
    for (let end = 1; end <= text.length; end += Math.max(1, Math.floor(text.length / 40)))
      blocks = markdownBlocks(text.slice(0, end), words, blocks)
    blocks = markdownBlocks(text, words, blocks)
    expect(blocks.map((block) => block.html).join('')).toBe(html(text))
  })

  test.each([
    ['**bold** and *thin*', '<strong>bold</strong>'],
    ['# One\n\n### Three', '<h3>One</h3>\n<h4>Three</h4>'],
    ['[the office](https://its.ms.gov/a)', '<a href="https://its.ms.gov/a" rel="noreferrer noopener">the office</a>'],
    ['[its.ms.gov](https://evil.example/)', '</a> <span class="link-host">(evil.example)</span>'],
    ['![a map](https://evil.example/beacon.png)', '<p>a map</p>'],
    ['```\nlet a = "<b>"\n```', 'aria-label="Code 1" tabindex="0"><code>let a = &quot;&lt;b&gt;&quot;</code>'],
    ['|a|b|\n|-|-|\n|1|2|', '<th scope="col">a</th>'],
    ['- [x] done\n- [ ] open', '☑ '],
  ])('keeps what is meant: %s', (text, expected) => {
    expect(html(text)).toContain(expected)
  })

  test('makes again only the blocks that changed', () => {
    const before = markdownBlocks('First.\n\nSecond, unfin', words)
    const after = markdownBlocks('First.\n\nSecond, unfinished.\n\nThird.', words, before)
    expect(after[0]).toBe(before[0])
    expect(after.at(-1)!.html).toContain('Third')
  })

  test('goes on where it was: an answer of 100 kB takes about as long in pieces as ten times at once', () => {
    const text = Array.from(
      { length: 700 },
      (_, at) =>
        `Paragraph ${at} with **bold** words and \`code\`, about this long, so that there is a hundred of kilobytes of it.\n\n- one\n- two\n\n`,
    ).join('')
    const began = performance.now()
    html(text)
    const once = performance.now() - began
    let blocks: ReturnType<typeof markdownBlocks> = []
    const from = performance.now()
    for (let end = 1; end <= text.length; end += 200) blocks = markdownBlocks(text.slice(0, end), words, blocks)
    const piecewise = performance.now() - from
    expect(blocks.length).toBeGreaterThan(1_000)
    expectAtMost(10 * once + 500, piecewise)
  })
})
