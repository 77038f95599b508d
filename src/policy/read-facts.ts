import { z } from 'zod'
import { DATA_CLASSES, DECISION_MODES } from '../core/decision.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { SUSPENSION_TARGETS } from '../core/suspension.ts'
import type { Facts } from './facts.ts'
import type { PolicySet } from './policy-set.ts'
import { resolvePurpose } from './resolve-purpose.ts'
import { resolveSystem } from './resolve-system.ts'
import { SUBJECT_TYPES, WIRE_IDS } from './schema/terms.ts'

const count = z.number().int().min(0)

/** What is asked for, as people write it down. Whatever isn't said is the harmless value. */
const askedSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }),
  model: z.string(),
  wire: z.enum(WIRE_IDS).default('openai.chat'),
  /** As stated in `AI-Purpose`; left out: the default applies. */
  purpose: z.string().optional(),
  declaredClass: z.enum(DATA_CLASSES).optional(),
  detectedClass: z.enum(DATA_CLASSES).default('public'),
  decisionMode: z.enum(DECISION_MODES).optional(),
  entities: z.record(z.string(), count).default({}),
  /** Of those, the ones that only a word nearby told. */
  labelled: z.array(z.string()).default([]),
  unscannable: z.array(z.string()).default([]),
  fields: z.array(z.string()).default([]),
  attended: z.boolean().optional(),
  suspensions: z
    .array(
      z.strictObject({
        target: z.enum(SUSPENSION_TARGETS),
        value: z.string().default(''),
        reason: z.string().optional(),
        because: z.literal('version').optional(),
      }),
    )
    .default([]),
  uses: z.array(z.string()).default([]),
  seats: z.strictObject({ taken: count, own: z.boolean() }).optional(),
  classCeiling: z.enum(DATA_CLASSES).optional(),
})

/** The same with who asks. */
const factsSchema = askedSchema.extend({
  principal: z.strictObject({
    /** Id of an issuer profile. */
    issuer: z.string(),
    subject: z.string().default('someone'),
    subjectType: z.enum(SUBJECT_TYPES),
    client: z.string(),
    agency: z.string(),
    unit: z.string(),
    roles: z.array(z.string()).default([]),
    assurance: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
    training: z.record(z.string(), z.string()).default({}),
  }),
})

export type ReadFacts =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

/** Facts from a file, against a policy: the issuer's id and the model's name become what they stand for. */
export function readFacts(policy: PolicySet, value: unknown): ReadFacts {
  const parsed = factsSchema.safeParse(value)
  if (!parsed.success) return wrong(parsed.error)
  const { principal: given, ...asked } = parsed.data
  const issuer = policy.issuers.find(({ id }) => id === given.issuer)
  if (issuer === undefined) {
    const known = policy.issuers.map(({ id }) => id).join(', ')
    return {
      kind: 'wrong',
      problems: [`principal.issuer: no issuer profile is called ${given.issuer}; there are: ${known}`],
    }
  }
  const now = Math.floor(Date.parse(asked.now) / 1000)
  return complete(policy, asked, {
    ...given,
    issuer: issuer.issuer,
    key: `${issuer.issuer}|${given.subject}`,
    email: null,
    tokenId: 'facts',
    issuedAt: now,
    expiresAt: now + 3600,
    sessionId: null,
    authenticatedAt: now,
    actors: [],
  })
}

/** What a known caller asks about, in the same words. */
export function readAsked(policy: PolicySet, principal: Principal, value: unknown): ReadFacts {
  const parsed = askedSchema.safeParse(value)
  return parsed.success ? complete(policy, parsed.data, principal) : wrong(parsed.error)
}

function wrong({ issues }: z.ZodError): ReadFacts {
  return { kind: 'wrong', problems: issues.map(({ path, message }) => `${path.join('.') || 'facts'}: ${message}`) }
}

function complete(policy: PolicySet, given: z.infer<typeof askedSchema>, principal: Principal): ReadFacts {
  const now = Date.parse(given.now)
  const found = resolveSystem(policy, given.model, given.wire, now)
  if (found.kind === 'refuse') return found
  return {
    kind: 'facts',
    facts: {
      principal,
      now,
      system: found.system,
      model: found.model,
      wire: given.wire,
      purpose: resolvePurpose(policy, principal, given.purpose ?? null),
      dataClass: { declared: given.declaredClass ?? null, detected: given.detectedClass },
      decisionMode: given.decisionMode ?? null,
      entities: given.entities,
      ...(given.labelled.length === 0 ? {} : { labelled: given.labelled }),
      unscannable: given.unscannable,
      fields: given.fields,
      attended: given.attended ?? principal.subjectType !== 'service',
      suspensions: given.suspensions.map(({ reason, because, ...stop }) => ({
        ...stop,
        ...(reason !== undefined && { reason }),
        ...(because !== undefined && { because }),
      })),
      uses: given.uses,
      ...(given.seats === undefined ? {} : { seats: given.seats }),
      classCeiling: given.classCeiling ?? null,
    },
  }
}
