import { columnLabels } from '../column-label.ts'
import { isBirthDate, readDate } from '../dates.ts'
import { isDigit } from '../digit-groups.ts'
import type { Recognizer, Scan } from '../scan.ts'
import { questionEnd } from '../speaker.ts'
import { readSpokenDate } from '../spoken-dates.ts'

/** Dates of birth: a date of any shape that a label or `born` announces. Other dates stay. */
export const dateOfBirth: Recognizer = { entity: 'date_of_birth', name: 'date-of-birth', find }

const LABEL =
  /(?<![A-Za-z])d\.? ?o\.? ?b(?![A-Za-z])\.?|dob(?=:)|\b(?:date|day)[ _-]?of[ _-]?birth|\bbirth[ _-]?(?:date|day|dt)|\bb-?day\b|\bbd(?=[:#])|\bb\.(?= ?[0-9]{1,4}[-/.])|\bborn\b|\bd\/o\/b\b|"birth(?:_?dt)?"|D\.?O\.?B\.?(?=:)|\bd[a-z0-9]te [o0]f b[il1]rth|(?:date|day)OfBirth|birth(?:Date|Day)/gi
/** In other languages; read only where one of {@link FOREIGN} stands. */
const FOREIGN_LABEL =
  /\bfecha de nac(?:imiento|\.)|\bnacimiento|\bf\. ?(?:de )?nac\.?|\bnacid[oa]\b|\bnac[ií](?:[óo])?(?![a-záéó])|\bgeboren\b|\bgeburts(?:datum|tag)|\bnée? le\b|\bnée?\(e\) le\b|\bdate de naissance|\bnascid[oa]\b|\bdata de nascimento|\bsinh ngày|\bngày sinh|\bngày tháng năm sinh|\bdat nesans|\bhnub yug|дата рождения|родил(?:ся|ась)|出生日期|出生年月日|生年月日|생년월일|تاريخ الميلاد|مواليد/gi
const FOREIGN = ['nac', 'Nac', 'NAC', 'naiss', 'nasc', 'Nasc', 'gebor', 'Geb', 'GEB', 'nesans', 'hnub yug']
/** Between a label and its date; whatever it is, it is short and holds no digit. */
const LINK_CHARS_MAX = 56
/** With a question's end and who answers it. */
const ANSWER_CHARS_MAX = 72
const IN_BETWEEN =
  /^(?:[\s:：=#"'`()[\]{|,.*_>-]|"date"|"value"|"iso"|is|was|on file|which|on record|\/ ?age|em|den|le|on|the|of|el|día|dia|am|in|listed|given|as|shown|recorded|mm\/?dd\/?y{2,4}|\b)*$/i
/** Where somebody was born: `in Yazoo City on`. */
const PLACE =
  /^,? (?:in|en|at|à) \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?,?|^,? (?:(?:prematurely|early|healthy|at home),? )?(?:(?:in|at|to|near|with)\b[^.;:?\n0-9]{2,44},? )?on (?:or about )?$/u
/** A label behind its date: `3/5/1980 (DOB)`. */
const BEHIND =
  /^[ "',]{0,2}[([-]? ?(?:d\.?o\.?b\b|d\/o\/b|date of birth|birth ?(?:date|dt)\b|b-?day|birthday|born\b(?: on)?\)|fecha de nac|nacimiento)/i
/** What a field for it is called, in plain words. */
const FIELD =
  /(?:^| )(?:dob|d o b|bd|b ?day|birth(?: ?(?:date|day|dt))?|(?:date|day) ?of ?birth|born(?: on)?|(?:fecha (?:de )?)?nacimiento|f(?:ec(?:ha)?)? (?:de )?nac)(?: |$)/
/** What else is said of a birth. */
const NOT_A_DATE = /place|city|county|state|country|weight|name|certificate|record|order|number|no |lugar/
const ASKED =
  /\b(?:birth ?(?:da(?:te|y)|dt)|b-?day|d\/o\/b|BD|date of birth|d\.?o\.?b\.?|born|nacimiento|naci[óo]|cumplea)/i
const BEHIND_CHARS_MAX = 20
/** Where a numeric date may start that a label may follow. */
const DATE_LIKE = /[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}/g
/** Dates with a month's name, in a table with a column for them. */
const NAMED_DATE =
  /(?<![A-Za-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? [0-9]{1,2},? [0-9]{4}|(?<![0-9/-])[0-9]{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ -][0-9]{4}/gi
const HEADED = /birth|dob|d\.o|d\/o|nac|born|b-?day|\bbd\b/i
const HEADER_CHARS_MAX = 1024
const DATE_CHARS_MAX = 10

function find(scan: Scan): void {
  const { text } = scan
  if (scan.key !== null && isField(scan.key)) add(scan, text.search(/\S/))
  labelled(scan, LABEL)
  if (/[^\x00-\x7f]/.test(text) || FOREIGN.some((word) => text.includes(word))) labelled(scan, FOREIGN_LABEL)
  tabled(scan)
  if (scan.asked !== null && ASKED.test(scan.asked)) answered(scan)
}

function labelled(scan: Scan, label: RegExp): void {
  const { text } = scan
  label.lastIndex = 0
  for (let more = label.test(text); more; ) {
    const at = label.lastIndex
    // The nearest label names a date, so nobody looks beyond the next one.
    const next = label.exec(text)
    more = next !== null
    const stop = next?.index ?? text.length
    let limit = at + LINK_CHARS_MAX
    for (let start = at; start < stop && start <= limit; start++) {
      scan.steps++
      const code = text.charCodeAt(start)
      if (code === 0x3f && scan.tables) limit = at + ANSWER_CHARS_MAX
      if (!isDigit(code) && !startsMonth(text, start) && !isMisread(text, start)) continue
      if (IN_BETWEEN.test(text.slice(at, questionEnd(text, at, start)).replace(PLACE, '')) && add(scan, start)) break
      // The time at which somebody speaks stands before the answer.
      if (isDigit(code) && limit === at + LINK_CHARS_MAX) break
    }
  }
}

/** Dates that a label behind them names, or the header of their column. */
function tabled(scan: Scan): void {
  const { text } = scan
  const column = scan.tables ? columnLabels(text, (name) => isField(name) || null) : null
  DATE_LIKE.lastIndex = 0
  for (let match = DATE_LIKE.exec(text); match !== null; match = DATE_LIKE.exec(text)) {
    scan.steps += DATE_CHARS_MAX
    const end = DATE_LIKE.lastIndex
    if (isDigit(text.charCodeAt(match.index - 1))) continue
    if (column?.(match.index) || BEHIND.test(text.slice(end, end + BEHIND_CHARS_MAX))) add(scan, match.index)
  }
  const isHeaded = column !== null && HEADED.test(text.slice(0, HEADER_CHARS_MAX))
  if (!isHeaded && !/\((?:d\.?\/?o|b|date of b|fecha de n|nac)/i.test(text)) return
  for (const { 0: date, index } of text.matchAll(NAMED_DATE)) {
    const end = index + date.length
    if (column?.(index) || BEHIND.test(text.slice(end, end + BEHIND_CHARS_MAX))) add(scan, index)
  }
}

function isField(name: string): boolean {
  const plain = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-zñáéíóú]+/g, ' ')
    .trim()
  return FIELD.test(plain) && !NOT_A_DATE.test(plain)
}

/** The first date of the answer to a question for it. */
function answered(scan: Scan): void {
  const { text } = scan
  for (let at = 0; at < text.length; at++) {
    const isStart = isDigit(text.charCodeAt(at)) ? !isDigit(text.charCodeAt(at - 1)) : startsMonth(text, at)
    if (isStart && add(scan, at)) return
  }
}

/** A capital O or an l in place of a date's first digit. */
function isMisread(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code !== 0x4f && code !== 0x49 && code !== 0x6c) return false
  return /^[OIl][0-9OIl]?[-/.][0-9OIl]/.test(text.slice(at, at + 4)) && !isDigit(text.charCodeAt(at - 1))
}

/** The start of a month's name, at the start of a word. */
function startsMonth(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1) | 32
  return (
    !(before >= 0x61 && before <= 0x7a) &&
    /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|f[ée]v|avr|mai|ao[uû]|d[ée][cz]|okt|set|out)/i.test(
      text.slice(at, at + 5),
    )
  )
}

function add(scan: Scan, at: number): boolean {
  if (at < 0) return false
  const date = readDate(scan.text, at) ?? (scan.tables ? readSpokenDate(scan.text, at) : null)
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
