import type { ReleasedText } from '../release-text.ts'

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}pre{white-space:pre-wrap;overflow-wrap:anywhere}' +
  'table{border-collapse:collapse}th,td{border:1px solid #555;padding:.25rem .5rem;text-align:left}' +
  'article{border-top:2px solid #555;margin-top:2rem}'

/** A page that needs nothing else: no script, no other file, no address that isn't in the package. */
export function htmlPage(title: string, body: string): string {
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escape(title)}</title>\n` +
    `<style>${STYLE}</style>\n</head>\n<body>\n<main>\n<h1>${escape(title)}</h1>\n${body}</main>\n</body>\n</html>\n`
  )
}

/** One record of a page: its number as a heading, its facts as a table, its texts as they are. */
export function htmlRecord(
  bates: string,
  time: string,
  texts: readonly ReleasedText[],
  isFact: (part: string) => boolean,
): string {
  const facts = [['time', time], ...texts.filter(({ part }) => isFact(part)).map(({ part, text }) => [part, text])]
  const rows = facts.map(
    ([name, value]) => `<tr><th scope="row">${escape(name!)}</th><td>${escape(value!)}</td></tr>\n`,
  )
  const others = texts.filter(({ part, text }) => !isFact(part) && text !== '')
  const sections = others.map(({ part, text }) => `<h3>${escape(heading(part))}</h3>\n<pre>${escape(text)}</pre>\n`)
  return (
    `<article id="${bates}" aria-labelledby="${bates}-h">\n<h2 id="${bates}-h">${bates}</h2>\n` +
    `<table>\n<caption>Facts of record ${bates}</caption>\n<tbody>\n${rows.join('')}</tbody>\n</table>\n${sections.join('')}</article>\n`
  )
}

/** A table of links to pages. */
export function htmlIndex(
  pages: readonly { readonly href: string; readonly first: string; readonly last: string }[],
): string {
  if (pages.length === 0) return '<p>No record is released.</p>\n'
  const items = pages.map(({ href, first, last }) => `<li><a href="${href}">${first} to ${last}</a></li>\n`)
  return `<h2>Records</h2>\n<ul>\n${items.join('')}</ul>\n`
}

function heading(part: string): string {
  return part.slice(0, 1).toUpperCase() + part.slice(1)
}

function escape(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Nothing in a page may be taken for another character set's control.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
  )
}
