import type { IndexRange } from '../core/destruction.ts'
import { CODING, RECORDS_JUDGED, RECORDS_REQUEST, REQUEST_SCOPE, type RequestSearch } from '../core/records-request.ts'
import type { ProductionMode } from '../policy/record-access.ts'
import { SEARCH_EXPORT } from './search-exports/export-row.ts'

/** State kind of productions, by id. */
export const PRODUCTION = 'production'

/** State kind of the labels that sealed productions have given out, by `request|prefix`. */
export const PRODUCTION_LABELS = 'production-labels'

/** State kind of the numbers that productions of a request have, by `request number`. */
export const PRODUCTION_NUMBER = 'production-number'

/** State kind of the patterns by which a production proposes redactions, by `production#pattern`. */
export const PRODUCTION_PATTERN = 'production-pattern'

/** State kind of what was decided about one record of a production, by `production|exchange`. */
export const PRODUCTION_DECISION = 'production-decision'

/** State kind of what was fetched of productions, and by whom, by `production#entry`: rows of {@link DownloadRow}. */
export const PRODUCTION_DOWNLOAD = 'production-download'

/** Every kind of state that productions keep, or read, in memory. */
export const PRODUCTION_STATE: readonly string[] = [
  PRODUCTION,
  PRODUCTION_PATTERN,
  PRODUCTION_DECISION,
  PRODUCTION_DOWNLOAD,
  SEARCH_EXPORT,
  RECORDS_JUDGED,
  PRODUCTION_LABELS,
  RECORDS_REQUEST,
  REQUEST_SCOPE,
  CODING,
]

export type ProductionStatus = 'open' | 'building' | 'built' | 'sealed' | 'cancelled' | 'failed'

/** A production: its scope is frozen when it is made, what was decided of it when it is sealed (MS-24, MO-06). */
export interface ProductionRow {
  readonly id: string
  readonly agency: string
  readonly request: string
  /** As the request's letters name it. */
  readonly requestNumber: string
  /** Its number among the productions of its request, from 1. */
  readonly number: number
  readonly mode: ProductionMode
  readonly status: ProductionStatus
  readonly reason: string
  /** The log's size when the request's plan was last run. */
  readonly frozenAt: number
  /** How the scope was found; rows that were written before this was kept don't say. */
  readonly search?: ProductionSearch | null
  readonly ranges: readonly IndexRange[]
  /** Exchanges of the scope. */
  readonly exchanges: number
  /** Of these, exchanges behind the wall of privilege when it was made. */
  readonly walled: number
  /** The signed checkpoint that every proof of the package leads to. */
  readonly checkpoint: string
  readonly batesPrefix: string
  readonly batesDigits: number
  /** Whether CSV files begin with a byte order mark, as spreadsheets want it. */
  readonly csvBom: boolean
  readonly createdBy: string
  readonly createdAt: string
  /** Which gateway holds the package; null: none was built. */
  readonly instance: string | null
  readonly builtBy: string | null
  readonly builtAt: string | null
  /** Number of the first Bates label; null: not built. */
  readonly batesFirst: number | null
  readonly build: BuildResult | null
  /** Why the last build failed, in words. */
  readonly fault: string | null
  readonly sealedBy: string | null
  readonly sealedAt: string | null
}

export interface ProductionSearch extends RequestSearch {
  /** SHA-256 of the plan as it goes out; null: it stays in the log. */
  readonly sha256: string | null
}

export const DELIVERED = ['package', 'exemption-log', 'privilege-log'] as const
export type Delivered = (typeof DELIVERED)[number]

export interface DownloadRow {
  readonly production: string
  readonly what: Delivered
  /** Principal key. */
  readonly by: string
  /** RFC 3339 UTC. */
  readonly at: string
}

/** What a finished build came to. */
export interface BuildResult {
  /** SHA-256 over everything that decided what is in the package. */
  readonly inputs: string
  /** SHA-256 of `manifest.json`, which names every other file. */
  readonly manifest: string
  /** SHA-256 and size of the package as one file. */
  readonly sha256: string
  readonly bytes: number
  readonly counts: PackageCounts
}

export interface PackageCounts {
  readonly released: number
  readonly withheld: number
  readonly privileged: number
  readonly notResponsive: number
  readonly destroyed: number
  readonly redactions: number
  /** Removed values that stand in the released copies again. */
  readonly restored: number
}

export type PatternKind = 'literal' | 'regex' | 'placeholder'

/** Something that is looked for in every text of a production. It only proposes. */
export interface PatternRow {
  readonly id: string
  readonly production: string
  readonly kind: PatternKind
  /** What is looked for: words, a pattern, or the entity of placeholders. It is as sensitive as what it finds. */
  readonly find: string
  /** What a confirmed hit is withheld under, unless the decision names another. */
  readonly exemption: string | null
  /** Hits when it was put in: the scope is frozen, so they stay the same. */
  readonly hits: number
  readonly by: string
  readonly at: string
  /** A decision on every hit at once that nothing else was decided of. */
  readonly all: PatternDecision | null
}

export interface PatternDecision {
  readonly decision: Decision
  readonly exemption: string | null
  readonly by: string
  readonly at: string
}

/**
 * `withhold` takes an exemption; `restore` puts back what stood in place of a placeholder; `keep` leaves the text as it is
 * recorded: a proposal that was no such thing, or a placeholder that nothing is known of.
 */
export type Decision = 'withhold' | 'restore' | 'keep'

/** Where in a record, by UTF-16 offsets in the text that was shown; `whole` parts have none. */
export interface RecordDecision {
  readonly part: string
  readonly start: number
  readonly end: number
  readonly decision: Decision
  readonly exemption: string | null
  readonly how: 'span' | 'part' | 'pattern' | 'placeholder'
  readonly by: string
  readonly at: string
}

export interface DecisionRow {
  readonly production: string
  readonly exchange: string
  readonly decisions: readonly RecordDecision[]
}
