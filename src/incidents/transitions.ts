import { z } from 'zod'
import { SEVERITIES } from './incident-row.ts'

const words = z.string().trim().min(1).max(10_000)
const reason = z.string().trim().min(1).max(500)
const name = z.string().min(1).max(64)
/** How many steps whoever asks has seen: on any other state their step isn't taken. */
const version = z.int().min(0)

/** What somebody may ask an incident to become, each with what it needs. */
export const incidentTransitionSchema = z.discriminatedUnion('transition', [
  z.strictObject({ transition: z.literal('assign'), to: z.string().min(1).max(320).nullable(), reason, version }),
  z.strictObject({ transition: z.literal('ask'), question: words, reason, version }),
  z.strictObject({ transition: z.literal('answer'), answer: words, version }),
  z.strictObject({ transition: z.literal('note'), note: words, version }),
  z.strictObject({ transition: z.literal('retype'), type: name, reason, version }),
  z.strictObject({ transition: z.literal('rate'), severity: z.enum(SEVERITIES), reason, version }),
  z.strictObject({ transition: z.literal('link'), exchange: name, reason, version }),
  z.strictObject({ transition: z.literal('fill'), field: name, value: words, version }),
  z.strictObject({
    transition: z.literal('give-task'),
    kind: name,
    title: z.string().trim().min(1).max(200),
    /** `queue:ID`, `me`, a work e-mail address or a subject. */
    to: z.string().trim().min(1).max(320),
    /** Left out: after the policy's days. */
    due: z.iso.date().optional(),
    reason,
    version,
  }),
  z.strictObject({ transition: z.literal('cancel-task'), task: name, reason, version }),
  z.strictObject({ transition: z.literal('finish-task'), task: name, outcome: words, version }),
  z.strictObject({ transition: z.literal('name'), subject: z.string().trim().min(3).max(320), reason, version }),
  z.strictObject({ transition: z.literal('move'), to: name, reason, version }),
  z.strictObject({ transition: z.literal('close'), cause: words, fix: words, told: z.boolean(), reason, version }),
  z.strictObject({ transition: z.literal('merge'), into: name, reason, version }),
  z.strictObject({ transition: z.literal('reopen'), reason, version }),
])

export type IncidentTransition = z.infer<typeof incidentTransitionSchema>
