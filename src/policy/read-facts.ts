import { z } from 'zod'
import { DATA_CLASSES, DECISION_MODES } from '../core/decision.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { SUSPENSION_TARGETS } from '../core/suspension.ts'
import type { Facts } from './facts.ts'
import type { PolicySet } from './policy-set.ts'
import { resolvePurpose } from './resolve-purpose.ts'
import { resolveSystem } from './resolve-system.ts'
import { SUBJECT_TYPES, WIRE_IDS } from './schema/terms.ts'

const count = z.number().int().min(0)

/** Facts as people write them down: who, what, with which data. Whatever isn't said is the harmless value. */
const factsSchema = z.strictObject({
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
  now: z.iso.datetime({ offset: true }),
  model: z.string(),
  wire: z.enum(WIRE_IDS).default('openai.chat'),
  /** As stated in `AI-Purpose`; left out: the default applies. */
  purpose: z.string().optional(),
  declaredClass: z.enum(DATA_CLASSES).optional(),
  detectedClass: z.enum(DATA_CLASSES).default('public'),
  decisionMode: z.enum(DECISION_MODES).optional(),
  entities: z.record(z.string(), count).default({}),
  unscannable: z.array(z.string()).default([]),
  fields: z.array(z.string()).default([]),
  attended: z.boolean().optional(),
  suspensions: z
    .array(
      z.strictObject({
        target: z.enum(SUSPENSION_TARGETS),
        value: z.string().default(''),
        reason: z.string().optional(),
      }),
    )
    .default([]),
  uses: z.array(z.string()).default([]),
  seats: z.strictObject({ taken: count, own: z.boolean() }).optional(),
  classCeiling: z.enum(DATA_CLASSES).optional(),
})

export type ReadFacts =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

/** Facts from a file, against a policy: the issuer's id and the model's name become what they stand for. */
export function readFacts(policy: PolicySet, value: unknown): ReadFacts {
  const parsed = factsSchema.safeParse(value)
  if (!parsed.success) {
    return {
      kind: 'wrong',
      problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'facts'}: ${issue.message}`),
    }
  }
  const given = parsed.data
  const issuer = policy.issuers.find(({ id }) => id === given.principal.issuer)
  if (issuer === undefined) {
    const known = policy.issuers.map(({ id }) => id).join(', ')
    return {
      kind: 'wrong',
      problems: [`principal.issuer: no issuer profile is called ${given.principal.issuer}; there are: ${known}`],
    }
  }
  const now = Date.parse(given.now)
  const found = resolveSystem(policy, given.model, given.wire, now)
  if (found.kind === 'refuse') return found
  const principal = {
    ...given.principal,
    issuer: issuer.issuer,
    key: `${issuer.issuer}|${given.principal.subject}`,
    email: null,
    tokenId: 'facts',
    issuedAt: Math.floor(now / 1000),
    expiresAt: Math.floor(now / 1000) + 3600,
    sessionId: null,
    authenticatedAt: Math.floor(now / 1000),
    actors: [],
  }
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
      unscannable: given.unscannable,
      fields: given.fields,
      attended: given.attended ?? principal.subjectType !== 'service',
      suspensions: given.suspensions.map(({ reason, ...stop }) => (reason === undefined ? stop : { ...stop, reason })),
      uses: given.uses,
      ...(given.seats === undefined ? {} : { seats: given.seats }),
      classCeiling: given.classCeiling ?? null,
    },
  }
}
