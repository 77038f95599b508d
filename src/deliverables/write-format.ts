import type { DeliverableDetails, Format } from './deliverable-row.ts'
import { officeDocument } from './formats/office-document.ts'
import type { Typeface } from './formats/portable-document.ts'
import type { PublishedWords } from './formats/published-words.ts'
import { writePortable } from './formats/write-portable.ts'
import type { DisclosureStatement } from './statement.ts'

/** A document that is there whole: its words, its statement, and when its author said that they checked it. */
export interface WholeDocument {
  readonly details: DeliverableDetails
  readonly text: string
  readonly statement: DisclosureStatement
  readonly checkedAt: string
}

/**
 * A deliverable as it is published: its words, and the statement behind them in every form; the same bytes for the same
 * words. Throws `UnknownLetters` where the typeface of a PDF lacks some.
 */
export async function writeFormat(format: Format, whole: WholeDocument, typeface: Typeface): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return officeDocument(wordsOf(whole))
    case 'pdf':
      return writePortable(wordsOf(whole), typeface)
    default:
      return Buffer.from(writeText(format, whole))
  }
}

function wordsOf({ details: { title, authors }, text, statement, checkedAt }: WholeDocument): PublishedWords {
  const { language } = statement
  return { title, authors, paragraphs: paragraphsOf(text), statement: statementLines(statement), language, checkedAt }
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n{2,}/)
}

function writeText(
  format: Exclude<Format, 'docx' | 'pdf'>,
  { details: { title, authors }, text, statement }: WholeDocument,
): string {
  const lines = statementLines(statement)
  switch (format) {
    case 'txt':
      return [title, authors, '', text, '', '—', ...lines, ''].join('\n')
    case 'md':
      return [`# ${title}`, '', authors, '', text, '', '---', '', ...lines.flatMap((line) => [line, '']), ''].join('\n')
    case 'html':
      return html(title, authors, text, lines, statement.language)
  }
}

/** The statement alone, a paragraph a line. */
export function statementLines({ uses, parts, limitations, records }: DisclosureStatement): string[] {
  return [...uses, ...(parts === '' ? [] : [parts]), limitations, `[${records.join(', ')}]`]
}

function html(title: string, authors: string, text: string, lines: readonly string[], language: string): string {
  const paragraphs = (all: readonly string[]): string => all.map((one) => `<p>${escaped(one)}</p>`).join('\n')
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title></head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(authors)}</p>
${paragraphs(paragraphsOf(text))}
</main>
<footer>
<hr>
${paragraphs(lines)}
</footer>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
