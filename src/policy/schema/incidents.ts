import { z } from 'zod'
import { clauses, formVersion, id, texts } from './terms.ts'

/** `incidents.yaml`: what can be reported, who hears of it, and from whom it is kept (MS-14, MS-51, MO-48 to MO-50). */
export const incidentsSchema = z.strictObject({
  version: formVersion,
  types: z
    .array(
      z.strictObject({
        id,
        name: texts,
        severity: z.enum(['low', 'medium', 'high']),
        firstResponseMinutes: z.number().int().min(1),
        channels: z.array(id).min(1),
        /** In place of `channels` where the reporter's supervisor is involved. */
        supervisorInvolved: z.array(id).min(1),
        hideFrom: z.array(z.enum(['reporter-supervisor', 'unit-leader', 'subject'])).default([]),
        /** What must be known before it can be closed. */
        requires: z.array(id).default([]),
        /** The exchange that it speaks of is kept from disposition. */
        freeze: z.boolean().default(true),
        clauses,
      }),
    )
    .min(1),
  channels: z
    .array(
      z
        .strictObject({
          id,
          kind: z.enum(['mailbox', 'queue']),
          to: z.email().optional(),
          role: id.optional(),
          /** Notices carry links, never what was written (MS-16). */
          content: z.literal('link-only'),
          clauses,
        })
        .superRefine((channel, context) => {
          const wanted = channel.kind === 'mailbox' ? 'to' : 'role'
          if ((channel.to === undefined) === (channel.role === undefined) || channel[wanted] === undefined) {
            context.addIssue({ code: 'custom', path: [wanted], message: 'a mailbox has `to`, a queue has `role`' })
          }
        }),
    )
    .min(1),
})
