import { z } from 'zod'
import { approvalSchema, missingSignOff } from './approval.ts'
import { grantSchema } from './grant.ts'
import { assessment, attestedControl, audit, dataset, licence, successor, vendorPromise } from './lifecycle.ts'
import { narrowingSchema } from './narrowing.ts'
import { origin } from './network.ts'
import { fieldsByWire, SAFEGUARDS } from './safeguards.ts'
import { assuranceLevel, clauses, formVersion, id, text, wireId } from './terms.ts'
import { upstreamSchema } from './upstream.ts'

const modelId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, 'must be a model id without slash')

const modelSchema = z.strictObject({
  id: modelId,
  /** The name that apps use; unique in the catalog. */
  alias: modelId.optional(),
  upstreamModel: text,
  /** Seconds since the epoch, as `GET /v1/models` shows it. */
  created: z.number().int().min(0),
  /** Model families, also of re-hosted models: matched against prohibited technologies (MS-18). */
  families: z.array(id).optional(),
  /** US dollars for a million tokens, as the contract has it: what budgets are counted in. */
  price: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }).optional(),
  /** The longest answer in tokens: reserved against quotas where the request names no bound of its own. */
  answerTokensMax: z.number().int().min(1).default(4096),
  /** Fewer than the system's where a model serves only some of its wires. */
  wires: z.array(wireId).min(1).optional(),
  successor: successor.optional(),
})

export const systemSchema = z
  .strictObject({
    id,
    name: text,
    vendor: z.strictObject({ name: text, parent: text.optional(), country: text.optional() }),
    hosting: z.enum(['on-prem', 'tenant-isolated', 'shared', 'public']),
    models: z.array(modelSchema).min(1),
    upstream: upstreamSchema,
    grants: z.array(grantSchema).min(1),
    /** Request fields that no wire governs by default and that this system may be sent, by wire. */
    fields: fieldsByWire.default({}),
    /** What to do with content that no detector reads. */
    unscannable: z.enum(['refuse', 'allow', 'flag']).default('refuse'),
    /** A detector that fails is left out here, and the record says so; elsewhere it refuses. */
    degradable: z.literal(true).optional(),
    /** When a stream's pieces are shown: once each is durable, at once, or all after the record. */
    release: z.enum(['segment', 'final', 'buffer']).default('segment'),
    safeguards: z.array(z.enum(SAFEGUARDS)).min(1),
    /** What people carry out and attest; overdue closes the system. */
    controls: z.array(attestedControl).default([]),
    vendorPromise: vendorPromise.optional(),
    assessments: z.array(assessment).default([]),
    audit: audit.optional(),
    licence: licence.optional(),
    /** Data sets that the system itself draws on. */
    datasets: z.array(id).default([]),
    /** What it is expected to bring, and how anybody will see that (MS-42). */
    expectedBenefit: text.optional(),
    /** What the vendor says of it: how it was trained, what for, its limits (MS-43). */
    factsheet: z.url({ protocol: /^https$/ }).optional(),
    /** Who approved it, of `approvers` in profile.yaml. */
    approvedBy: id,
    /** Record series; the profile's default where none is named. */
    series: id.optional(),
    /** Label style of `disclosures.yaml`. */
    label: id,
    /** Courses without which nobody gets through. */
    training: z.array(id).default([]),
    /** Least authenticator assurance level of a person. */
    assurance: assuranceLevel.default(1),
    /** How long ago a person may have signed in at most; an issuer that doesn't say when refuses (MS-36). */
    maxAuthAgeMinutes: z.number().int().min(1).max(1440).optional(),
    /** The purpose must be stated with each call; a default isn't enough. */
    statedPurpose: z.boolean().default(false),
    /** Every answer is to be reviewed by a person before use, whatever its purpose. */
    review: z.boolean().default(false),
    /**
     * What happens when the vendor answers as another version than before (MS-54); left out: `stop` where data may be
     * confidential, else `continue-flagged`.
     */
    onVersionChange: z.enum(['stop', 'continue-flagged']).optional(),
    /** `false`: in the inventory only (embedded or predictive AI); no call is ever routed to it. */
    routable: z.boolean().default(true),
    approval: approvalSchema,
    clauses,
  })
  .superRefine((system, context) => {
    system.grants.forEach((grant, index) => {
      // In code, not in data: no policy file can let non-public data reach a publicly hosted system (MS-29).
      if (system.hosting === 'public' && grant.maxClass !== 'public') {
        context.addIssue({
          code: 'custom',
          path: ['grants', index, 'maxClass'],
          message: 'must be public where hosting is public (MS-29)',
        })
      }
      const missing = missingSignOff(system.approval, grant.maxClass)
      if (missing !== null) context.addIssue({ code: 'custom', path: ['grants', index, 'maxClass'], message: missing })
    })
    if (system.hosting === 'public' && system.unscannable !== 'refuse') {
      context.addIssue({
        code: 'custom',
        path: ['unscannable'],
        message: 'must be refuse where hosting is public (MS-29)',
      })
    }
    if (system.hosting === 'public' && system.degradable === true) {
      context.addIssue({
        code: 'custom',
        path: ['degradable'],
        message: 'must not stand where hosting is public: what wasn’t looked through doesn’t leave (MS-29)',
      })
    }
    for (const message of missingEvidence(system)) {
      context.addIssue({ code: 'custom', path: ['approval', 'status'], message })
    }
    system.controls.forEach(({ id: control }, index) => {
      if ((SAFEGUARDS as readonly string[]).includes(control)) {
        context.addIssue({
          code: 'custom',
          path: ['controls', index, 'id'],
          message: 'the gateway executes this control, nobody can attest it: list it under safeguards (MS-41)',
        })
      }
    })
    for (const needed of ['redact', 'record', 'label'] as const) {
      if (!system.safeguards.includes(needed)) {
        context.addIssue({
          code: 'custom',
          path: ['safeguards'],
          message: `must list ${needed}: no system is exempt from it (MS-33, MS-47, MS-64)`,
        })
      }
    }
  })

