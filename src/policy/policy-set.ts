import type { DeepReadonly } from './deep-freeze.ts'
import type { Document, Documents } from './documents.ts'

type Row<
  Name extends 'catalog' | 'clients' | 'issuers' | 'notices' | 'purposes' | 'disclosures' | 'quotas' | 'retention',
  List extends string,
> = Document<Name> extends { [Key in List]: (infer Item)[] } ? Item : never

/** An approved system, with its dates as instants. */
export type CatalogSystem = DeepReadonly<Row<'catalog', 'systems'>> & {
  readonly expiresAt: number
  /** The prohibited technology that it touches. Loading refuses such a system; the decision looks all the same. */
  readonly prohibitedBy: string | null
}
export type CatalogModel = CatalogSystem['models'][number]
export type Application = DeepReadonly<Row<'catalog', 'applications'>> & { readonly expiresAt: number }
export type Course = DeepReadonly<Row<'catalog', 'courses'>>
export type Grant = CatalogSystem['grants'][number]
export type Purpose = DeepReadonly<Row<'purposes', 'purposes'>>
export type Client = DeepReadonly<Row<'clients', 'clients'>> & { readonly expiresAt: number }
export type IssuerProfile = DeepReadonly<Row<'issuers', 'issuers'>> & { readonly limitedUntil: number | null }
export type Notice = DeepReadonly<Row<'notices', 'notices'>> & {
  readonly effectiveAt: number
  readonly warnUntil: number
}
export type LabelStyle = DeepReadonly<Row<'disclosures', 'labels'>>
export type HumanContact = DeepReadonly<Row<'disclosures', 'humanContacts'>>
export type QuotaRule = DeepReadonly<Row<'quotas', 'rules'>>
export type RecordSeries = DeepReadonly<Row<'retention', 'series'>>
export type EntityRule = DeepReadonly<Document<'redaction'>['entities'][string]>

type ById<Item> = Readonly<Record<string, Item | undefined>>

/** A whole policy, checked and frozen. A request keeps the one it began with. */
export interface PolicySet {
  /** First 12 hex digits of {@link digest}: goes into every record and every `AI-Decision`. */
  readonly version: string
  /** SHA-256 over the canonical content, hex: same content, same digest, however the files are laid out. */
  readonly digest: string
  /** What it was made of: the text whose SHA-256 is {@link digest} is their canonical JSON. */
  readonly documents: DeepReadonly<Documents>
  readonly profile: DeepReadonly<Document<'profile'>>
  readonly systems: readonly CatalogSystem[]
  readonly applications: readonly Application[]
  readonly courses: ById<Course>
  readonly prohibited: DeepReadonly<Document<'prohibited'>>
  readonly purposes: ById<Purpose>
  readonly defaultPurposes: DeepReadonly<Document<'purposes'>['defaults']>
  readonly classes: DeepReadonly<Document<'classes'>>
  readonly issuers: readonly IssuerProfile[]
  readonly clients: readonly Client[]
  readonly notices: readonly Notice[]
  readonly disclosures: {
    readonly languages: readonly string[]
    readonly labels: ById<LabelStyle>
    /** Every label text in force or archived, any language: recognised at the end of assistant turns. */
    readonly labelTexts: readonly string[]
    readonly statement: DeepReadonly<Document<'disclosures'>['statement']>
    readonly limitations: DeepReadonly<Document<'disclosures'>['limitations']>
    readonly humanContacts: ById<HumanContact>
  }
  readonly quotas: readonly QuotaRule[]
  readonly retention: { readonly series: ById<RecordSeries>; readonly default: string }
  readonly units: DeepReadonly<Document<'units'>>
  readonly access: DeepReadonly<Document<'access'>>
  readonly redaction: DeepReadonly<Document<'redaction'>>
  /** Lookup tables over the lists above. */
  readonly index: {
    /** `alias` and `system/model` → where it stands in `systems` and its `models`. */
    readonly models: ById<{ readonly system: CatalogSystem; readonly model: CatalogModel }>
    /** `issuer client-id` (exact issuer URL) → registration. */
    readonly clients: ById<Client>
    /** Exact issuer URL → profile. */
    readonly issuers: ById<IssuerProfile>
  }
}

export interface PolicyIdentity {
  readonly version: string
  readonly digest: string
}
