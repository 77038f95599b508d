import { leftBoundary, rightFree } from '../boundaries.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Alien registration (A-number) and USCIS account numbers: seven to nine digits, by their A or by label. */
export const alienNumber: Recognizer = { entity: 'alien_number', name: 'alien-number', find }

/** `A` before three groups of three, or `A#`, `A-number`, `A no.` before digits. */
const LETTER = /(?:^|[^A-Za-z0-9])A(?:[- ]?(?:#|[Nn]umber|[Nn]o\.?|[Ff]ile)[ :#]{0,3}(?:is )?|[- ]?)$/
/** As somebody says it: `A, two one nine …`. */
const SAID = /(?:^|[^A-Za-z0-9])A, ?$/
const NAMED = /(?:#|[Nn]umber|[Nn]o\.?|[Ff]ile)[ :#]{0,3}(?:is )?$/
const GROUPED = /^[0-9]{3}[- ][0-9]{3}[- ][0-9]{3}(?![0-9A-Za-z-])/
/** Online accounts have twelve digits. */
const VALUE = /^(?:A?-?[0-9]{7,9}|[0-9]{12})$/i
/** The same with more between, as forms and tables have it. */
const SET_APART =
  /(?:^|[^A-Za-z0-9])(?:A ?#|a#|A-?(?:number|num|no\b\.?|file)|[Aa]_?(?:NUMBER|NUM|NBR|NO|FILE|number|num|nbr|no|file)|a-(?:number|num|nbr|no\b\.?|file))(?: no\.?| number)?(?:[ \t:=|.,*_"'>-]|value|→|\n| is | on file| which){0,20}$/i
const LEFT_CHARS = 40
/** Where immigration is spoken of, `A` and nine digits are one. */
const IMMIGRATION =
  /\bICE\b|detainer|USCIS|immigra|EOIR|asyl|\bvisa\b|green card|\bDACA\b|\bTPS\b|\bLPR\b|\bEAD\b|\bI-(?:94|130|360|485|551|589|751|765|797|918)|alien|refugee|(?:permanent|lawful|conditional) residen|resident card|naturali[sz]|work permit|deport|removal proceeding|\bH-?[12]B\b|\bconsul|SAVE (?:case|query|verif)|绿卡|移民|residen(?:te|cia) permanente|tarjeta verde|migra/i
const CONTEXT_CHARS = 120

function find(scan: Scan): void {
  const { text, tokens } = scan
  for (const { start, end } of tokens.all) {
    const size = end - start
    // `218 440 937`, and the same with its letter.
    if (size !== 3 && !(size === 4 && text[start] === 'A') && (size < 7 || size > 13)) continue
    scan.steps += size
    const letter = /^A-?(?=[0-9])/.exec(text.slice(start, start + 3))
    const digits = start + (letter?.[0].length ?? 0)
    const grouped = GROUPED.test(text.slice(digits, digits + 12))
    const bare = /^[0-9]{7,9}$/.test(text.slice(digits, end))
    if (!(grouped || bare) || leftBoundary(text, start) === 'bound') continue
    const to = grouped ? digits + 11 : end
    if (!rightFree(text, to)) continue
    if (letter !== null && grouped) push(scan, start, to, 'shape')
    else if (letter !== null && /^A-?[0-9]{8,9}$/.test(text.slice(start, to)) && isOfImmigration(scan, start, to))
      push(scan, start, to, 'label')
    const left = text.slice(Math.max(0, start - LEFT_CHARS), start)
    const before = LETTER.exec(left)
    if (before === null && bare && SAID.test(left) && isOfImmigration(scan, start, to)) {
      push(scan, text.lastIndexOf('A', start), to, 'label')
      continue
    }
    if (before === null) {
      if (SET_APART.test(left)) push(scan, start, to, 'label')
      continue
    }
    const named = NAMED.test(before[0])
    if (letter !== null && !named) continue
    if (grouped || named) push(scan, named ? start : text.lastIndexOf('A', start), to, 'shape')
  }
  for (const { start, end, value, distance } of tokens.labelled('alien')) {
    if (distance > 6) continue
    const grouped = GROUPED.exec(text.slice(start, start + 12))
    if (grouped !== null) push(scan, start, start + grouped[0].length, 'label')
    else if (VALUE.test(value)) push(scan, start, end, 'label')
  }
}

function isOfImmigration({ text, tables }: Scan, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT_CHARS), start)
  if (/passport|pasaporte/i.test(before.slice(-32))) return false
  // Streams don't wait for what follows.
  return IMMIGRATION.test(before) || (tables && IMMIGRATION.test(text.slice(end, end + CONTEXT_CHARS / 2)))
}

function push(scan: Scan, start: number, end: number, tier: 'shape' | 'label'): void {
  scan.found.push({
    start,
    end,
    entity: 'alien_number',
    score: tier === 'shape' ? 0.9 : 0.8,
    recognizer: 'alien-number',
    validated: tier === 'shape',
    tier,
  })
}
