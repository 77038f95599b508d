import type { FileKind, LeftOut } from '../file-kind.ts'
import { isZip, zipParts } from '../zip-directory.ts'

const IMAGES = /^xl\/(?:media|charts|drawings)\//
const NOTES = /^xl\/(?:comments|threadedComments)/

/** Workbooks (ISO/IEC 29500): each sheet under its name, as comma-separated rows. Formulas are given by their last value. */
export const xlsx: FileKind = {
  id: 'xlsx',
  name: 'Excel',
  extensions: ['xlsx'],
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  matches: (bytes) => isZip(bytes) && zipParts(bytes).includes('xl/workbook.xml'),
  async read(bytes) {
    const parts = zipParts(bytes)
    const leftOut: LeftOut[] = [{ what: 'formulas' }]
    if (parts.some((part) => IMAGES.test(part))) leftOut.push({ what: 'images' })
    if (parts.some((part) => NOTES.test(part))) leftOut.push({ what: 'notes' })
    const { default: readSheets } = await import('read-excel-file/node')
    const sheets = await readSheets(bytes)
    const written = sheets.flatMap(({ sheet, data }) =>
      data.length === 0 ? [] : [`${sheet}\n${data.map((row) => row.map(cell).join(',')).join('\n')}`],
    )
    return { text: written.join('\n\n'), leftOut }
  },
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text =
    value instanceof Date ? value.toISOString().replace('T00:00:00.000Z', '') : String(value as string | number)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
