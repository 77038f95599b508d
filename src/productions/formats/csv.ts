/** What a spreadsheet takes for a formula, also behind blanks and in their full-width forms. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/

/**
 * One row of CSV (RFC 4180). What a spreadsheet would run is kept text by an apostrophe before it; a number's minus sign
 * isn't such a thing.
 */
export function csvRow(values: readonly (string | number | null)[]): string {
  return `${values.map(field).join(',')}\r\n`
}

/** Written first where a file is meant for spreadsheets. */
export const BOM = '\ufeff'

function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
