import { z } from 'zod'
import { issuerSignals } from './issuer-signals.ts'
import { httpsUrl } from './network.ts'
import { clauses, day, formVersion, id, subjectType, text } from './terms.ts'

const claim = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_:/.-]{0,127}$/, 'must be a claim name')
  .refine((name) => name !== '__proto__')
const level = z.union([z.literal(1), z.literal(2), z.literal(3)])
const domain = z
  .string()
  .regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a lower-case domain in A-label form')

/** What a verified token of one issuer must look like and how its claims are read (MS-34 to MS-36). */
export const issuerSchema = z
  .strictObject({
    id,
    name: text,
    issuer: httpsUrl,
    /** Where the issuer publishes its keys; pinned, not discovered. */
    jwksUri: httpsUrl,
    audience: z.array(text).min(1),
    /** Accepts tokens that name other audiences beside ours: a relaxation. */
    audienceShared: z.boolean().default(false),
    algorithms: z
      .array(z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']))
      .min(1),
    typ: z.array(z.enum(['at+jwt', 'JWT'])).min(1),
    /** Claims of which an access token holds at least one; tells it from an ID token where both are `typ: JWT`. */
    requireOneOf: z.array(claim).default([]),
    /** Claims that no access token holds. */
    refuseClaims: z.array(claim).default([]),
    maxLifeMinutes: z.number().int().min(1).max(1440),
    tenant: z.strictObject({ claim, value: text }).optional(),
    /** A claim whose values mark guest or consumer accounts. */
    accountKind: z.strictObject({ claim, refuse: z.array(text).min(1) }).optional(),
    claims: z.strictObject({
      subject: claim,
      client: claim,
      /** Absent: a digest of the token stands for it. */
      tokenId: claim.optional(),
      email: claim.optional(),
      roles: claim.optional(),
      training: claim.optional(),
    }),
    /** The token's role values → the gateway's roles; a value that isn't listed gives none. */
    roles: z.record(z.string(), id).default({}),
    /** Exact domains; a sub-domain counts only if it is listed. Empty: any token with an e-mail claim is refused. */
    emailDomains: z.array(domain).default([]),
    /** A person's token must have an e-mail address of one of the domains. */
    emailRequired: z.boolean().default(true),
    subjectType: z.strictObject({
      /** The claim and the meaning of its values. */
      claim: claim.optional(),
      values: z.record(z.string(), subjectType).default({}),
      /** Where the claim is absent; without it such a token is refused. */
      absent: subjectType.optional(),
    }),
    assurance: z.strictObject({
      acr: z.record(z.string(), level).default({}),
      amr: z.record(z.string(), level).default({}),
      /** Where neither says more. */
      otherwise: level,
      /** Level of a service that authenticated with its own credential. */
      service: level.default(1),
    }),
    /** Only people with one of these roles, until a day: the State Auditor's own directory, for example (MS-22). */
    limitedTo: z.strictObject({ roles: z.array(id).min(1), until: day, inference: z.boolean() }).optional(),
    ...issuerSignals,
    clauses,
  })
  .superRefine((profile, context) => {
    if (profile.typ.includes('JWT') && (profile.requireOneOf.length === 0 || profile.refuseClaims.length === 0)) {
      context.addIssue({
        code: 'custom',
        path: ['typ'],
        message: 'accepting JWT needs requireOneOf and refuseClaims, or ID tokens would pass as access tokens (MS-34)',
      })
    }
    if (profile.subjectType.claim === undefined && profile.subjectType.absent === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['subjectType'],
        message: 'needs a claim, or absent: the type of every subject of this issuer (MS-01)',
      })
    }
  })

/** `issuers.yaml`: who may issue credentials. */
export const issuersSchema = z.strictObject({ version: formVersion, issuers: z.array(issuerSchema).min(1) })
