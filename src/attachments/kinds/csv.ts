import type { FileKind } from '../file-kind.ts'
import { looksLikeText, readPlainText } from './plain-text.ts'

/** RFC 4180. Its text goes as it is: every value is looked at with its header by the redaction engine. */
export const csv: FileKind = {
  id: 'csv',
  name: 'CSV',
  extensions: ['csv', 'tsv'],
  mediaType: 'text/csv',
  matches: looksLikeText,
  read: readPlainText,
}