/** What a system that calls are routed to must have on file beside its approval. */
function missingEvidence(system: {
  readonly hosting: string
  readonly routable: boolean
  readonly grants: readonly { readonly maxClass: string }[]
  readonly approval: { readonly status: string }
  readonly assessments: readonly { readonly kind: string }[]
  readonly audit?: unknown
  readonly vendorPromise?: unknown
}): string[] {
  if (system.approval.status !== 'active' || !system.routable) return []
  const needsPromise = system.hosting !== 'on-prem' && system.grants.some(({ maxClass }) => maxClass !== 'public')
  return [
    ...(needsPromise && system.vendorPromise === undefined
      ? ['data beyond public needs vendorPromise: evidence that the vendor doesn’t train on it (MO-37, MS-57)']
      : []),
    ...(system.assessments.some(({ kind }) => kind === 'risk')
      ? []
      : ['an active system needs a risk assessment (MS-49)']),
    ...(system.audit === undefined ? ['an active system needs an audit: cadence, next, owner (MS-55)'] : []),
  ]
}

/** An approved application that is passed on whole at `/apps/{id}/*`. */
const applicationSchema = z.strictObject({
  id,
  name: text,
  origin,
  grants: z.array(grantSchema).min(1),
  /** The registered app as which it asks models for whoever visits it: it is handed a token for that (RFC 8693). */
  client: text.optional(),
  /** Record series; the profile's default where none is named. */
  series: id.optional(),
  /** Least authenticator assurance level of a person. */
  assurance: assuranceLevel.default(1),
  /** How long ago a person may have signed in at most; an issuer that doesn't say when refuses (MS-36). */
  maxAuthAgeMinutes: z.number().int().min(1).max(1440).optional(),
  approval: approvalSchema,
  clauses,
})

const courseSchema = z.strictObject({
  id,
  name: text,
  validMonths: z.number().int().min(1).max(120),
  graceDays: z.number().int().min(0).max(90).default(14),
  link: z.url({ protocol: /^https$/ }),
  clauses,
})

/** `catalog.yaml`: the list of approved AI systems, and the only thing that is enforced (MS-40, MS-41). */
export const catalogSchema = z.strictObject({
  version: formVersion,
  courses: z.array(courseSchema).default([]),
  datasets: z.array(dataset).default([]),
  systems: z.array(systemSchema).default([]),
  /** Systems of the layers below, of which the agency allows less. */
  narrowed: z.array(narrowingSchema).default([]),
  applications: z.array(applicationSchema).default([]),
})
