import { byLabel, digitCount } from '../by-label.ts'

/** Dockets have the year and the kind of case in them (`2023-CV-01842`, `22BA-CR00187`); they are public. */
const DOCKET = /^(?:[0-9]{2,4}-?)?[A-Z]{0,4}-?(?:CV|CR|DR|PR|JV|CC|CA|CP|SC|KA|CT)-?[0-9]|[0-9]-(?:CV|CR|DR|PR)-/i

/** Cases of SNAP, TANF and child support. */
export const benefitsCase = byLabel({
  entity: 'benefits_case',
  labels: ['case'],
  value: /^(?=.{5,20}$)[A-Z]{0,5}-?[0-9]{2,12}[A-Z]{0,2}(?:-[0-9A-Z]{1,10}){0,3}$/i,
  accepts: (value) => digitCount(value) >= 5 && !DOCKET.test(value),
})
