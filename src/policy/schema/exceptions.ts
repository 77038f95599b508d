import { z } from 'zod'
import { type Person, person, samePerson as same } from './person.ts'
import { clauses, dataClass, formVersion, id, instant, text } from './terms.ts'

/** Checks that an exception can lift. Recording, prohibited technology, suspension and sign-in aren't among them. */
export const EXCEPTABLE_RULES = ['training', 'audience', 'purpose', 'data-class', 'licence', 'evidence'] as const

const HOUR_MS = 3_600_000
const DEPUTY_HOURS = 72

/** The instant at which an exception ends: a deputy's lapses after 72 hours unless the director confirms it (MS-15). */
export function exceptionEndsAt(one: {
  readonly until: string
  readonly decided: { readonly seat: string; readonly at: string }
  readonly confirmed?: unknown
}): number {
  const until = Date.parse(one.until)
  if (one.decided.seat !== 'deputy' || one.confirmed !== undefined) return until
  return Math.min(until, Date.parse(one.decided.at) + DEPUTY_HOURS * HOUR_MS)
}

/** The executive director’s word on a deputy’s decision. */
export const confirmation = z.strictObject({ by: person, at: instant })

export const exceptionSchema = z.strictObject({
  id: text.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be an id: letters, digits, dot, dash, underscore'),
  rule: z.enum(EXCEPTABLE_RULES),
  people: z.array(person).min(1),
  systems: z.array(id).min(1),
  purposes: z.array(id).min(1),
  /** With rule data-class: how far. */
  maxClass: dataClass.optional(),
  reason: text,
  from: instant,
  until: instant,
  decided: z.strictObject({
    seat: z.enum(['executive-director', 'deputy']),
    by: person,
    at: instant,
    reference: text,
  }),
  confirmed: confirmation.optional(),
  clauses,
})

/** `exceptions.yaml`: rare, narrow, dated, decided by the executive director (MS-15). */
export const exceptionsSchema = z
  .strictObject({
    version: formVersion,
    maxDays: z.number().int().min(1).max(365),
    /** More of them in a month are a sign that the rule is wrong, or the practice. */
    routineThresholdPerMonth: z.number().int().min(1),
    /** Who may decide in the director's absence, named in writing beforehand. */
    deputies: z.array(z.strictObject({ person, namedBy: text, from: instant, until: instant, clauses })).default([]),
    exceptions: z.array(exceptionSchema),
    clauses,
  })
  .superRefine((document, context) => {
    document.exceptions.forEach((one, index) => {
      for (const [path, message] of exceptionFaults(one, document)) {
        context.addIssue({ code: 'custom', path: ['exceptions', index, ...path], message })
      }
    })
  })

type Document = {
  readonly maxDays: number
  readonly deputies: readonly { readonly person: Person; readonly from: string; readonly until: string }[]
  readonly exceptions: readonly Exception[]
}
interface Exception {
  readonly id: string
  readonly rule: string
  readonly people: readonly Person[]
  readonly maxClass?: string | undefined
  readonly from: string
  readonly until: string
  readonly decided: { readonly seat: string; readonly by: Person; readonly at: string; readonly reference: string }
  readonly confirmed?: { readonly by: Person; readonly at: string } | undefined
}

function exceptionFaults(one: Exception, document: Document): [path: string[], message: string][] {
  const faults: [string[], string][] = []
  const [from, until, at] = [one.from, one.until, one.decided.at].map((time) => Date.parse(time)) as [
    number,
    number,
    number,
  ]
  if (until <= from) faults.push([['until'], 'must be later than from'])
  if (until - from > document.maxDays * 24 * HOUR_MS)
    faults.push([['until'], `at most ${document.maxDays} days after from: exceptions are not routine (MS-15)`])
  if (at > from) faults.push([['decided', 'at'], 'must be decided before it begins'])
  if ((one.rule === 'data-class') !== (one.maxClass !== undefined))
    faults.push([['maxClass'], 'goes with rule data-class, and only with it'])
  const deciders = [one.decided.by, ...(one.confirmed === undefined ? [] : [one.confirmed.by])]
  if (one.people.some((person) => deciders.some((decider) => same(person, decider))))
    faults.push([['decided', 'by'], 'nobody grants themselves an exception (MS-15)'])
  const isNamed = document.deputies.some(
    (deputy) => same(deputy.person, one.decided.by) && Date.parse(deputy.from) <= at && at < Date.parse(deputy.until),
  )
  if (one.decided.seat === 'deputy' && !isNamed)
    faults.push([['decided', 'by'], 'a deputy is named in deputies, from before the decision (MS-15)'])
  if (one.confirmed !== undefined && (one.decided.seat !== 'deputy' || same(one.confirmed.by, one.decided.by)))
    faults.push([['confirmed'], 'is the executive director’s word on a deputy’s decision'])
  const twin = document.exceptions.find(
    (other) =>
      other !== one &&
      other.decided.reference === one.decided.reference &&
      other.rule === one.rule &&
      Date.parse(other.from) <= from &&
      other.people.some((person) => one.people.some((mine) => same(person, mine))),
  )
  if (twin !== undefined)
    faults.push([['decided', 'reference'], `renews ${twin.id} by the same decision; a renewal needs one of its own`])
  return faults
}
