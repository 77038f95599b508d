import { z } from 'zod'
import { person } from './person.ts'
import { clauses, dataClass, day, decisionMode, id, subjectType, text, unitId } from './terms.ts'

/** Written approval of an automated decision (MS-44). */
export const decisionApproval = z.strictObject({ reference: text, signer: text, expires: day })

/**
 * Who may use a system, for what, with which data, and how far it may take part in a decision. One grant must cover all of
 * it: two grants are never added up.
 */
export const grantSchema = z
  .strictObject({
    agencies: z.array(unitId).min(1).optional(),
    units: z.array(unitId).min(1).optional(),
    subjectTypes: z.array(subjectType).min(1),
    /** The caller needs one of them. */
    roles: z.array(id).min(1).optional(),
    clients: z.array(id).min(1).optional(),
    /** Only these, who must be all that the rest says as well. */
    people: z.array(person).min(1).optional(),
    purposes: z.array(id).min(1),
    maxClass: dataClass,
    maxDecisionMode: decisionMode,
    decisionApproval: decisionApproval.optional(),
    /** The last day that it is good for; left out: as long as the system’s approval. */
    until: day.optional(),
    clauses,
  })
  .superRefine((grant, context) => {
    if (grant.maxDecisionMode === 'decide' && grant.decisionApproval === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['maxDecisionMode'],
        message: 'decide needs decisionApproval: reference, signer, expires (MS-44)',
      })
    }
  })
