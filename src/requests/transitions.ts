import { z } from 'zod'
import { OUTCOMES } from './request-row.ts'

const words = z.string().trim().min(1).max(5_000)
const day = z.iso.date()
const reason = z.string().trim().min(1).max(500)
const exemptions = z.array(z.string().min(1).max(64)).min(1).max(50)
const minutes = z.number().int().min(0).max(1_000_000)

/** What somebody may ask a request to become, each with what it needs. */
export const transitionSchema = z.discriminatedUnion('transition', [
  z.strictObject({ transition: z.literal('ask-clarification'), question: words, reason }),
  z.strictObject({ transition: z.literal('clarified'), answer: words, reason }),
  z.strictObject({
    transition: z.literal('estimate-fees'),
    pages: minutes.default(0),
    work: z
      .array(z.strictObject({ rate: z.string().min(1).max(64), minutes }))
      .max(50)
      .default([]),
    prepay: z.boolean(),
    reason,
  }),
  z.strictObject({ transition: z.literal('paid'), reason }),
  z.strictObject({
    transition: z.literal('extend'),
    until: day,
    cause: words,
    place: words,
    /** The requester agreed to it. */
    agreed: z.boolean().default(false),
    reason,
  }),
  z.strictObject({ transition: z.literal('notify-third-party'), party: words, concerns: words, reason }),
  z.strictObject({ transition: z.literal('release-part'), released: words, outstanding: words, reason }),
  z.strictObject({ transition: z.literal('deny'), exemptions, explanation: words, reason }),
  z.strictObject({
    transition: z.literal('close'),
    outcome: z.enum(OUTCOMES).exclude(['withdrawn']),
    note: words,
    exemptions: exemptions.optional(),
    reason,
  }),
  z.strictObject({ transition: z.literal('withdraw'), note: words, reason }),
  z.strictObject({ transition: z.literal('appeal'), note: words, reason }),
  z.strictObject({ transition: z.literal('appeal-decided'), note: words, reason }),
])

export type Transition = z.infer<typeof transitionSchema>
