import { findNames } from '../names/find-names.ts'
import { isNameField } from '../names/name-field.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Names of people: titles, labels and greetings, and a tagger over a lexicon of names; what a text shows it knows again. */
export const personName: Recognizer = { entity: 'person_name', name: 'person-name', find }

const SURE = 0.85
const LIKELY = 0.6

function find(scan: Scan): void {
  const isField = scan.key !== null && isNameField(scan.key)
  const { names, steps } = findNames(scan.text, scan.people, isField)
  scan.steps += steps
  for (const { start, end, sure } of names) {
    scan.found.push({
      start,
      end,
      entity: 'person_name',
      score: sure ? SURE : LIKELY,
      recognizer: 'person-name',
      validated: false,
      tier: 'label',
    })
  }
}
