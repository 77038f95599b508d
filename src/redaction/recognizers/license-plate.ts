import { PAIR } from '../glance.ts'
import type { LabelledToken } from '../id-tokens.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Plates after their label: five to eight letters and digits in one or two groups. */
export const licensePlate: Recognizer = { entity: 'license_plate', name: 'license-plate', find }

const WORDS_MAX = 6
const PLATE = /^(?=.{5,9}$)(?:[A-Z0-9]{1,4}[ -][A-Z0-9]{1,5}|[A-Z0-9]{5,8})$/i
/** A group before or after, set apart by a space; lower case would be prose. */
const BEFORE = /(?:^|[^A-Za-z0-9])([A-Z]{1,4}|(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,4}) $/
/** Three letters as a person in a hurry types them. */
const TYPED = /(?:^|[^A-Za-z0-9])((?!the|was|for|and|tag|num|has|are|its|not|car)[a-z]{3}) $/
const AFTER = /^ ([A-Z0-9]{1,5})(?![A-Za-z0-9])/
/** A second group typed in lower case tells itself by its digits. */
const AFTER_TYPED = /^ ((?=[a-z]{0,3}[0-9])[a-z0-9]{2,4})(?![A-Za-z0-9])/
/** A government's own cars: `tag G 48812`. */
const OF_A_FLEET = /(?:tag|plate|no\.?|#|:) {1,2}(?!MS|MO)([A-Z]{1,2}) $/i
/** Words that stand behind a whole plate. */
const WORD_BEHIND = /^(?:AND|OR|ON|IN|OF|AT|BY|TO|FOR|WAS|IS|THE|EXP|REG|LEFT|WITH|PER|NOT|SEEN|VIN|DL|ST)$/
const REGION = /^(?:MS|MO|TN|AL|LA|AR|KS|IL|IA|NO|ID|IS|US|USA|TAG)$/

/** Plates of Mississippi and Missouri, which tell themselves where a car is spoken of. */
const OF_OWN_STATES =
  /(?<![A-Za-z0-9-])(?:[A-Z]{3}[ -][0-9]{4}|[A-Z]{2}[0-9][ -][A-Z][0-9][A-Z])(?![A-Za-z0-9-]|[.,][0-9])/g
const VEHICLE =
  /\b(?:10-2[789]|car|truck|suv|van|sedan|coupe|pick-?up|trailer|motorcycle|vehicle|veh|parked|towed|charger|challenger|taurus|focus|escort|ranger|expedition|camry|corolla|altima|sentra|malibu|impala|silverado|tahoe|sierra|ram|f-?[123]50|civic|accord|explorer|escape|fusion|mustang|camaro|jeep|honda|toyota|nissan|chev(?:y|rolet)|ford|dodge|gmc|kia|hyundai|mazda|bmw|lexus|buick|tesla|subaru|volkswagen|unit [0-9])\b/i
const VEHICLE_CHARS = 48
const VIN_BEHIND = /^[,;/ ]{1,3}VIN\b/
const NOT_LETTERS =
  /^(?:RTE|HWY|USD|EST|CST|CDT|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MON|TUE|WED|THU|FRI|SAT|SUN|STA|LOT|REF|INV|FAX|TEL|EXT|BOX|APT|STE|RFP|IFB|PIN|VIN|MRN|CAP|MAX|MIN|REV|REG|AVE|THE|AND|FOR|ISO|ASM|ACT|SEC|ART|NPI|EIN|SSN|DOB|DCN|EBT)/

/** As the crime information centre's messages have it: `LIC/HBX3308.LIS/MS`. */
const NCIC = /(?:^|[^A-Z])LIC[/.]$/

/** A car's licence and a driver's are both `LIC`; no driver's looks like these. */
const LIC = /(?:^|[^A-Za-z])LIC(?:\.|:|#| NO\.?| #)?:? {0,2}$/i
const IN_GROUPS = /^(?:[A-Z0-9]{3}[ -](?=[A-Z0-9]{0,2}[0-9])[A-Z0-9]{3}|[A-Z]{3}[ -][0-9]{4})$/i
const LETTERS_BEFORE = /(?:^|[^A-Za-z0-9])(?!LIC)[A-Z]{3} $/
const OWN = /^(?:[A-Z]{2}[0-9][A-Z][0-9][A-Z]|[0-9][A-Z]{2}[A-Z0-9][0-9A-Z][0-9]|[A-Z]{3}[0-9]{4})$/

function find(scan: Scan): void {
  let done = 0
  for (const token of scan.tokens.labelled('license')) {
    const whole = LETTERS_BEFORE.test(scan.text.slice(Math.max(0, token.start - 5), token.start))
      ? { start: token.start - 4, end: token.end }
      : wholePlate(scan, token)
    const before = scan.text.slice(Math.max(0, whole.start - 8), whole.start)
    const isGrouped = (LIC.test(before) || NCIC.test(before)) && IN_GROUPS.test(scan.text.slice(whole.start, whole.end))
    const isPlate = NCIC.test(before) ? PLATE.test(token.value) : LIC.test(before) && OWN.test(token.value)
    if (!(isPlate || isGrouped)) continue
    const { start, end } = isGrouped ? whole : token
    scan.found.push({
      start,
      end,
      entity: 'license_plate',
      score: 0.85,
      recognizer: 'license-plate',
      validated: false,
      tier: 'label',
    })
  }
  if (scan.tables && scan.tokens.all.length > 0 && scan.glance.holdsPair(PAIR.capitals)) besideVehicles(scan)
  for (const token of scan.tokens.labelled('plate')) {
    if (token.start < done || token.distance > WORDS_MAX) continue
    const { start, end } = wholePlate(scan, token)
    const value = scan.text.slice(start, end)
    scan.steps += end - start
    if (!PLATE.test(value) || !/[0-9]/.test(value) || /^[0-9]{5,}$/.test(value)) continue
    done = end
    scan.found.push({
      start,
      end,
      entity: 'license_plate',
      score: 0.8,
      recognizer: 'license-plate',
      validated: false,
      tier: 'label',
    })
  }
}

/** `black Charger HRT 2093`. Streams don't wait for it. */
function besideVehicles(scan: Scan): void {
  const { text } = scan
  for (const { 0: plate, index: start } of text.matchAll(OF_OWN_STATES)) {
    scan.steps += plate.length
    const end = start + plate.length
    const isBeside =
      VEHICLE.test(text.slice(Math.max(0, start - VEHICLE_CHARS), start)) || VIN_BEHIND.test(text.slice(end, end + 8))
    if (NOT_LETTERS.test(plate) || !isBeside) continue
    scan.found.push({
      start,
      end,
      entity: 'license_plate',
      score: 0.7,
      recognizer: 'license-plate',
      validated: false,
      tier: 'label',
    })
  }
}

function wholePlate({ text }: Scan, { start, end, value }: LabelledToken): { start: number; end: number } {
  const letter = OF_A_FLEET.exec(text.slice(Math.max(0, start - 10), start))
  if (letter !== null && /^[0-9]{4,5}$/.test(value)) return { start: start - letter[1]!.length - 1, end }
  if (value.length > 4 || value.includes('-')) return { start, end }
  const after = AFTER.exec(text.slice(end, end + 8))
  const isPlaced = after !== null && REGION.test(after[1]!) && BEFORE.test(text.slice(Math.max(0, start - 6), start))
  if (after !== null && !isPlaced && !WORD_BEHIND.test(after[1]!) && /[A-Z]/.test(after[1]! + value))
    return { start, end: end + after[0].length }
  const typed = AFTER_TYPED.exec(text.slice(end, end + 8))
  if (typed !== null && /[a-z]/.test(value + typed[1]!)) return { start, end: end + typed[0].length }
  const left = text.slice(Math.max(0, start - 6), start)
  const before = BEFORE.exec(left) ?? TYPED.exec(left)
  if (before === null || REGION.test(before[1]!)) return { start, end }
  return { start: start - before[1]!.length - 1, end }
}
