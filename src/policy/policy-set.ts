import type { DataClass } from '../core/decision.ts'
import type { PhraseTable } from './acceptable-use.ts'
import type { DeepReadonly } from './deep-freeze.ts'
import type { Document, Documents } from './documents.ts'
import type { Places } from './places.ts'
import type { Term } from './schedule.ts'

type Row<
  Name extends
    | 'catalog'
    | 'clients'
    | 'issuers'
    | 'notices'
    | 'purposes'
    | 'disclosures'
    | 'quotas'
    | 'retention'
    | 'roles'
    | 'acceptable-use'
    | 'incidents'
    | 'exceptions'
    | 'exemptions',
  List extends string,
> = Document<Name> extends { [Key in List]: (infer Item)[] } ? Item : never

/** An approved system, with its dates as instants. */
export type CatalogSystem = DeepReadonly<Omit<Row<'catalog', 'systems'>, 'series' | 'grants'>> & {
  readonly series: string
  readonly grants: readonly Grant[]
  /** Its approval's day is over. */
  readonly expiresAt: number
  /** It is refused: `expiresAt` and the profile's grace. */
  readonly endsAt: number
  /** Assessments, audit, attested controls, licence: past one of their ends the system is closed. */
  readonly evidence: readonly Term[]
  /** The earliest `dueAt` of `evidence`: before it there is nothing to look at. */
  readonly evidenceDueAt: number
  /** Whether and until when non-public data may be sent to who runs it. */
  readonly promise: Term | null
  /** Class of the data sets that it draws on. */
  readonly floor: DataClass
  /** The prohibited technology that it touches. Loading refuses such a system; the decision looks all the same. */
  readonly prohibitedBy: string | null
}
export type CatalogModel = CatalogSystem['models'][number]
export type Application = DeepReadonly<Omit<Row<'catalog', 'applications'>, 'series' | 'grants'>> & {
  readonly series: string
  readonly grants: readonly Grant[]
  readonly expiresAt: number
  readonly endsAt: number
}
export type Course = DeepReadonly<Row<'catalog', 'courses'>>
/** A grant, with the people that it names as principal keys and its last day as the instant when it is over. */
export type Grant = DeepReadonly<Row<'catalog', 'systems'>['grants'][number]> & {
  readonly keys?: readonly string[]
  readonly endsAt?: number
}
export type Purpose = DeepReadonly<Row<'purposes', 'purposes'>> & { readonly floor: DataClass }
export type Client = DeepReadonly<Row<'clients', 'clients'>> & {
  readonly expiresAt: number
  readonly endsAt: number
  readonly floor: DataClass
}
export type IssuerProfile = DeepReadonly<Row<'issuers', 'issuers'>> & { readonly limitedUntil: number | null }
export type Notice = DeepReadonly<Row<'notices', 'notices'>> & {
  readonly effectiveAt: number
  readonly warnUntil: number
}
export type LabelStyle = DeepReadonly<Row<'disclosures', 'labels'>>
export type PublicNotice = DeepReadonly<Row<'disclosures', 'publicNotices'>>
export type HumanContact = DeepReadonly<Row<'disclosures', 'humanContacts'>>
export type QuotaRule = DeepReadonly<Row<'quotas', 'rules'>>
export type RecordSeries = DeepReadonly<Row<'retention', 'series'>>
export type Role = DeepReadonly<Row<'roles', 'roles'>>
export type Separation = DeepReadonly<Row<'roles', 'separation'>>
export type UseRule = DeepReadonly<Row<'acceptable-use', 'rules'>>
export type IncidentType = DeepReadonly<Row<'incidents', 'types'>>
export type IncidentChannel = DeepReadonly<Row<'incidents', 'channels'>>
export type NoticeConnector = DeepReadonly<Row<'incidents', 'connectors'>>
export type IncidentTaskKind = DeepReadonly<Row<'incidents', 'taskKinds'>>
export type IncidentState = DeepReadonly<Row<'incidents', 'states'>>
/** By what law something may be withheld from a production. */
export type Exemption = DeepReadonly<Row<'exemptions', 'exemptions'>>
/** An exception, with its instants in milliseconds since the epoch. */
export type Exception = DeepReadonly<Row<'exceptions', 'exceptions'>> & {
  readonly fromAt: number
  readonly endsAt: number
}
type ApprovalDocument = Document<'approvals'>
/** Seats, needs, clocks; people by their principal keys, terms in milliseconds since the epoch. */
export type Approvals = DeepReadonly<
  Pick<ApprovalDocument, 'seats' | 'needs'> & {
    [Key in 'days' | 'remindDays' | 'termMonths' | 'stepUpMinutes']: NonNullable<ApprovalDocument[Key]>
  }
