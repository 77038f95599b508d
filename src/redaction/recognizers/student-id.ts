import { byLabel, digitCount } from '../by-label.ts'
import type { LabelKind } from '../labels.ts'

/** Pupils and students: Mississippi's MSIS, Missouri's MOSIS, a college's own. */
export const studentId = byLabel({
  entity: 'student_id',
  // Districts call it SID, as the police call theirs.
  labels: ['student', 'sid', 'state_id'],
  value: /^(?=.{4,14}$)[A-Z]{0,3}-?[0-9]{2,12}(?:-[0-9]{1,6})?[A-Z]?$/i,
  accepts: (value, { kind, start }, { text }) =>
    digitCount(value) >= 4 && (kind === 'student' || (isOfSchool(text, start) && !isOfCard(kind, value))),
})

/** A card of identity has a driver's number; what districts call the State's ID has ten digits. */
function isOfCard(kind: LabelKind, value: string): boolean {
  return kind === 'state_id' && !/^[0-9]{10}$/.test(value)
}

const LEFT_CHARS = 120

/** Whether a school is spoken of before it. */
export function isOfSchool(text: string, start: number): boolean {
  return /student|pupil|MSIS|MOSIS|school|district|\bdist\b|grade|enrol|transcript|college|campus|\bIEP\b|\bSPED\b|homeroom/i.test(
    text.slice(Math.max(0, start - LEFT_CHARS), start),
  )
}
