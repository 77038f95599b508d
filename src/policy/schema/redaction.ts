import { z } from 'zod'
import { clauses, dataClass, entityName, formVersion, id, unitId } from './terms.ts'

/** What can be done with a value in a prompt, the laxest first. */
export const OPERATORS = ['allow', 'warn', 'mask', 'hash', 'placeholder', 'redact', 'refuse'] as const
/** What can be done with a value that the model itself wrote, the laxest first. */
export const OUTPUT_OPERATORS = ['allow', 'flag', 'mask', 'hash', 'redact'] as const

const fields = {
  /**
   * In prompts. `placeholder`: a numbered stand-in; `redact`: gone for good; `hash`: a keyed digest, the same for all of an
   * agency; `mask`: all but its last characters starred; `warn`: sent, and the caller is told; `allow`: sent as it is.
   */
  operator: z.enum(OPERATORS),
  /** The caller gets their own value back where the answer holds its placeholder. */
  restorable: z.boolean(),
  /** What to do with a value that the model itself wrote. */
  output: z.enum(OUTPUT_OPERATORS),
  /** How many of a masked value's last characters stay; never more than half of them. */
  keep: z.number().int().min(0).max(4).optional(),
  /** Least class of a text that holds one. Where redaction takes the value out, only publicly hosted systems still count it. */
  raisesTo: dataClass,
}

/** Found in whole texts only, so what policy says of a model's own ones can't be kept in streams. */
export const WHOLE_TEXT_ONLY = ['person_name', 'street_address', 'date_of_birth'] as const

const ruleSchema = z
  .strictObject({
    ...fields,
    /** A live credential: a reveal takes two people. */
    secret: z.boolean().default(false),
    clauses,
  })
  .refine((rule) => !rule.restorable || rule.operator === 'placeholder', {
    path: ['restorable'],
    message: 'must be false unless operator is placeholder',
  })
  .refine((rule) => (rule.operator === 'mask' || rule.output === 'mask') === (rule.keep !== undefined), {
    path: ['keep'],
    message: 'must stand exactly where operator or output is mask',
  })

/** What is different for one entity at one place; what isn't said stays as the entity's rule has it. */
const overrideSchema = z.strictObject({ ...z.strictObject(fields).partial().shape, clauses })
const overrides = z.record(entityName, overrideSchema)

/** `redaction.yaml`: what happens to each kind of personal or secret value (MS-26, MS-29, MS-47). */
export const redactionSchema = z.strictObject({
  version: formVersion,
  entities: z.record(entityName, ruleSchema).superRefine((rules, context) => {
    for (const entity of WHOLE_TEXT_ONLY) {
      const output = rules[entity]?.output ?? 'allow'
      if (output === 'allow') continue
      const message = 'must be allow: this kind is found in whole texts only, so a stream could not keep the rule'
      context.addIssue({ code: 'custom', path: [entity, 'output'], message })
    }
  }),
  /**
   * By system. On a publicly hosted one, and of live credentials anywhere, an override can only be stricter; one must stand
   * in the same file as no other for that entity.
   */
  systems: z.record(id, overrides).optional(),
  /** By agency: only stricter. Where both speak, the stricter of the two counts. */
  agencies: z.record(unitId, overrides).optional(),
  /** For an entity that has no rule of its own. Must stand in one of the files: the profile's, else its layer's, counts. */
  otherwise: ruleSchema.optional(),
  /** On a publicly hosted system a detection refuses; the word is here for readers, the rule is in code (MS-29). */
  publicHosting: z.strictObject({ detected: z.literal('refuse'), clauses }).optional(),
  clauses,
})
