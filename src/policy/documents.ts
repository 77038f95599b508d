import type { z } from 'zod'
import { acceptableUseSchema } from './schema/acceptable-use.ts'
import { accessSchema } from './schema/access.ts'
import { approvalsSchema } from './schema/approvals.ts'
import { catalogSchema } from './schema/catalog.ts'
import { classesSchema } from './schema/classes.ts'
import { clientsSchema } from './schema/clients.ts'
import { disclosuresSchema } from './schema/disclosures.ts'
import { exceptionsSchema } from './schema/exceptions.ts'
import { exemptionsSchema } from './schema/exemptions.ts'
import { incidentsSchema } from './schema/incidents.ts'
import { issuersSchema } from './schema/issuers.ts'
import { noticesSchema } from './schema/notices.ts'
import { oversightSchema } from './schema/oversight.ts'
import { profileSchema } from './schema/profile.ts'
import { prohibitedSchema } from './schema/prohibited.ts'
import { purposesSchema } from './schema/purposes.ts'
import { quotasSchema } from './schema/quotas.ts'
import { recognizersSchema } from './schema/recognizers.ts'
import { recordsRequestsSchema } from './schema/records-requests.ts'
import { redactionSchema } from './schema/redaction.ts'
import { retentionSchema } from './schema/retention.ts'
import { rolesSchema } from './schema/roles.ts'
import { siemSchema } from './schema/siem.ts'
import { unitsSchema } from './schema/units.ts'

/**
 * Every document of a profile, each in `<name>.yaml` of the profile's folder or of a layer under it. All but the optional
 * ones are needed; nothing else may lie there.
 */
export const DOCUMENTS = {
  profile: profileSchema,
  catalog: catalogSchema,
  prohibited: prohibitedSchema,
  purposes: purposesSchema,
  classes: classesSchema,
  issuers: issuersSchema,
  clients: clientsSchema,
  notices: noticesSchema,
  disclosures: disclosuresSchema,
  quotas: quotasSchema,
  retention: retentionSchema,
  units: unitsSchema,
  access: accessSchema,
  redaction: redactionSchema,
  recognizers: recognizersSchema,
  roles: rolesSchema,
  'acceptable-use': acceptableUseSchema,
  incidents: incidentsSchema,
  exceptions: exceptionsSchema,
  approvals: approvalsSchema,
  exemptions: exemptionsSchema,
  siem: siemSchema,
  'records-requests': recordsRequestsSchema,
  oversight: oversightSchema,
} as const

export type DocumentName = keyof typeof DOCUMENTS
export type Document<Name extends DocumentName = DocumentName> = z.infer<(typeof DOCUMENTS)[Name]>

/** The documents that a policy may do without. */
export const OPTIONAL_DOCUMENTS = [
  'recognizers',
  'siem',
  'records-requests',
  'exemptions',
  'oversight',
  'approvals',
] as const satisfies readonly DocumentName[]
type OptionalDocumentName = (typeof OPTIONAL_DOCUMENTS)[number]

/** A whole policy's documents, of all its files. */
export type Documents = {
  [Name in Exclude<DocumentName, OptionalDocumentName | 'redaction'>]: Document<Name>
} & { [Name in OptionalDocumentName]?: Document<Name> } & { redaction: CompleteRedaction }

type Redaction = Document<'redaction'>
/** What one file may leave to another, and some file must say. */
type CompleteRedaction = Omit<Redaction, 'otherwise' | 'publicHosting'> & {
  [Part in 'otherwise' | 'publicHosting']: NonNullable<Redaction[Part]>
}

/**
 * The documents that a layer under profiles may hold: what no agency should have to repeat. Whom an agency trusts, what
 * it is for, how long it keeps records, what it tells people, and its exceptions are its own by law.
 */
export const LAYER_DOCUMENTS = [
  'catalog',
  'prohibited',
  'classes',
  'redaction',
  'recognizers',
  'access',
  'roles',
  'acceptable-use',
  'incidents',
  'approvals',
] as const satisfies readonly DocumentName[]

/**
 * The documents that an overlay may add to. Additions only, and only here: redaction, recording, retention, notices and
 * everything else that protects people is the real profile's, whatever is laid over it.
 */
export const OVERLAY_DOCUMENTS = [
  'catalog',
  'issuers',
  'clients',
  'quotas',
  'units',
] as const satisfies readonly DocumentName[]
export type OverlayDocumentName = (typeof OVERLAY_DOCUMENTS)[number]
export type OverlayDocuments = { [Name in OverlayDocumentName]?: Document<Name> }
