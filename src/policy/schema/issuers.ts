import { z } from 'zod'
import { ISSUER_KIND_NAMES, ISSUER_KINDS, type IssuerKindName } from '../issuer-kinds/index.ts'
import type { IssuerKind } from '../issuer-kinds/kind.ts'
import { issuerSignals } from './issuer-signals.ts'
import { httpsUrl, isLoopbackHost } from './network.ts'
import { clauses, day, formVersion, id, subjectType, text, unitId } from './terms.ts'

const claim = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_:/.-]{0,127}$/, 'must be a claim name')
  .refine((name) => name !== '__proto__')
const level = z.union([z.literal(1), z.literal(2), z.literal(3)])
const domain = z
  .string()
  .regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a lower-case domain in A-label form')

/** What an entry says by itself: no kind knows it. */
const entry = {
  id,
  name: text,
  /** The product that issues; gives what isn't said below. Absent: RFC 9068, strictly. */
  kind: z.enum(ISSUER_KIND_NAMES).default('rfc9068'),
  issuer: httpsUrl,
  /** Where the issuer publishes its keys; pinned, not discovered. */
  jwksUri: httpsUrl,
  audience: z.array(text).min(1),
  /** Accepts tokens that name other audiences beside ours: a relaxation. */
  audienceShared: z.boolean().default(false),
  algorithms: z
    .array(z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']))
    .min(1),
  tenant: z.strictObject({ claim, value: text }).optional(),
  /** Scopes that a client asks for: published in the metadata of the resource (RFC 9728), never enough by themselves. */
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'must be a scope token (RFC 6749 3.3)')).default([]),
  /** Tokens must be bound to a key of the client: by DPoP (RFC 9449), by certificate (RFC 8705), by either. */
  senderConstraint: z.enum(['offered', 'dpop', 'mtls', 'either']).default('offered'),
  /** Each DPoP proof must hold a nonce of ours (RFC 9449 section 9). */
  dpopNonce: z.boolean().default(false),
  /** The token's role values → the gateway's roles; a value that isn't listed gives none. */
  roles: z.record(z.string(), id).default({}),
  /** Exact domains; a sub-domain counts only if it is listed. Empty: any token with an e-mail claim is refused. */
  emailDomains: z.array(domain).default([]),
  /** A person's token must have an e-mail address of one of the domains. */
  emailRequired: z.boolean().default(true),
  /** Only people with one of these roles, until a day: the State Auditor's own directory, for example (MS-22). */
  limitedTo: z
    .strictObject({
      roles: z.array(id).min(1),
      until: day,
      inference: z.boolean(),
      /** Whose records they see; absent: those of the agency that they belong to. */
      agencies: z.array(unitId).min(1).optional(),
    })
    .optional(),
  ...issuerSignals,
  clauses,
}

const claims = {
  subject: claim,
  /** Where a service's token names it; absent: as a person's. */
  serviceSubject: claim.optional(),
  client: claim,
  /** Absent: a digest of the token stands for it. */
  tokenId: claim.optional(),
  email: claim.optional(),
  roles: claim.optional(),
  training: claim.optional(),
}

const subjects = {
  /** Tokens of services: those in which the claim has the value, or, without a value, those that lack the claim. */
  service: z.strictObject({ claim, value: text.optional() }).optional(),
  /** The claim and the meaning of its values, for all other tokens. */
  claim: claim.optional(),
  values: z.record(z.string(), subjectType),
  /** Where the claim is absent; without it such a token is refused. */
  absent: subjectType.optional(),
}

const assurance = {
  acr: z.record(z.string(), level),
  amr: z.record(z.string(), level),
  /** Authentication contexts, where the issuer lists those that were met (`acrs`). */
  acrs: z.record(z.string(), level),
  /** Where none of them says more. */
  otherwise: level,
  /** Level of a service that authenticated with its own credential. */
  service: level,
}

/** What a kind knows and an entry may say otherwise. */
const known = {
  typ: z.array(z.enum(['at+jwt', 'JWT'])).min(1),
  /** `id`: the issuer's access tokens are opaque, so the ID token made for our own client is the credential. */
  tokenUse: z.enum(['access', 'id']),
  /** Claims of which an access token holds at least one; tells it from an ID token where both are `typ: JWT`. */
  requireOneOf: z.array(claim),
  /** Claims that must have one of the values. */
  requireValues: z.record(claim, z.array(text).min(1)),
  /** Claims that no accepted token holds. */
  refuseClaims: z.array(claim),
  maxLifeMinutes: z.number().int().min(1).max(1440),
  /** A claim whose values mark guest or consumer accounts. */
  accountKind: z.strictObject({ claim, refuse: z.array(text).min(1) }).optional(),
}

