import { columnLabels } from '../column-label.ts'
import { findNames } from '../names/find-names.ts'
import { foreignNames } from '../names/foreign-scripts.ts'
import { initialled } from '../names/initialled.ts'
import { isNamedOtherwise, isNameField, nameHeading } from '../names/name-field.ts'
import { namesInMessages } from '../names/names-in-messages.ts'
import { nicknamed } from '../names/nicknamed.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Names of people: titles, labels and greetings, and a tagger over a lexicon of names; what a text shows it knows again. */
export const personName: Recognizer = { entity: 'person_name', name: 'person-name', find }

const SURE = 0.85
const LIKELY = 0.6
/** A question for somebody's name. */
const ASKED = /\b(?:names?|called|nombres?|se llama|who (?:is|are|am))(?![a-z])/i

function find(scan: Scan): void {
  const { text, key, asked, tables } = scan
  const { names, spelled, steps } = findNames(text, scan.people, {
    isField: key !== null && isNameField(key),
    isAsked: asked !== null && ASKED.test(asked) && !isNamedOtherwise(asked),
    column: tables && (text.includes('\n') || text.includes('~')) ? columnLabels(text, nameHeading) : null,
  })
  scan.steps += steps
  for (const { start, end, sure } of names) push(scan, start, end, sure ? SURE : LIKELY)
  for (const { start, end } of spelled) push(scan, start, end, SURE)
  for (const { start, end } of nicknamed(text, scan.glance)) push(scan, start, end, SURE)
  for (const { start, end } of initialled(text, scan.glance)) push(scan, start, end, SURE)
  for (const { start, end } of namesInMessages(text)) push(scan, start, end, SURE)
  for (const { start, end } of foreignNames(text)) push(scan, start, end, SURE)
}

function push({ found }: Scan, start: number, end: number, score: number): void {
  found.push({ start, end, entity: 'person_name', score, recognizer: 'person-name', validated: false, tier: 'label' })
}
