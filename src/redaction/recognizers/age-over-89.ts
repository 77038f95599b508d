import { columnLabels } from '../column-label.ts'
import { glanceWords } from '../glance.ts'
import { hashOf } from '../names/fold.ts'
import { flagsOf } from '../names/lexicon.ts'
import { LEX } from '../names/lexicon-layout.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Ages of ninety and more, which alone may tell who somebody is (45 CFR 164.514(b)(2)(i)(C)). */
export const ageOver89: Recognizer = { entity: 'age_over_89', name: 'age-over-89', find }

const AGE = /^(?:9[0-9]|1[01][0-9]|12[0-5])$/
const HYPHENED = /^(9[0-9]|1[01][0-9]|12[0-5])-?(?:years?-old|year|y[/]?o|yo|yr|yrs)$/i
const OF_A_THING =
  /^(?:[ -](?:years?|old|yr)){0,2} (?:[a-z]+ )?(?:bridge|building|road|highway|courthouse|school|law|statute|structure|dam|tree|culvert|pipe|house|church|depot)/i
/** `the bridge is 98 years old` */
const OF_THAT_THING =
  /\b(?:bridge|building|road|highway|courthouse|school|law|statute|structure|dam|tree|culvert|pipe|house|church|depot|act|agency|company|firm|bank|plant|roof|boiler|system)s?(?: itself)? (?:is|are|was|were|turned|turns|is now|will be) (?:now |about |over )?$/i
const THING_CHARS = 32
const AFTER =
  /^(?:[ -](?:years?[- ]old|years? of age|y\/?o\b|yrs?\.? ?(?:old|of age)|y\.o\.|años|anos|ans\b|jahre? alt|jährige?n?\b|tuổi|godin[ae]|лет\b|років\b|jir\b)|[ -]?(?:歳|岁|歲|세)|-(?:yr|year)-?old|[MF]\b(?=[ ,;.]|$))/i
