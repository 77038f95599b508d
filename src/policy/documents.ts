import type { z } from 'zod'
import { accessSchema } from './schema/access.ts'
import { catalogSchema } from './schema/catalog.ts'
import { classesSchema } from './schema/classes.ts'
import { clientsSchema } from './schema/clients.ts'
import { disclosuresSchema } from './schema/disclosures.ts'
import { issuersSchema } from './schema/issuers.ts'
import { noticesSchema } from './schema/notices.ts'
import { profileSchema } from './schema/profile.ts'
import { prohibitedSchema } from './schema/prohibited.ts'
import { purposesSchema } from './schema/purposes.ts'
import { quotasSchema } from './schema/quotas.ts'
import { redactionSchema } from './schema/redaction.ts'
import { retentionSchema } from './schema/retention.ts'
import { unitsSchema } from './schema/units.ts'

/** Every document of a profile folder, each in `<name>.yaml`. All are needed; nothing else may lie in the folder. */
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
} as const

export type DocumentName = keyof typeof DOCUMENTS
export type Document<Name extends DocumentName = DocumentName> = z.infer<(typeof DOCUMENTS)[Name]>
export type Documents = { [Name in DocumentName]: Document<Name> }

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