> & {
  readonly delegates: readonly (DeepReadonly<ApprovalDocument['delegates'][number]> & {
    readonly key: string
    readonly forKey: string
    readonly fromAt: number
    readonly endsAt: number
  })[]
  readonly officers: readonly (DeepReadonly<ApprovalDocument['officers'][number]> & { readonly key: string })[]
}
export type EntityRule = DeepReadonly<Document<'redaction'>['entities'][string]>
export type EntityOverride = DeepReadonly<NonNullable<Document<'redaction'>['systems']>[string][string]>
export type Siem = DeepReadonly<Omit<Document<'siem'>, 'version' | 'clauses'>>
export type Recognizers = DeepReadonly<Omit<Document<'recognizers'>, 'version'>>

/** The law of public-records requests, as a policy has it. */
export type Oversight = DeepReadonly<Omit<Document<'oversight'>, 'version' | 'clauses'>>
export type Primer = NonNullable<Oversight['primer']>
export type BiasProbe = Oversight['probes'][number]
export type Canary = Oversight['canaries'][number]
export type PolicyReview = Oversight['reviews'][number]
export type RecordsRequestLaw = DeepReadonly<Omit<Document<'records-requests'>, 'version' | 'clauses'>>

type ById<Item> = Readonly<Record<string, Item | undefined>>

/** A whole policy, checked and frozen. A request keeps the one it began with. */
export interface PolicySet {
  /** First 12 hex digits of {@link digest}: goes into every record and every `AI-Decision`. */
  readonly version: string
  /** SHA-256 over the canonical content, hex: same content, same digest, however the files are laid out. */
  readonly digest: string
  /** What it was made of: the text whose SHA-256 is {@link digest} is their canonical JSON. */
  readonly documents: DeepReadonly<Documents>
  /** Where its rows stand in files; no part of its content. */
  readonly places: Places
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
    readonly publicNotices: ById<PublicNotice>
    readonly statement: DeepReadonly<Document<'disclosures'>['statement']>
    readonly publication: DeepReadonly<Document<'disclosures'>['publication']>
    readonly limitations: DeepReadonly<Document<'disclosures'>['limitations']>
    readonly humanContacts: ById<HumanContact>
  }
  readonly quotas: readonly QuotaRule[]
  readonly retention: {
    readonly series: ById<RecordSeries>
    readonly default: string
    /** `MM-DD`. */
    readonly fiscalYearEnd: string
    /** Series of confirmed transitory records; undefined: none can be. */
    readonly transitory: string | undefined
    /** Days between reminders to custodians. */
    readonly holdRemindDays: number
  }
  readonly units: DeepReadonly<Document<'units'>>
  readonly access: DeepReadonly<Document<'access'>>
  readonly redaction: DeepReadonly<Documents['redaction']>
  /** What is found beside what ships; empty where the policy has none. */
  readonly recognizers: Recognizers
  /** Where security events go; nowhere where the policy has none. */
  readonly siem: Siem
  /** Clock, fees and periods of public-records requests; null where the policy has none: then none can be taken in. */
  readonly recordsRequests: RecordsRequestLaw | null
  /** Training, samples, probes and reviews; null where the policy has none. */
  readonly oversight: Oversight | null
  readonly roles: ById<Role>
  readonly separation: readonly Separation[]
  readonly acceptableUse: {
    readonly rules: readonly UseRule[]
    /** Wording that is looked for, ready to be looked for. */
    readonly phrases: PhraseTable
    /** Rules that refuse, by the purpose that they bar. */
    readonly barred: ById<UseRule>
  }
  readonly incidents: {
    readonly types: ById<IncidentType>
    readonly channels: ById<IncidentChannel>
    /** First state first. */
    readonly states: readonly IncidentState[]
    /** Duties that see every incident. */
    readonly readers: readonly string[]
    readonly connectors: readonly NoticeConnector[]
    /** What those who work on an incident may have done. */
    readonly taskKinds: ById<IncidentTaskKind>
    readonly taskRemindDays: number
  }
  readonly exceptions: DeepReadonly<Omit<Document<'exceptions'>, 'exceptions'>>
  /** Who is asked before something is approved; null where the policy doesn’t say: then nothing can be. */
  readonly approvals: Approvals | null
  /** By id; none where the policy has no such document. */
  readonly exemptions: ById<Exemption>
  /** Lookup tables over the lists above. */
  readonly index: {
    /** `alias` and `system/model` → where it stands in `systems` and its `models`. */
    readonly models: ById<{ readonly system: CatalogSystem; readonly model: CatalogModel }>
    /** `issuer client-id` (exact issuer URL) → registration. */
    readonly clients: ById<Client>
    /** Exact issuer URL → profile. */
    readonly issuers: ById<IssuerProfile>
    /** `system model` → instant from which the successor's name is sent. */
    readonly successors: ById<{ readonly from: number; readonly model: CatalogModel }>
    /** Unit → its own record series. */
    readonly seriesOfUnit: ById<string>
    /** `issuer|subject` (exact issuer URL) → the exceptions made for that person. */
    readonly exceptions: ById<readonly Exception[]>
    /** The prefixes (`MS`, `MO`) of the clauses that are this policy's own. */
    readonly ownClauses: readonly string[]
  }
}

export interface PolicyIdentity {
  readonly version: string
  readonly digest: string
}
