import { z } from 'zod'
import { DATA_CLASSES, DECISION_MODES } from '../../core/decision.ts'
import type { SubjectType } from '../../core/principal.ts'

/** One clause of a source policy. */
export const clause = z
  .string()
  .regex(/^(MS-(0[1-9]|[1-5]\d|6[0-6])|MO-(0[1-9]|[1-4]\d|5[01]))$/, 'must be a clause id such as MS-28')

/** Clause ids of the source policies; a rule or value that cites none doesn't load. */
export const clauses = z.array(clause).min(1)

/** Name of a thing in a policy file: what other files refer to. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be a lower-case id: letters, digits, dot, dash, underscore')

/** A kind of personal or secret value; its placeholder has to fit in what a stream may hold back for one. */
export const entityName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,27}$/, 'must be an entity in lower snake case, at most 28 characters')

/** Agencies and units keep the spelling of the directory. */
export const unitId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be an id: letters, digits, dot, dash, underscore')

export const text = z.string().trim().min(1)

/** One text in each language of the profile, by BCP 47 tag. */
export const texts = z.record(
  z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag'),
  text,
)

/** The message for a value of the wrong form; one that is missing or no text at all is told as such. */
function formOnly(message: string): (issue: { readonly code?: string | undefined }) => string | undefined {
  return ({ code }) => (code === 'invalid_type' ? undefined : message)
}

/** A day without a time: it ends at the end of that day in the profile's zone. */
export const day = z.iso.date({ error: formOnly('must be a date such as 2027-06-30, in quotes or not') })

/** A second of a day, with its offset from UTC: for what begins or ends within a day. */
export const instant = z.iso.datetime({
  offset: true,
  error: formOnly('must be a time such as 2027-06-30T12:00:00-05:00'),
})

export const assuranceLevel = z.union([z.literal(1), z.literal(2), z.literal(3)])

export const dataClass = z.enum(DATA_CLASSES)
export const decisionMode = z.enum(DECISION_MODES)

export const SUBJECT_TYPES = [
  'employee',
  'contractor',
  'guest',
  'service',
  'public',
] as const satisfies readonly SubjectType[]
export const subjectType = z.enum(SUBJECT_TYPES)

/** Where a secret of the gateway's own is read, by name. */
export const credentialReference = z
  .string()
  .regex(
    /^(env:[A-Z][A-Z0-9_]*|file:\/.+|none)$/,
    'must be env:NAME, file:/absolute/path or none; a secret itself never stands in a policy file',
  )

/** The wires that a catalog entry can name. A test holds this list against the registry of wires. */
export const WIRE_IDS = [
  'openai.chat',
  'openai.responses',
  'openai.embeddings',
  'openai.completions',
  'openai.moderations',
] as const
export type PolicyWireId = (typeof WIRE_IDS)[number]
export const wireId = z.enum(WIRE_IDS)

/** Whether counsel has approved a text that speaks for the agency. */
export const counselWord = z.union([z.literal('to approve'), z.strictObject({ by: text, on: day })])

/** Every document says which revision of its form it was written for. */
export const formVersion = z.literal(1)
