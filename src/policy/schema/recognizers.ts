import { z } from 'zod'
import { CHECK_NAMES } from '../../redaction/custom/named-checks.ts'
import { LIST_DIGEST } from '../../redaction/lists/list-form.ts'
import { httpsUrl } from './network.ts'
import { clauses, entityName, formVersion, id, text, unitId } from './terms.ts'

const score = z.number().gt(0).max(1)
/** Whom a row is for; all agencies where it names none. */
const agencies = z.array(unitId).min(1).optional()

const recognizerSchema = z.strictObject({
  id,
  /** What it finds: an entity of its own, or one more form of a known one. */
  entity: entityName,
  /** Letters, digits, classes, `\d`, `(a|b)`, `?`, `{2,5}`; 4 to 64 characters, and always a value by itself. */
  pattern: text,
  ignoreCase: z.boolean().default(false),
  /** Words of which one must be the nearest known on the left, or the name of the field or column. */
  labels: z.array(text).default([]),
  /** Words that say it is something else. */
  antiLabels: z.array(text).default([]),
  checks: z.array(z.enum(CHECK_NAMES)).default([]),
  score,
  agencies,
  /** Made-up texts, each with the values that must be found in it; they hold whenever the policy is loaded. */
  cases: z.array(z.strictObject({ given: text, expect: z.array(text) })).min(2),
  clauses,
})

const listSchema = z
  .strictObject({
    id,
    entity: entityName,
    /** Compared by letters and digits only, in any case, without accents. */
    values: z.array(text).default([]),
    /** Of values that no reader of the policy should see: `statehouse redact --digest ENTITY`. */
    digests: z
      .array(z.string().regex(LIST_DIGEST, 'must be a digest that statehouse redact --digest printed'))
      .default([]),
    agencies,
    /** Why they are on the list. */
    reason: text,
    clauses,
  })
  .refine((list) => list.values.length + list.digests.length > 0, {
    path: ['values'],
    message: 'must list at least one value or digest',
  })

/** The detector's own name → ours. What isn't named isn't asked for. */
const entities = z
  .record(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be an entity as the detector names it'), entityName)
  .refine((named) => Object.keys(named).length > 0, 'must name at least one entity')
/** The longest that the texts of one request may take; what takes longer is refused. */
const deadlineMs = z.number().int().min(50).max(30_000)

const detectorSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id,
    kind: z.literal('presidio'),
    /** Of the analyzer, without `/analyze`. */
    url: httpsUrl,
    language: z.string().regex(/^[a-z]{2}$/, 'must be a language of two letters'),
    deadlineMs,
    minScore: score,
    entities,
    agencies,
    clauses,
  }),
  z.strictObject({
    id,
    kind: z.literal('onnx'),
    /** Of the model, with the ONNX Runtime installed in it. */
    folder: z.string().regex(/^\/[^\0]+$/, 'must be an absolute path'),
    /** SHA-256 of `model.onnx`: a record then names what judged it. */
    digest: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits, as sha256sum prints'),
    deadlineMs,
    minScore: score,
    entities,
    agencies,
    clauses,
  }),
])

/**
 * `recognizers.yaml`, which may be left out: what an agency finds beside what ships, values that are or aren't to be found
 * wherever they stand, and detectors elsewhere (MS-29, MS-47, MO-38).
 */
export const recognizersSchema = z.strictObject({
  version: formVersion,
  recognizers: z.array(recognizerSchema).default([]),
  deny: z.array(listSchema).default([]),
  allow: z.array(listSchema).default([]),
  detectors: z.array(detectorSchema).default([]),
})
