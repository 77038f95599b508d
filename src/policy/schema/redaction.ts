import { z } from 'zod'
import { clauses, dataClass, formVersion } from './terms.ts'

const OPERATORS = ['placeholder', 'redact', 'flag', 'allow', 'refuse'] as const

/** Found in whole texts only, so what policy says of a model's own ones can't be kept in streams. */
export const WHOLE_TEXT_ONLY = ['person_name', 'street_address', 'date_of_birth'] as const

const ruleSchema = z
  .strictObject({
    /** In prompts. `placeholder`: a numbered stand-in; `redact`: gone for good; `flag` and `allow`: sent as it is. */
    operator: z.enum(OPERATORS),
    /** The caller gets their own value back where the answer holds its placeholder. */
    restorable: z.boolean(),
    /** What to do with a value that the model itself wrote. */
    output: z.enum(['redact', 'flag', 'allow']),
    /** Least class of a text that holds one. Where redaction takes the value out, only publicly hosted systems still count it. */
    raisesTo: dataClass,
    /** A live credential: a reveal takes two people. */
    secret: z.boolean().default(false),
    clauses,
  })
  .refine((rule) => !rule.restorable || rule.operator === 'placeholder', {
    path: ['restorable'],
    message: 'must be false unless operator is placeholder',
  })

/** `redaction.yaml`: what happens to each kind of personal or secret value (MS-26, MS-29, MS-47). */
export const redactionSchema = z.strictObject({
  version: formVersion,
  entities: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be an entity in lower snake case'), ruleSchema)
    .superRefine((rules, context) => {
      for (const entity of WHOLE_TEXT_ONLY) {
        const output = rules[entity]?.output ?? 'allow'
        if (output === 'allow') continue
        const message = 'must be allow: this kind is found in whole texts only, so a stream could not keep the rule'
        context.addIssue({ code: 'custom', path: [entity, 'output'], message })
      }
    }),
  /** For an entity that has no rule of its own. */
  otherwise: ruleSchema,
  /** On a publicly hosted system a detection refuses; the word is here for readers, the rule is in code (MS-29). */
  publicHosting: z.strictObject({ detected: z.literal('refuse'), clauses }),
  clauses,
})
