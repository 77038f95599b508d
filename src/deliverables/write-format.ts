import type { DeliverableDetails, Format } from './deliverable-row.ts'
import type { DisclosureStatement } from './statement.ts'

/** A deliverable as it is published: its words, and the statement behind them in every form. */
export function writeFormat(
  format: Format,
  { title, authors }: DeliverableDetails,
  text: string,
  statement: DisclosureStatement,
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
${paragraphs(text.split(/\n{2,}/))}
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
