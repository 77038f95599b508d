/**
 * CSV (RFC 4180) that a spreadsheet takes for text: a cell that would begin a formula gets an apostrophe before it, since it
 * may be opened by double click.
 */
export function safeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
