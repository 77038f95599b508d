import { z } from 'zod'
import { day, instant, text } from './terms.ts'

const SEATS = ['supervisor', 'security', 'privacy', 'legal', 'cto', 'records'] as const

/** How long a provisional approval holds. */
export const PROVISIONAL_HOURS = 72

export const signOff = z.strictObject({ seat: z.enum(SEATS), by: text, on: day, reference: text.optional() })

/** Who signed for a system, in which seat, and until when it holds (MS-40, MS-48, MS-56). */
export const approvalSchema = z
  .strictObject({
    status: z.enum(['requested', 'provisional', 'active', 'suspended', 'retired']),
    decisions: z.array(signOff),
    /** With status provisional: who let it begin before all sign-offs, and when; 72 hours from then it ends. */
    provisional: z.strictObject({ seat: z.enum(['cto', 'executive-director']), by: text, at: instant }).optional(),
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
    if ((approval.status === 'provisional') !== (approval.provisional !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['provisional'],
        message: 'status provisional says who let it begin and when; no other status does',
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
  if (approval.status === 'provisional')
    return maxClass === 'internal' ? null : `a provisional approval reaches class internal, not ${maxClass} (MS-48)`
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
