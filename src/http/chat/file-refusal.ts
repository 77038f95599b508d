import type { FileFaultKind } from '../../attachments/file-fault.ts'
import { FILE_KINDS } from '../../attachments/kinds/index.ts'
import { FILE_BYTES_MAX, FILE_TEXT_MAX, FILES_MAX } from '../../attachments/limits.ts'
import { type Refusal, type RefusalCode, refusal } from '../../core/refusal-codes.ts'

const KINDS = FILE_KINDS.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)).join(', ')
const MEGABYTES = FILE_BYTES_MAX / 1024 / 1024

/** What is said of each fault: why, and what to do. */
const FAULTS: Readonly<Record<FileFaultKind | 'files', readonly [code: RefusalCode, message: string, next: string]>> = {
  kind: [
    'media_type_not_governed',
    'is of a kind that can’t be read here',
    `Attach one of ${KINDS}, or paste its text.`,
  ],
  mismatch: [
    'media_type_not_governed',
    'is not what its name says',
    'Save it again in the program that made it, and attach that.',
  ],
  encoding: ['media_type_not_governed', 'is not written in UTF-8', 'Save it as UTF-8 (in Excel: “CSV UTF-8”).'],
  locked: [
    'content_not_inspectable',
    'is protected with a password, so nobody can look at what would be sent',
    'Save it without the password, if you may.',
  ],
  empty: [
    'media_type_not_governed',
    'has no text that can be read; a scan is a picture',
    'Run text recognition on it first, or type what matters.',
  ],
  unreadable: ['media_type_not_governed', 'can’t be read; it seems to be damaged', 'Save it again, and attach that.'],
  size: ['body_too_large', `is larger than ${MEGABYTES} MB, or unpacks to far more`, 'Attach the part that matters.'],
  length: [
    'body_too_large',
    `has more than ${FILE_TEXT_MAX.toLocaleString('en')} characters`,
    'Attach the part that matters.',
  ],
  slow: ['body_too_large', 'took too long to read', 'Attach the part that matters, or paste its text.'],
  files: ['body_too_large', `came with more than ${FILES_MAX} files`, 'Attach fewer of them.'],
}

/** Clauses MS-50, MO-11: what can’t be looked at isn’t sent. */
export function fileRefusal(fault: FileFaultKind | 'files', name: string): Refusal {
  const [code, message, next] = FAULTS[fault]
  return refusal(code, {
    rule: `attachment:${fault}`,
    clause: 'MS-50',
    message: fault === 'files' ? `Your question ${message}.` : `The file “${name}” ${message}.`,
    next: `${next} Nothing was sent; the file has to be chosen again.`,
  })
}
