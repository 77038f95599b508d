import { isBirthDate, readDate } from '../dates.ts'
import { isDigit } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Dates of birth: a date of any shape that a label or `born` announces. Other dates stay. */
export const dateOfBirth: Recognizer = { entity: 'date_of_birth', name: 'date-of-birth', find }

const LABEL =
  /\bd\.? ?o\.? ?b\b\.?|\b(?:date|day)[ _-]?of[ _-]?birth|\bbirth[ _-]?(?:date|day)|\bborn\b|\bfecha de nacimiento|\bnacid[oa]\b|\bnaci[óo](?![a-z])|\bgeboren\b|\bné(?:e)? le\b|(?:date|day)OfBirth|birth(?:Date|Day)/gi
/** Between a label and its date; whatever it is, it is short and holds no digit. */
const LINK_CHARS_MAX = 24
const IN_BETWEEN =
  /^(?:[\s:=#"'`()[\]|,*_>-]|is|was|on|the|of|el|día|dia|am|in|listed|given|as|shown|recorded|mm\/?dd\/?y{2,4}|\b)*$/i
/** A label behind its date: `3/5/1980 (DOB)`. */
const BEHIND = /^[ "',]{0,2}[([-]? ?(?:d\.?o\.?b\b|date of birth|birth ?date|birthday)/i
const HINT =
  /^(?:dob|d\.?o\.?b\.?|.*(?:birth[ _-]?da(?:te|y)|da(?:te|y)[ _-]?of[ _-]?birth|fecha[ _-]?de[ _-]?nacimiento).*|.*[^a-z]dob|dob[^a-z].*)$/i
const BEHIND_CHARS_MAX = 20
/** Where a numeric date may start that a label may follow. */
const DATE_LIKE = /[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}/g
const DATE_CHARS_MAX = 10

function find(scan: Scan): void {
  const { text } = scan
  if (scan.key !== null && HINT.test(scan.key)) add(scan, text.search(/\S/))
  LABEL.lastIndex = 0
  while (LABEL.test(text)) {
    const at = LABEL.lastIndex
    for (let start = at; start < text.length && start <= at + LINK_CHARS_MAX; start++) {
      scan.steps++
      const code = text.charCodeAt(start)
      if (!isDigit(code) && !startsMonth(text, start)) continue
      if (IN_BETWEEN.test(text.slice(at, start)) && add(scan, start)) break
      if (isDigit(code)) break
    }
  }
  behind(scan)
}

function behind(scan: Scan): void {
  const { text } = scan
  DATE_LIKE.lastIndex = 0
  for (let match = DATE_LIKE.exec(text); match !== null; match = DATE_LIKE.exec(text)) {
    scan.steps += DATE_CHARS_MAX
    const end = DATE_LIKE.lastIndex
    if (BEHIND.test(text.slice(end, end + BEHIND_CHARS_MAX)) && !isDigit(text.charCodeAt(match.index - 1))) {
      add(scan, match.index)
    }
  }
}

/** The start of a month's name, at the start of a word. */
function startsMonth(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1) | 32
  return (
    !(before >= 0x61 && before <= 0x7a) &&
    /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(text.slice(at, at + 5))
  )
}

function add(scan: Scan, at: number): boolean {
  if (at < 0) return false
  const date = readDate(scan.text, at)
  if (date === null || !isBirthDate(date)) return false
  const { start, end } = date
  scan.found.push({
    start,
    end,
    entity: 'date_of_birth',
    score: 0.95,
    recognizer: 'date-of-birth',
    validated: true,
    tier: 'label',
  })
  return true
}
