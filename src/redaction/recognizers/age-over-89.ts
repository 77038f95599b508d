import type { Recognizer, Scan } from '../scan.ts'

/** Ages of ninety and more, which alone may tell who somebody is (45 CFR 164.514(b)(2)(i)(C)). */
export const ageOver89: Recognizer = { entity: 'age_over_89', name: 'age-over-89', find }

const AGE = /^(?:9[0-9]|1[01][0-9]|12[0-5])$/
const HYPHENED = /^(9[0-9]|1[01][0-9]|12[0-5])-?(?:years?-old|year|y[/]?o|yo|yr|yrs)$/i
const OF_A_THING =
  /^(?:[ -](?:years?|old|yr)){0,2} (?:[a-z]+ )?(?:bridge|building|road|highway|courthouse|school|law|statute|structure|dam|tree|culvert|pipe|house|church|depot)/i
const THING_CHARS = 32
const AFTER = /^[ -](?:years?[- ]old|years? of age|y\/o\b|yo\b|yrs?\.? old)/i
const BEFORE = /(?:\bage|\baged|\bages|turned|turning|is now)["']?[ :=]{1,3}$/i

function find(scan: Scan): void {
  const { text } = scan
  for (const { start, end } of scan.tokens.all) {
    if (end - start > 13) continue
    const first = text.charCodeAt(start)
    if (first !== 0x39 && first !== 0x31) continue
    scan.steps += 4
    const value = text.slice(start, end)
    if (OF_A_THING.test(text.slice(end, end + THING_CHARS))) continue
    const hyphened = HYPHENED.exec(value)
    if (hyphened !== null) push(scan, start, start + hyphened[1]!.length)
    else if (AGE.test(value) && isAge(text, start, end)) push(scan, start, end)
  }
}

function isAge(text: string, start: number, end: number): boolean {
  if (AFTER.test(text.slice(end, end + 14))) return true
  return (
    BEFORE.test(text.slice(Math.max(0, start - 12), start)) &&
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
