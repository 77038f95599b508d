import type { FileKind } from '../file-kind.ts'
import { csv } from './csv.ts'
import { docx } from './docx.ts'
import { pdf } from './pdf.ts'
import { plainText } from './plain-text.ts'
import { xlsx } from './xlsx.ts'

/** THE list of files that a person may attach. Anything else is refused. */
export const FILE_KINDS: readonly FileKind[] = [plainText, csv, pdf, docx, xlsx]

/** The kind that a file’s name says; null: none of the list. */
export function kindOf(name: string): FileKind | null {
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  return FILE_KINDS.find(({ extensions }) => extensions.includes(ending)) ?? null
}
