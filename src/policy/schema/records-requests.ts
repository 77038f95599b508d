import { z } from 'zod'
import { clauses, formVersion, id, text } from './terms.ts'

const period = z.string().regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, 'must be an ISO 8601 period such as P90D')

/** US cents: money is counted in whole ones. */
const cents = z.number().int().min(0)

/** What a person has still to confirm; nothing that depends on it happens by itself before that. */
const undecided = text.optional()

/** How long the gateway waits for the requester before a request counts as withdrawn. */
const wait = z.strictObject({
  within: period,
  /** Longer where the fees asked for are more than `cents`. */
  above: z.array(z.strictObject({ cents, within: period })).default([]),
  citation: text,
  undecided,
})

/** `records-requests.yaml`: the clock, the fees and the periods of public-records requests, by the State's own law. */
export const recordsRequestsSchema = z.strictObject({
  version: formVersion,
  /** As letters name it. */
  law: text,
  /** Who answers, and where records may be seen, as letters say it. */
  office: z.strictObject({ name: text, place: text, contact: text, undecided }),
  /** Business days to answer; the day of receipt doesn't count. */
  response: z.strictObject({ days: z.number().int().min(1).max(60), citation: text, undecided }),
  /** Business days from receipt that no extension goes beyond unless the requester agrees; pauses don't move it. */
  limit: z.strictObject({ days: z.number().int().min(1).max(365), citation: text, undecided }).optional(),
  /** What comes later on a day, or on a day off, is received on the next business day. Left out: on the day it comes. */
  closeOfBusiness: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 17:00')
    .optional(),
  /** Left out: a request isn't withdrawn for want of an answer. */
  clarification: wait.optional(),
  /** Left out: a request isn't withdrawn for want of payment. */
  payment: wait.optional(),
  /** Calendar days that somebody has whose confidential information is asked for. */
  thirdParty: z.strictObject({ days: z.number().int().min(1).max(365), citation: text, undecided }).optional(),
  fees: z.strictObject({
    page: cents,
    /** Work, by the hour. */
    rates: z.array(z.strictObject({ id, name: text, hour: cents, undecided })).min(1),
    citation: text,
    undecided,
  }),
  /** From the day of closing: until it is over, what the request found is held. */
  appeal: z.strictObject({ period, citation: text, undecided }),
  /** How long copies of denials are kept and may be inspected. */
  denials: z.strictObject({ retain: period, citation: text, undecided }),
  clauses,
})