const BEFORE =
  /(?:\bage[ds]?(?: last birthday| at death)?|\bturn(?:ed|s|ing)|(?:\bis|,) now|\bage\/sex|\bedad|\btiene|\bcumpli[óo]|\balter|\bpatient is(?: an?)?|\bpt is(?: an?)?)["']?[ :=]{1,3}$/i
/** What somebody is: `she is 91 and`. */
const IS_SO_OLD =
  /\b(?:he|she|mother|father|mom|mama|momma|dad|daddy|grandmother|grandfather|granny|grandma|grandpa|aunt|uncle|husband|wife|widow|widower|sister|brother|claimant|resident|decedent|patient|veteran|pt|client|who|i)(?: is|[’']s|(?<=he)s| was|[’']m| am|, now|, age) (?:already |only |almost |nearly |just |about |now )?$/i
/** `Mr. Baumgartner was 97 and`. */
const IS_CALLED =
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Sr|Sra)\.? (?:\p{Lu}[\p{L}’'-]{1,20} ){1,2}(?:is|was|turned) (?:now |only )?$/u
const AND_SO_ON =
  /^(?:[.,;!?)](?![0-9])|$|\s*\n| (?:and|but|now|with|years?|or|so|when|this|in|on|at the time|next|today)(?![a-z%-]))/
/** `Mother Pearlie Gatewood, 101, will be` and `Tante Hildegard Overbeck (94)`: a name before it, a clause behind. */
const APPOSED =
  /(?:(?:^|[\s"“(])(\p{Lu}[\p{L}’'-]{1,20}) )?(\p{Lu}[\p{L}’'-]{1,20})(?:,? (?:Jr|Sr|II|III)\.?)?(?:, | \()$/u
const APPOSED_AFTER =
  /^(?:,(?: (?:of|a|an|the|who|is|was|lives?|lived|living|has|had|died|passed|will|and|formerly|resident|from|whose|said|went|widow|wife|retired)(?![a-z])|\n)|\)(?![0-9]))/
const NOT_A_NAME =
  /^(?:Section|Sections|Rule|Rules|Page|Pages|Chapter|Route|Routes|Highway|Interstate|Title|Part|Parts|Item|Items|No|Nos|Table|Form|Forms|Figure|Channel|District|Room|Rooms|Exhibit|Exhibits|Act|Code|Article|Lot|Unit|Act|Bill|House|Senate|Week|Day|January|February|March|April|May|June|July|August|September|October|November|December|Grade|Exit|Mile|Score|Total|Stage|Level|Version|Lines?|Line|Station|District)$/
const NAME_BITS = 0b1111
const WORDS = ageWords()
/** `ninety-six years`, `aged ninety-six`, `one hundred and two years old`. */
const IN_WORDS = new RegExp(
  `\\b(?<!-)(${WORDS})(?=[ -](?:years?(?:[ -]old| of age|[,.;]| and)|y/o)|, (?:of|who|a|an|lives|died)(?![a-z]))|\\b(?<=\\b(?:aged?|turned|turning|tiene|cumplió) )(${WORDS})(?![A-Za-z-]| (?:percent|point|dollars|miles|days|of|to|or|other|more|new|in|on)(?![a-z]))|\\b(?<=\\b(?:is|was|be|i[’']m|s?he[’']s) )(${WORDS})(?=[.,;!?]|\\s*\\n| (?:and|now|when|but|years|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|next|this|today)(?![a-z]{0,2}[- ]?(?:percent|dollars))|$)`,
  'gi',
)
const HEADING = /(?<![A-Za-z])(?:age|edad)(?![A-Za-z])/i
const HEADER_CHARS_MAX = 1024
const ASKED = /\bhow old\b|\b(?:his|her|their|your|what|the) age\b|\bages?\?|\bedad\b|cu[aá]ntos años/i
const ANSWERED = new RegExp(
  `(?<![A-Za-z0-9.,$/-])(?:${WORDS}|9[0-9]|1[01][0-9])(?![A-Za-z0-9%/-]|[.,][0-9]| (?:days|months|weeks|percent|dollars))`,
  'gi',
)
const WORDS_MET = glanceWords(['ninety', ' hundred', 'noventa', ' cien '])

function find(scan: Scan): void {
  const { text } = scan
  for (const { start, end } of scan.tokens.all) {
    if (end - start > 13) continue
    const first = text.charCodeAt(start)
    if (first !== 0x39 && first !== 0x31) continue
    scan.steps += 4
    const value = text.slice(start, end)
    if (OF_A_THING.test(text.slice(end, end + THING_CHARS))) continue
    if (OF_THAT_THING.test(text.slice(Math.max(0, start - 40), start))) continue
    const hyphened = HYPHENED.exec(value)
    if (hyphened !== null) push(scan, start, start + hyphened[1]!.length)
    else if (AGE.test(value) && isAge(text, start, end, scan.tables)) push(scan, start, end)
  }
  if (scan.tables && scan.glance.mayHold(WORDS_MET)) inWords(scan)
  if (scan.tables) inColumn(scan)
  if (scan.asked !== null && ASKED.test(scan.asked)) answered(scan)
}

/** In a table with a column for ages. */
function inColumn(scan: Scan): void {
  if (!scan.text.includes('\n') || !HEADING.test(scan.text.slice(0, HEADER_CHARS_MAX))) return
  const column = columnLabels(scan.text, (name) => HEADING.test(name) || null)
  for (const { start, end } of scan.tokens.all)
    if (AGE.test(scan.text.slice(start, end)) && isCell(scan.text, start, end) && column(start) === true)
      push(scan, start, end)
}

/** Nothing else stands in its cell. */
function isCell(text: string, start: number, end: number): boolean {
  return (
    /(?:^|[\n\t,;|"]| {2}|[,;|] )$/.test(text.slice(Math.max(0, start - 2), start)) &&
    /^(?:$|[\n\r\t,;|"]| {2}| [|;,])/.test(text.slice(end, end + 2))
  )
}

/** The answer to a question for an age, whatever stands round it. */
function answered(scan: Scan): void {
  ANSWERED.lastIndex = 0
  for (const { 0: age, index } of scan.text.matchAll(ANSWERED)) push(scan, index, index + age.length)
}

function ageWords(): string {
  const units = '(?:one|two|three|four|five|six|seven|eight|nine)'
  const small = `(?:${units}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)`
  return `ninety(?:[ -]${units})?|(?:one|a) hundred(?:(?: and)? ${small})?|noventa(?: y (?:uno|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|cien|ciento (?:uno|un|dos|tres|cuatro|cinco)`
}

/** In words, as letters and transcripts have it. */
function inWords(scan: Scan): void {
  for (const { 0: age, index } of scan.text.matchAll(IN_WORDS)) {
    const end = index + age.length
    if (!OF_A_THING.test(scan.text.slice(end, end + THING_CHARS))) push(scan, index, end)
  }
}

/** Apposed to a name, which the words before it make. */
function isApposed(text: string, start: number, end: number): boolean {
  if (!APPOSED_AFTER.test(text.slice(end, end + 16))) return false
  const found = APPOSED.exec(text.slice(Math.max(0, start - 48), start))
  if (found === null || NOT_A_NAME.test(found[2]!)) return false
  const [first, last] = [found[1] === undefined ? 0 : flagsOf(hashOf(found[1])), flagsOf(hashOf(found[2]!))]
  return (
    (first & NAME_BITS) > 0 &&
    !NOT_A_NAME.test(found[1]!) &&
    ((last & NAME_BITS) > 0 || ((last >>> LEX.common) & 3) === 0)
  )
}

/** What hangs on how a clause goes on is for whole texts. */
function isAge(text: string, start: number, end: number, isWhole: boolean): boolean {
  if (AFTER.test(text.slice(end, end + 16))) return true
  return (
    (BEFORE.test(text.slice(Math.max(0, start - 20), start)) ||
      (isWhole &&
        (IS_SO_OLD.test(text.slice(Math.max(0, start - 36), start)) ||
          IS_CALLED.test(text.slice(Math.max(0, start - 48), start))) &&
        AND_SO_ON.test(text.slice(end, end + 16))) ||
      (isWhole && isApposed(text, start, end))) &&
    !/^(?:[.,/-]?[0-9]|%| ?(?:days|months))/.test(text.slice(end, end + 8))
  )
}

function push(scan: Scan, start: number, end: number): void {
  scan.found.push({
    start,
    end,
    entity: 'age_over_89',
    score: 0.85,
    recognizer: 'age-over-89',
    validated: false,
    tier: 'label',
  })
}
