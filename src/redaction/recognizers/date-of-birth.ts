import { birthColumns } from '../birth-columns.ts'
import { columnLabels } from '../column-label.ts'
import { isBirthDate, readDate } from '../dates.ts'
import { isDigit } from '../digit-groups.ts'
import { glanceWords } from '../glance.ts'
import { mayHoldPersonRows } from '../person-rows.ts'
import type { Recognizer, Scan } from '../scan.ts'
import { questionEnd } from '../speaker.ts'
import { readSpokenDate } from '../spoken-dates.ts'

/** Dates of birth: a date of any shape that a label or `born` announces. Other dates stay. */
export const dateOfBirth: Recognizer = { entity: 'date_of_birth', name: 'date-of-birth', find }

const LABEL =
  /(?<![A-Za-z])d\.? ?[o0]\.? ?b['’]?s?(?![A-Za-z])\.?|(?<![A-Za-z])d(?:ates|ays) of birth|birthda(?:te|y)s\b|dob(?=:)|\b(?:date|day|dt)[ _-]?of ?[ _-]?birth|\b(?:birth|brth)[ _-]?(?:date|day|dt|dte)|\bb[- /]?day\b|\bb[ -]?date\b|\bd(?:ate|t)[ _-]?birth|\bbd(?=[:#])|\bb\.?(?= ?[0-9]{1,4}[-/.][0-9])|\bb\.? (?=[0-9]{1,2} [A-Z][a-z]{2}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]{0,7} [0-9])|\bborn\b|\bd\/o\/b\b|"birth(?:_?dt)?"|\bbirth(?=:? {1,2}(?:[0-9]{1,2}[-/. ]|[A-Z][a-z]{2,8}\.? [0-9]))|D\.?O\.?B\.?(?=:)|\bd[a-z0-9]te [o0]f b[il1]rth|(?:date|day)OfBirth|birth(?:Date|Day)/gi
const ANY_DATE = /[0-9][-/.][0-9]{1,2}[-/.][0-9]{2}|(?:19|20)[0-9]{6}/
/** Race and sex, as reports abbreviate them before a date of birth: `W/F 4-4-70`. */
const DESCRIBED =
  /(?<![A-Za-z/])(?:[WBHAIU]\/[MF]|[wbhaiu]\/[mf]|[WBH][MF])(?:,? {1,2}|, ?|\/)(?=[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?![0-9]))/g
/** In the messages of hospitals and insurers, and in records of fixed width, the sex stands behind it. */
const IN_MESSAGE =
  /(?<=\|)(?:19|20)[0-9]{6}(?=\|[MFUO]\|)|(?<=DMG\*D8\*)[12][0-9]{7}(?=\*|~)|(?<=(?<![0-9])[0-9]{9})(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=[MFUX][0-9 ])/g
/** A child's name and the date behind it, in lists of a household: `son Tyler Boone, 4/12/2015`. */
const CHILD =
  /(?<![A-Za-z])(?:[Cc]hild(?:ren)?|CHILD|[Dd]ependent|[Mm]inor|[Ss]on|[Dd]aughter|[Dd]tr|[Hh]ij[oa]|[Kk]id)(?: ?\[?[0-9]{1,2}\]?)?(?: ?[:=] ?| )(?:\p{Lu}[\p{L}'’-]{1,20}[, ]{0,2}){1,4} ?[/,(|-]? ?(?=(?:19|20)[0-9]{6}(?![0-9])|[0-9]{1,2}[-/][0-9]{1,2}[-/](?:[0-9]{4}|[0-9]{2})(?![0-9]))/gu
/** Of a household, a relation before the date: `HOLLOWAY, DE'ANDRE    SON     07/01/2009`, `bio mom Ann Lee 8/8/86`. */
const RELATED =
  /(?<![A-Za-z])(?:(?:SELF|SON|DAU|DAUGHTER|DTR|SPOUSE|SPS|WIFE|HUSBAND|CHILD|MOTHER|FATHER|GRANDSON|GRANDDAUGHTER|GRANDCHILD|NEPHEW|NIECE|HOH|HEAD)[ \t|,]{1,16}|(?:mom|dad|mother|father|brother|sister|twins?|baby|wife|husband|[Bb]irth of|Self|Son|Daughter|Spouse|Wife|Husband|Head|Mother|Father)[:,]?[ \t]{1,12}(?:\p{Lu}[\p{L}'’-]{1,20},? ){0,4})(?=(?:19|20)[0-9]{6}(?![0-9])|[0-9]{1,2}[-/][0-9]{1,2}[-/](?:[0-9]{4}|[0-9]{2})(?![0-9])|(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{1,2}, (?:19|20)[0-9]{2})/gu
/** What else is done for children on a date. */
const FOR_CHILDREN =
  /support|protect|welfare|care|abuse|services|order|hearing|court|enforce|custody|placement|visit|date|since|exam/i
/** An age beside a date, which proves itself: `45 y/o, 3/4/1980`, `3/4/1980 (45)`. */
const AGE_BEFORE =
  /(?:\bage[d]?[:=]? ?([0-9]{1,3})|(?<![0-9-/.])([0-9]{1,3}) ?(?:-? ?y\/?o|yrs?\.?(?: old)?|years?[ -]old))[ ,;/()-]{1,3}$/i
const AGE_AFTER =
  /^ ?[,;/(] ?(?:(?:age[d]?[:=]?|now) ?([0-9]{1,3})(?![0-9/-])|([0-9]{1,3}) ?(?:y\/?o(?![a-z])|yrs?(?![a-z])|years?[ -]old|\)))/i
/** In other languages; read only where one of {@link FOREIGN} stands. */
const FOREIGN_LABEL =
  /\bfe?ch?a? (?:de )?nac(?:imiento|\.)?|\bfec\.? (?:de )?nac(?:imiento|\.)?|\bnacimiento|\bf\.? ?(?:de |\/)?nac\.?(?![a-z])|\bf\.n\.|\bnacid[oa]\b|\bnac\.|\bnac[ií](?:[óo])?(?![a-záéó])|\bcumplea[ñn]os|\bgeboren\b|\bgeb\.|\bgeburts(?:datum|tag)|\bnée? le\b|\bnée?\(e\) le\b|\bdate de naissance|\bnascid[oa]\b|\bdata d[ei] nasci(?:mento|ta)|\bnat[oa] il\b|\bsinh ngày|\bngày sinh|\bngày tháng năm sinh|\bsinh năm|\bdat nesans|\bhnub yug|\brođen[aeio]?\b|\brođ\.|\bdatum rođenja|\bdata urodzenia|\burodz|\bpetsa ng kapanganakan|\bkaarawan|\bipinanganak|\btaariikhda dhalashada|\bdhashay|\bdhalasho|\btarehe ya kuzaliwa|\b(?:ali|nili|wali)zaliwa\b|\braan in lotak\b|\bdoğum tarihi|дата рождения|родил(?:ся|ась)|дата народження|народи(?:вся|лася)|датум рођења|出生日期|出生年月日|生年月日|生日|出生|생년월일|생일|تاريخ الميلاد|تاريخ الولادة|مواليد|ولد/gi
const FOREIGN = glanceWords(
  'nac|naiss|nasc|gebor|geb |geburt|nesans|hnub|cumplea| nato | nata |urodz|petsa|kaarawan|ipinang|dhala|dhash|zaliwa|lotak| f n '.split(
    '|',
  ),
)
/** Between a label and its date; whatever it is, it is short and holds no digit. */
const LINK_CHARS_MAX = 56
/** With a question's end and who answers it. */
const ANSWER_CHARS_MAX = 72
const IN_BETWEEN =
  /^(?:[\s:：=#"'’`()[\]{}|,.*_>/-]|(?<![A-Za-zÀ-ÿ])(?:date|value|iso|is|was|on file|which|on record|age|ssn?|sex|race|name|em|den|le|on|the|of|el|día|dia|am|in|listed|given|as|shown|recorded|verified|confirmed|reported|stated|per|approx|about|abt|ca|circa|for the record|please|sir|ma['’]am|again|es|fue|son|uh|um|er|okay|ok|so|well|that|would|be|sure|yes|yeah|it|its|he|she|s|i|my|his|her|u|o|ngày|은|는|이|가|eo|ej|am|em|mm\/?dd\/?y{2,4})(?![A-Za-zÀ-ÿ])|[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4})*$/i
/** A tag, or a remark in brackets: `(primary)`. */
const ASIDE = /<\/?[A-Za-z][\w:.-]{0,40}>|\([A-Za-z ./]{1,24}\)/g
const JSON_BETWEEN = /^[^0-9{}\n]{1,64}"$/
/** Where somebody was born: `in Yazoo City on`. */
const PLACE =
  /^,? (?:in|en|at|à) \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?,?|^,? (?:(?:prematurely|early|healthy|at home),? )?(?:(?:in|at|to|near|with)\b[^.;:?\n0-9]{2,44},? )?on (?:or about )?$|^ (?:for|of|del?|para) [^.;:?\n0-9]{2,40}(?: is| was| es|:|=| -|,) ?$/u
/** A label behind its date: `3/5/1980 (DOB)`. */
const BEHIND =
  /^[ "',]{0,2}[([-]? ?(?:d\.?o\.?b\b|d\/o\/b|date of birth|birth ?(?:date|dt)\b|b-?day|birthday|born\b(?: on)?\)|fecha de nac|nacimiento)/i
/** What a field for it is called, in plain words. */
const FIELD =
  /(?:^| )(?:dob|d o b|bd|b ?day|bdate|b ?dt|(?:birth|brth)(?: ?(?:date|day|dt|dte))?|d(?:ate|t) ?birth|dt ?of ?birth|(?:date|day) ?of ?birth|born(?: on)?|(?:fecha (?:de )?)?nacimiento|f(?:ec(?:ha)?)? (?:de )?nac)(?: |$)/
/** What else is said of a birth. */
const NOT_A_DATE = /place|city|county|state|country|weight|name|certificate|record|order|number|no |lugar/
const ASKED =
  /\b(?:birth ?(?:da(?:te|y)|dt)|b-?day|d\/o\/b|BD|date of birth|d\.?o\.?b\.?|born|nacimiento|naci[óo]|cumplea)/i
const SAID =
  /^(?:oh |o |zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|twent|first|second|third|fourth|fifth|sixth|ninth|tenth|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|diec|veint|trein|primero)/i
/** Who speaks next, in a transcript without question marks. */
const SPEAKER =
  /[ \t]*(?:please)?[.,?]?\n\s{0,8}(?:[0-9]{1,3}\s{2,8})?(?:\[?[0-9:.]{4,12}\]?\s{0,3})?<?(?:[A-Z][A-Za-z .0-9]{0,24}|[a-z]{2,12}[ _]?[0-9]{1,2})>?\s?[:.)>]/
/** `Name/DOB: Ann Lee 3/5/1980` */
const NAME_AND =
  /(?:name|client|child|patient|student|member|applicant)s?\s{0,2}(?:\/|&|\+|,|and)\s{0,2}[A-Za-z./ ]{2,14}$/i
const NAME_AND_CHARS = 32
const NAMES = /^\s?[:=-]?\s{0,3}(?:\p{Lu}[\p{L}'’.-]{0,20},? ){1,4}[-/(]? ?$/u
const JOINT = /^(?: (?:and|&|y) | {2,60})(?=[0-9])/
const ANY_JOINT = /^(?:(?:,|;| ?\/)?(?: (?:and|&|y))? | {2,60})(?=[0-9])/
/** Numbers between a label and its date: a time, a line, another identifier in its groups. */
const TRIES_MAX = 10
const JOINT_CHARS = 64
const LISTED_MAX = 8
const BEHIND_CHARS_MAX = 20
/** Where a numeric date may start that a label may follow. */
const DATE_LIKE = /[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}/g
/** Without marks: in a column for them alone. */
const BARE_DATE =
  /(?<![0-9A-Za-z.,/-])(?:(?:19|20)[0-9]{6}|(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?:19|20)[0-9]{2}|[0-9]{1,2} [0-9]{1,2} (?:[0-9]{2}|[0-9]{4}))(?![0-9A-Za-z.,/-])/g
/** Dates with a month's name, in a table with a column for them. */
const NAMED_DATE =
  /(?<![A-Za-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? [0-9]{1,2},? [0-9]{4}|(?<![0-9/-])[0-9]{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ -][0-9]{4}/gi
const HEADED = /birth|dob|d\.o|d\/o|nac|born|b-?day|\bbd\b/i
const HEADER_CHARS_MAX = 1024
const DATE_CHARS_MAX = 10
/** How old a text may be whose ages are believed. */
const YEARS_OLD_MAX = 4

function find(scan: Scan): void {
  const { text } = scan
  if (scan.key !== null && isField(scan.key)) add(scan, text.search(/\S/))
  labelled(scan, LABEL)
  if (scan.tables) placed(scan)
  if (/[^\x00-\x7f]/.test(text) || scan.glance.mayHold(FOREIGN)) labelled(scan, FOREIGN_LABEL)
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
    let tries = 0
    for (let start = at; start < stop && start <= limit; start++) {
      scan.steps++
      const code = text.charCodeAt(start)
      if (code === 0x3f && scan.tables) limit = at + ANSWER_CHARS_MAX
      if (!isDigit(code) && !startsMonth(text, start) && !isMisread(text, start) && !startsSaid(scan, start)) continue
      if (isDigit(code) && isDigit(text.charCodeAt(start - 1))) continue
      if (++tries > TRIES_MAX) break
      const between = betweenOf(text, at, start)
      const isNamed = NAMES.test(between) && NAME_AND.test(text.slice(Math.max(0, at - NAME_AND_CHARS), at))
      if ((isNamed || IN_BETWEEN.test(between) || isInJson(text, at, start)) && add(scan, start)) {
        if (scan.tables) listed(scan, /s$/i.test(text.slice(at - 1, at)))
        break
      }
      // The time at which somebody speaks stands before the answer.
      if (isDigit(code) && limit === at + LINK_CHARS_MAX && !scan.tables) break
    }
  }
}

/** Dates that follow the one which was found last, in a list of births. */
function listed(scan: Scan, isPlural: boolean): void {
  const { text, found } = scan
  for (let count = 0; count < LISTED_MAX; count++) {
    const { end } = found.at(-1)!
    const joint = (isPlural ? ANY_JOINT : JOINT).exec(text.slice(end, end + JOINT_CHARS))
    if (joint === null || !add(scan, end + joint[0].length)) return
  }
}

/** `"event":"DOB_CORR","new":"1948-02-11"`: what is said of a birth, and the date as a string of its own. */
function isInJson(text: string, from: number, to: number): boolean {
  return text[to - 1] === '"' && JSON_BETWEEN.test(text.slice(from, to))
}

/** What stands between a label and a date, without a place, tags and remarks, and without who speaks next. */
function betweenOf(text: string, from: number, to: number): string {
  return text
    .slice(from, questionEnd(text, from, to))
    .replace(SPEAKER, '')
    .replace(ASIDE, '')
    .replace(PLACE, '')
}

/** A number in words, at the start of a word. */
function startsSaid({ text, tables }: Scan, at: number): boolean {
  return tables && !/[A-Za-zÀ-ÿ]/.test(text[at - 1] ?? '') && SAID.test(text.slice(at, at + 8))
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
    if (
      column?.(match.index) ||
      BEHIND.test(text.slice(end, end + BEHIND_CHARS_MAX)) ||
      (scan.tables && isAged(text, match.index, end))
    )
      add(scan, match.index)
  }
  const isHeaded = column !== null && (HEADED.test(text.slice(0, HEADER_CHARS_MAX)) || mayHoldPersonRows(text))
  if (isHeaded) for (const { index } of text.matchAll(BARE_DATE)) if (column(index)) add(scan, index)
  if (!isHeaded && !/\((?:d\.?\/?o|b|date of b|fecha de n|nac)/i.test(text)) return
  for (const { 0: date, index } of text.matchAll(NAMED_DATE)) {
    const end = index + date.length
    if (column?.(index) || BEHIND.test(text.slice(end, end + BEHIND_CHARS_MAX))) add(scan, index)
  }
}

/** Dates that their surroundings prove without a label. */
function placed(scan: Scan): void {
  const { text } = scan
  if (!ANY_DATE.test(text)) return
  for (const { 0: before, index } of text.matchAll(DESCRIBED)) add(scan, index + before.length)
  for (const { 0: before, index } of text.matchAll(CHILD))
    if (!FOR_CHILDREN.test(before)) add(scan, index + before.length)
  if (text.includes('\n')) for (const { start } of birthColumns(text)) add(scan, start)
  for (const { 0: before, index } of text.matchAll(RELATED)) addOfOld(scan, index + before.length)
  for (const { 0: date, index } of text.matchAll(IN_MESSAGE)) addAt(scan, text, index, index + date.length)
}

/** A date so long ago that whoever stands beside it isn't visited or called on it. */
function addOfOld(scan: Scan, at: number): void {
  const date = readDate(scan.text, at)
  if (date !== null && date.year <= new Date().getUTCFullYear() - YEARS_OLD_MAX) add(scan, at)
}

/** The age that stands beside a date is its age, give or take the years that a text is old. */
function isAged(text: string, start: number, end: number): boolean {
  const found = AGE_BEFORE.exec(text.slice(Math.max(0, start - 24), start)) ?? AGE_AFTER.exec(text.slice(end, end + 20))
  const age = Number(found?.[1] ?? found?.[2] ?? Number.NaN)
  const date = readDate(text, start)
  if (date === null || Number.isNaN(age)) return false
  const years = new Date().getUTCFullYear() - date.year
  return years >= age && years <= age + YEARS_OLD_MAX
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
    /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|f[ée]v|avr|mai|ao[uû]|d[ée][cz]|okt|set|out|avg|maj|янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)/i.test(
      text.slice(at, at + 5),
    )
  )
}

function add(scan: Scan, at: number): boolean {
  if (at < 0) return false
  const date = readDate(scan.text, at) ?? (scan.tables ? readSpokenDate(scan.text, at) : null)
  if (date === null || !isBirthDate(date)) return false
  push(scan, date)
  return true
}

/** A date of which only so much is one. */
function addAt(scan: Scan, text: string, start: number, end: number): void {
  const date = readDate(text.slice(start, end), 0)
  if (date !== null && isBirthDate(date)) push(scan, { start, end })
}

function push(scan: Scan, { start, end }: { readonly start: number; readonly end: number }): void {
  scan.found.push({
    start,
    end,
    entity: 'date_of_birth',
    score: 0.95,
    recognizer: 'date-of-birth',
    validated: true,
    tier: 'label',
  })
}
