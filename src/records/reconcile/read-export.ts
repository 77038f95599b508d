import { readCsv } from './read-csv.ts'
import { type ReadVendorRow, UsageExportError, type VendorCall } from './vendor-call.ts'

/**
 * The calls of an export, JSON lines or CSV with a line of names. A call that stands there twice counts once.
 * Throws {@link UsageExportError} on the first row that can't be read: half an export proves nothing.
 */
export function readExport(text: string, readRow: ReadVendorRow): VendorCall[] {
  const plain = text.replace(/^\uFEFF/, '')
  const rows = plain.trimStart().startsWith('{') ? jsonRows(plain) : csvRows(plain)
  const calls = new Map<string, VendorCall>()
  for (const { line, row } of rows) {
    const call = at(line, () => readRow(row))
    if (call !== null && !calls.has(call.id)) calls.set(call.id, call)
  }
  return [...calls.values()]
}

interface Row {
  readonly line: number
  readonly row: Readonly<Record<string, unknown>>
}

function jsonRows(text: string): Row[] {
  return text.split('\n').flatMap((one, index) => {
    if (one.trim() === '') return []
    const line = index + 1
    const row = at(line, () => JSON.parse(one) as unknown)
    if (typeof row !== 'object' || row === null) throw new UsageExportError(`line ${line}: it is not an object`)
    return [{ line, row: row as Row['row'] }]
  })
}

function csvRows(text: string): Row[] {
  const [names, ...records] = readCsv(text)
  if (names === undefined) return []
  return records.map(({ line, fields }) => {
    if (fields.length !== names.fields.length)
      throw new UsageExportError(`line ${line}: it has ${fields.length} fields, the first line ${names.fields.length}`)
    return { line, row: Object.fromEntries(fields.map((field, column) => [names.fields[column]!.trim(), field])) }
  })
}

function at<T>(line: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    // What JSON.parse says repeats the line, which may hold anything.
    const reason = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message
    throw new UsageExportError(`line ${line}: ${reason}`)
  }
}
