import type { Words } from '../languages/en.ts'
import { markdownHtml } from './markdown.ts'

/** A model’s text. `markdown.ts` gives only elements of its own; nothing of the text reaches the page as markup. */
export function Prose({ text, words, number }: { text: string; words: Words; number: number }) {
  const { chat } = words
  const html = markdownHtml(text, {
    code: (part) => chat.codePart(number, part),
    table: (part) => chat.tablePart(number, part),
  })
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
}
