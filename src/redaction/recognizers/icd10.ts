import type { Recognizer, Scan } from '../scan.ts'

/** Diagnosis codes (ICD-10-CM) where a diagnosis is spoken of; elsewhere `B12` is a room, a road or a vitamin. */
export const icd10: Recognizer = { entity: 'icd10', name: 'icd10', find }

const CODE = /^[A-TV-Z][0-9][0-9AB]$/
const SUBCODE = /^\.[0-9A-TV-Z]{1,4}(?![0-9A-Za-z])/
const WORDS_MAX = 6

function find(scan: Scan): void {
  const { text } = scan
  for (const { start, end, value, distance } of scan.tokens.labelled('diagnosis')) {
    if (distance > WORDS_MAX || !CODE.test(value)) continue
    scan.steps += 8
    const sub = SUBCODE.exec(text.slice(end, end + 6))
    scan.found.push({
      start,
      end: end + (sub?.[0].length ?? 0),
      entity: 'icd10',
      score: 0.8,
      recognizer: 'icd10',
      validated: false,
      tier: 'label',
    })
  }
}
