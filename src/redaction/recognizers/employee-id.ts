import { byLabel, digitCount } from '../by-label.ts'
import { orBySurroundings } from '../by-surroundings.ts'

/** Mississippi's payroll numbers its people by PIN, as counties do their parcels and banks their cards. */
const PIN = /\bPIN[ \t:#.]{1,4}$/
const OF_STAFF = /payee|employee|payroll|travel|timesheet|supervisor|SPAHRS|staff|personnel/i
const LEFT_CHARS = 120
const OF_OFFICERS = /\b(?:ofc|officer|sgt|cpl|det|dep|deputy|tpr|trooper|inv)\b/i
const OFFICER_CHARS = 48
/** The accounting system of Missouri numbers its people so. */
const OF_MISSOURI = /^E0[0-9]{6}$/
const OF_AGENCIES =
  /inspector|employee|staff|SAM ?II|payroll|supervisor|officer|investigator|worker|manager|\buser\b|prepared by/i
const AGENCY_CHARS = 64
/** Who is logged in, as audits have it. */
const USER = /(?:^|[^A-Za-z])(?:user|usr|oper(?:ator)?|officer|ofc)(?:[ _]?id)?["']?[ \t:=]{1,2}["']?$/i
const OF_USER = /^(?!SVC|APP|SYS|BOT|WEB|API|JOB|SRV|TEST)[A-Z]{2,5}-[0-9]{4,6}$/
const USER_CHARS = 16
/** Members of a retirement system are its employees. */
const OF_PENSIONS =
  /retire|pension|survivor|annuit|vested|\bsvc[_ ]?yrs|years of service|\b(?:MOSERS|LAGERS|MPERS|PERS|PSRS|PEERS)\b/i
const MEMBER = /member[_ -]?(?:no|num|number|id|#)/i

function isOfPensioner(value: string, near: string): boolean {
  return /^[A-Z]?[0-9]{6,9}$/i.test(value) && MEMBER.test(near) && OF_PENSIONS.test(near)
}

const labelled = byLabel({
  entity: 'employee_id',
  labels: ['employee', 'identifier', 'ein'],
  value: /^(?=.{4,14}$)(?:[A-Z]{0,4}-?[0-9]{3,10}[A-Z]?|[A-Z]{0,3}[0-9]{0,4}(?:-[0-9]{2,6}){1,3})$/i,
  accepts: (value, { kind, start }, { text }) => {
    if (kind === 'employee') return digitCount(value) >= 4
    if (kind === 'ein') return OF_MISSOURI.test(value)
    const before = text.slice(Math.max(0, start - LEFT_CHARS), start)
    if (PIN.test(before)) {
      if (OF_OFFICERS.test(before.slice(-OFFICER_CHARS))) return /^[0-9]{4,6}$/.test(value)
    } else return isOfPensioner(value, before + text.slice(0, Math.min(start, LEFT_CHARS)))
    return /^[0-9]{7,9}$/.test(value) && PIN.test(before) && OF_STAFF.test(before)
  },
})

/** Employees and their badges. */
export const employeeId = orBySurroundings(labelled, {
  score: 0.7,
  isNamed(scan, { start, end }) {
    if (end - start < 7 || end - start > 12) return false
    const { text } = scan
    const value = text.slice(start, end)
    const isNamed = OF_MISSOURI.test(value)
      ? OF_AGENCIES.test(text.slice(Math.max(0, start - AGENCY_CHARS), start))
      : OF_USER.test(value) && USER.test(text.slice(Math.max(0, start - USER_CHARS), start))
    if (isNamed) scan.steps += end - start
    return isNamed
  },
})
