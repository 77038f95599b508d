import { byLabel, digitCount } from '../by-label.ts'

/** Dockets have the year and the kind of case in them (`2023-CV-01842`, `22BA-CR00187`); they are public. */
const DOCKET = /^(?:[0-9]{2,4}-?)?[A-Z]{0,4}-?(?:CV|CR|DR|PR|JV|CC|CA|CP|SC|KA|CT)-?[0-9]|[0-9]-(?:CV|CR|DR|PR)-/i

const OF_YEAR = /^(?:20)?[0-9]{2}-[0-9]{3,6}$/
const POLICE =
  /police|sheriff|trooper|deput(?:y|ies)|wildlife|game warden|larceny|burglar|theft|robber|assault|vandal|arrest|suspect|incident|offense|crash|wreck|\bDUI\b|\bDWI\b|\bobs\b|dispatch|patrol|evidence|homicide/i
const BENEFITS =
  /SNAP|TANF|food stamp|benefit|Medicaid|child support|foster|eligib|household|recert|redetermin|caseworker|\bEBT\b|\bDHS\b|\bMDHS\b|\bDCPS\b|\bDSS\b|\bFSD\b/

/** Cases of SNAP, TANF and child support. */
export const benefitsCase = byLabel({
  entity: 'benefits_case',
  labels: ['case'],
  value: /^(?=.{5,20}$)[A-Z]{0,5}-?[0-9]{2,12}[A-Z]{0,2}(?:-[0-9A-Z]{1,10}){0,3}$/i,
  accepts: (value, { start, end }, { text }) =>
    digitCount(value) >= 5 && !DOCKET.test(value) && !(OF_YEAR.test(value) && isOfPolice(text, start, end)),
})

const LEFT_CHARS = 160
const RIGHT_CHARS = 80

/** Incidents are numbered by the year, and their reports are public. */
function isOfPolice(text: string, start: number, end: number): boolean {
  const near = text.slice(Math.max(0, start - LEFT_CHARS), end + RIGHT_CHARS)
  return POLICE.test(near) && !BENEFITS.test(near)
}
