import { UsageExportError } from './vendor-call.ts'

/** One record of a CSV file, with the line on which it begins. */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
}

/** Reads comma-separated values (RFC 4180). Empty lines are left out. Throws {@link UsageExportError} on an open quotation. */
export function readCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y
  let fields: string[] = []
  let line = 1
  let begun = 1
  while (pattern.lastIndex <= text.length) {
    const match = pattern.exec(text)
    if (match === null) throw new UsageExportError(`line ${line}: a quotation mark isn’t closed, or stands in a field`)
    const [whole, quoted, plain = '', end] = match
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    line += whole.split('\n').length - 1
    if (end === ',') continue
    if (fields.length > 1 || fields[0] !== '') records.push({ line: begun, fields })
    fields = []
    begun = line
    if (end === '') break
  }
  return records
}
