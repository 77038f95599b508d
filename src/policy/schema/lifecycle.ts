import { z } from 'zod'
import { clauses, day, id, text } from './terms.ts'

/** What runs out. A profile may give each kind days of grace; from the second after them the decision is the other one. */
export const EXPIRING_KINDS = [
  'approval',
  'registration',
  'assessment',
  'audit',
  'control',
  'promise',
  'licence',
] as const

/** Until when something holds, and who has to renew it. */
const due = { owner: text, due: day, clauses }

/**
 * What the vendor promised about the State's data, and until when the evidence holds. Without it, or after it, a system
 * that somebody else runs is given public data only (MO-37, MS-57).
 */
export const vendorPromise = z.strictObject({
  trainsOnInput: z.literal(false),
  retention: text,
  evidence: text,
  owner: text,
  expires: day,
  clauses,
})

/** What a risk assessment looks at (MS-49). */
export const ASSESSED_DOMAINS = ['cyber', 'privacy', 'continuity', 'legal', 'ethical'] as const

/** What a system must have on file, unexpired, before it is used where AI touches people's lives (MS-45). */
export const HIGH_RISK_EVIDENCE = ['impact', 'bias', 'legal', 'monitoring', 'appeal', 'fail-safe'] as const

export const ASSESSMENT_KINDS = ['risk', 'vulnerability', ...HIGH_RISK_EVIDENCE] as const
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number]
export type AssessedDomain = (typeof ASSESSED_DOMAINS)[number]

/** A finding about a system that must be renewed (MS-45, MS-49). A risk assessment covers all five domains. */
export const assessment = z
  .strictObject({
    kind: z.enum(ASSESSMENT_KINDS),
    reference: text,
    on: day,
    domains: z.array(z.enum(ASSESSED_DOMAINS)).min(1).optional(),
    ...due,
  })
  .superRefine((one, context) => {
    const missing = ASSESSED_DOMAINS.filter((domain) => one.domains?.includes(domain) !== true)
    if (one.kind === 'risk' && missing.length > 0) {
      context.addIssue({
        code: 'custom',
        path: ['domains'],
        message: `a risk assessment covers ${missing.join(', ')} as well (MS-49)`,
      })
    }
  })

/** When a system is audited (MS-55). */
export const audit = z.strictObject({
  everyMonths: z.number().int().min(1).max(36),
  last: day.nullable(),
  findings: text,
  ...due,
})

/** What the contract allows (MS-04). */
export const licence = z.strictObject({
  contract: text,
  /** Different people who may use it. */
  seats: z.number().int().min(1).optional(),
  permittedUses: z.array(id).min(1).optional(),
  owner: text,
  expires: day,
  clauses,
})

/** A control that people carry out and attest. What the gateway itself executes stands in `safeguards`. */
export const attestedControl = z.strictObject({ id, statement: text, last: day, ...due })

/** The model that follows, approved ahead: from the start of the day on its name is sent (MS-54). */
export const successor = z.strictObject({ upstreamModel: text, from: day, by: text, reference: text })

/** Data sets that requests draw on; their class is a floor that no redaction lowers (MS-58). */
export const dataset = z.strictObject({
  id,
  name: text,
  owner: text,
  source: text,
  floor: z.enum(['internal', 'confidential', 'regulated']),
  clauses,
})
