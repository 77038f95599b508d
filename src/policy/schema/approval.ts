import { z } from 'zod'
import { day, text } from './terms.ts'

const SEATS = ['supervisor', 'security', 'privacy', 'legal', 'cto', 'records'] as const

/** Who signed for a system, in which seat, and until when it holds (MS-40, MS-48, MS-56). */
export const approvalSchema = z
  .strictObject({
    status: z.enum(['requested', 'active', 'suspended', 'retired']),
    decisions: z.array(z.strictObject({ seat: z.enum(SEATS), by: text, on: day, reference: text.optional() })),
    expires: day,
    conditions: z.array(text).optional(),
  })
  .superRefine((approval, context) => {
    if (approval.status === 'active' && !approval.decisions.some((decision) => decision.seat === 'cto')) {
      context.addIssue({
        code: 'custom',
        path: ['decisions'],
        message: 'an active approval needs the decision of seat cto (MS-56)',
      })
    }
  })

type Approval = z.infer<typeof approvalSchema>

/** What the sign-offs lack for data of this class, or null. One person can't fill two seats (MS-48). */
export function missingSignOff(
  approval: Approval,
  maxClass: 'public' | 'internal' | 'confidential' | 'regulated',
): string | null {
  if (maxClass === 'public' || approval.status === 'requested') return null
  const advisers = approval.decisions.filter(
    ({ seat }) => seat === 'security' || seat === 'privacy' || seat === 'legal',
  )
  if (maxClass === 'internal')
    return advisers.length > 0 ? null : 'class internal needs a sign-off by security, privacy or legal (MS-48)'
  const signers = new Set(approval.decisions.filter(({ seat }) => seat !== 'supervisor').map(({ by }) => by))
  const seats = new Set(approval.decisions.filter(({ seat }) => seat !== 'supervisor').map(({ seat }) => seat))
  const complete = seats.has('security') && seats.has('privacy') && seats.has('legal') && signers.size >= seats.size
  return complete
    ? null
    : `class ${maxClass} needs sign-offs by security, privacy and legal, each by another person (MS-48)`
}