const optional = <Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) => z.strictObject(shape).partial()

const writtenSchema = z.strictObject({
  ...entry,
  ...optional(known).shape,
  claims: optional(claims).optional(),
  subjectType: optional(subjects).optional(),
  assurance: optional(assurance).optional(),
})

const readSchema = z
  .strictObject({
    ...entry,
    ...known,
    claims: z.strictObject(claims),
    subjectType: z.strictObject(subjects),
    assurance: z.strictObject(assurance),
  })
  .superRefine((profile, context) => {
    for (const { path, message } of contradictions(profile)) context.addIssue({ code: 'custom', path, message })
  })

type Written = z.infer<typeof writtenSchema>

/** What a verified token of one issuer must look like and how its claims are read (MS-34 to MS-36). */
export const issuerSchema = writtenSchema.transform(withKind).pipe(readSchema)

/** The entry's own words over its kind's, one level deep. */
function withKind(written: Written): z.input<typeof readSchema> {
  const { profile }: IssuerKind = ISSUER_KINDS[written.kind]
  const given = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined)) as Written
  return {
    tokenUse: 'access',
    requireOneOf: [],
    requireValues: {},
    refuseClaims: [],
    ...structuredClone(profile),
    ...given,
    claims: { ...profile.claims, ...written.claims },
    subjectType: { values: {}, ...profile.subjectType, ...written.subjectType },
    assurance: { acr: {}, amr: {}, acrs: {}, service: 1, ...profile.assurance, ...written.assurance },
  } as z.input<typeof readSchema>
}

interface Contradiction {
  readonly path: PropertyKey[]
  readonly message: string
}

function contradictions(profile: z.infer<typeof readSchema>): Contradiction[] {
  const found: Contradiction[] = kindContradictions(profile)
  const say = (path: PropertyKey[], message: string): void => void found.push({ path, message })
  if (profile.typ.includes('JWT') && (profile.requireOneOf.length === 0 || profile.refuseClaims.length === 0))
    say(['typ'], 'accepting JWT needs requireOneOf and refuseClaims, or ID tokens would pass as access tokens (MS-34)')
  const { service, claim: typeClaim, values, absent } = profile.subjectType
  if (typeClaim === undefined && absent === undefined)
    say(['subjectType'], 'needs a claim, or absent: the type of every subject of this issuer (MS-01)')
  const types = [...Object.values(values), ...(absent === undefined ? [] : [absent]), ...(service ? ['service'] : [])]
  if (profile.tokenUse === 'id' && types.some((type) => type !== 'public' && type !== 'guest'))
    say(['subjectType'], 'an ID token may stand for the public or a guest only: it proves no employment (MS-34)')
  return found
}

/** An issuer that isn't where its kind is, or a tenant that anybody can join. */
function kindContradictions({ kind, issuer, jwksUri, tenant }: z.infer<typeof readSchema>): Contradiction[] {
  const { hosts, issuerOf, tenantClaim, consumerTenants = [] }: IssuerKind = ISSUER_KINDS[kind as IssuerKindName]
  const found: Contradiction[] = []
  if (tenantClaim !== undefined && tenant?.claim !== tenantClaim)
    found.push({ path: ['tenant'], message: `kind ${kind} needs the tenant by its claim ${tenantClaim} (MS-35)` })
  if (tenant !== undefined && consumerTenants.includes(tenant.value.toLowerCase()))
    found.push({ path: ['tenant'], message: 'anybody can have an account of this tenant (MS-35)' })
  for (const [key, value] of Object.entries({ issuer, jwksUri })) {
    const host = new URL(value).hostname
    // A stand-in on this machine, for tests and demos: its keys are its own.
    if (isLoopbackHost(host)) continue
    if (hosts?.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one)) === false)
      found.push({ path: [key], message: `kind ${kind} is at ${hosts.join(', ')}; another host is another issuer` })
    else if (key === 'issuer' && issuerOf !== undefined && tenant !== undefined && issuerOf(tenant.value) !== value)
      found.push({ path: [key], message: `the issuer of this tenant is ${issuerOf(tenant.value)} (MS-35)` })
  }
  return found
}

/** `issuers.yaml`: who may issue credentials. */
export const issuersSchema = z.strictObject({ version: formVersion, issuers: z.array(issuerSchema).min(1) })
