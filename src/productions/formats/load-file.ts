/** What stands between the fields of a Concordance load file, around each, and for a line break within one. */
const SEPARATOR = '\u0014'
const QUOTE = '\u00fe'
const NEWLINE = '\u00ae'

/** Written before the first row of a DAT file in UTF-8, so that review tools know the encoding. */
export const DAT_BOM = '\ufeff'

/** One row of a Concordance DAT file. Its three signs have no escapes, so in a value others stand for them. */
export function datRow(values: readonly (string | number)[]): string {
  const fields = values.map((value) => `${QUOTE}${clean(String(value))}${QUOTE}`)
  return `${fields.join(SEPARATOR)}\r\n`
}

function clean(value: string): string {
  return value
    .replaceAll(QUOTE, 'th')
    .replaceAll(NEWLINE, '(R)')
    .replaceAll(SEPARATOR, ' ')
    .replace(/\r\n|\r|\n/g, NEWLINE)
}

/** One row of an Opticon OPT file: a document of one page. */
export function optRow(bates: string, volume: string, path: string): string {
  return `${bates},${volume},${path},Y,,,1\r\n`
}
