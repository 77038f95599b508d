import { z } from 'zod'
import { person } from './person.ts'
import { clauses, dataClass, decisionMode, formVersion, id, instant, text, unitId } from './terms.ts'

/** Seats beside the supervisor’s and the last one, the CTO’s. */
export const ADVISORY_SEATS = ['security', 'privacy', 'legal'] as const
export type AdvisorySeat = (typeof ADVISORY_SEATS)[number]

/** Everybody who can be asked in one matter, in the order in which they are. */
export const APPROVAL_SEATS = ['supervisor', ...ADVISORY_SEATS, 'cto'] as const
export type ApprovalSeat = (typeof APPROVAL_SEATS)[number]

/** What can be asked for. */
export const REQUEST_KINDS = ['access', 'system', 'renewal', 'successor'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

const businessDays = z.number().int().min(1).max(90)

/** Where no file says it. */
export const APPROVAL_DEFAULTS = {
  days: { supervisor: 5, seats: 10, cto: 5 },
  termMonths: 12,
  stepUpMinutes: 15,
  remindDays: 3,
}

/** `approvals.yaml`: who is asked before something is approved, who may stand in for them, and how long each step takes. */
export const approvalsSchema = z.strictObject({
  version: formVersion,
  /** Which duties hold a seat. The supervisor is whom the directory names (MS-37). */
  seats: z
    .array(z.strictObject({ id: z.enum([...ADVISORY_SEATS, 'cto']), roles: z.array(id).min(1), clauses }))
    .default([]),
  /** Seats that a request needs beside supervisor and CTO: those of every row that fits it (MS-48, MS-56). */
  needs: z
    .array(
      z.strictObject({
        id,
        kinds: z.array(z.enum(REQUEST_KINDS)).min(1).optional(),
        classes: z.array(dataClass).min(1).optional(),
        decisionModes: z.array(decisionMode).min(1).optional(),
        /** Only requests about something that residents see, or that is bought. */
        publicFacing: z.literal(true).optional(),
        procurement: z.literal(true).optional(),
        /** Only requests for a purpose that is high-risk (MS-45). */
        highRisk: z.literal(true).optional(),
        seats: z.array(z.enum(ADVISORY_SEATS)).min(1),
        clauses,
      }),
    )
    .default([]),
  /** Who decides in somebody’s place, named in writing beforehand. */
  delegates: z
    .array(
      z.strictObject({
        id,
        seat: z.enum(APPROVAL_SEATS),
        person,
        for: person,
        from: instant,
        until: instant,
        namedBy: text,
        clauses,
      }),
    )
    .default([]),
  /** Officers of the enterprise who hold a seat for agencies that have nobody of their own for it. */
  officers: z
    .array(
      z.strictObject({
        id,
        seat: z.enum([...ADVISORY_SEATS, 'cto']),
        person,
        agencies: z.array(unitId).min(1),
        clauses,
      }),
    )
    .default([]),
  /** Business days that each step may take before it is shown as late. */
  days: z.strictObject({ supervisor: businessDays, seats: businessDays, cto: businessDays }).optional(),
  /** Business days after which whoever is asked, and hasn’t decided, is told again by mail. */
  remindDays: businessDays.optional(),
  /** How long an approval holds where nobody says less. */
  termMonths: z.number().int().min(1).max(36).optional(),
  /** How long ago whoever approves may have proved who they are: that sign-in is their signature. */
  stepUpMinutes: z.number().int().min(1).max(60).optional(),
  clauses,
})
