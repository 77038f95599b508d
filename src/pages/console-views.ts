import type {
  AccessLogView,
  DispositionsView,
  DispositionView,
  HoldCheckView,
  HoldFormView,
  HoldOneView,
  HoldsView,
  ReportsView,
  TransitoryView,
} from './console-keeping-views.ts'
import type { ReadDecisionView, UnitDecisionsView } from './decision-views.ts'
import type { ExportViews } from './export-views.ts'
import type { IncidentSuspensionView, IncidentsView, IncidentView } from './incident-views.ts'
import type { ProductionViews } from './production-views.ts'
import type { RequestViews } from './request-views.ts'
import type { SamplesView } from './sample-views.ts'
import type { RunningSearchView, SavedView } from './search-views.ts'

/** The console’s pages, by what they are about. THE list, in the order of its navigation. */
export const CONSOLE_SECTIONS = [
  'records',
  'saved',
  'exports',
  'reveals',
  'requests',
  'productions',
  'holds',
  'dispositions',
  'transitory',
  'access-log',
  'reports',
  'samples',
  'decisions',
  'incidents',
] as const
export type ConsoleSection = (typeof CONSOLE_SECTIONS)[number]

/** Where each section begins. */
export const SECTION_PATHS: Readonly<Record<ConsoleSection, string>> = {
  records: '/console',
  saved: '/console/saved',
  exports: '/console/exports',
  reveals: '/console/reveals',
  requests: '/console/requests',
  productions: '/console/productions',
  holds: '/console/holds',
  dispositions: '/console/dispositions',
  transitory: '/console/transitory',
  'access-log': '/console/access-log',
  reports: '/console/reports',
  samples: '/console/samples',
  decisions: '/console/decisions',
  incidents: '/console/incidents',
}

/** Around every page of the console. */
export interface ConsoleFrame {
  /** Those that this person may open. */
  readonly sections: readonly ConsoleSection[]
  readonly section: ConsoleSection | null
  /** What they said that they look for; null: nothing yet. */
  readonly stated: { readonly purpose: string; readonly matter: string; readonly reason: string } | null
  /** Where this page is, to come back to. */
  readonly here: string
}

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface ConsoleViews extends RequestViews, ProductionViews, ExportViews {
  readonly 'console-access': AccessStatementView
  readonly 'console-records': RecordsView
  readonly 'console-record': RecordView
  readonly 'console-content': ContentView
  readonly 'console-saved': SavedView
  readonly 'console-reveals': RevealsView
  readonly 'console-holds': HoldsView
  readonly 'console-hold': HoldFormView
  readonly 'console-hold-check': HoldCheckView
  readonly 'console-hold-one': HoldOneView
  readonly 'console-dispositions': DispositionsView
  readonly 'console-disposition': DispositionView
  readonly 'console-transitory': TransitoryView
  readonly 'console-access-log': AccessLogView
  readonly 'console-reports': ReportsView
  readonly 'console-samples': SamplesView
  readonly 'console-decisions': UnitDecisionsView
  readonly 'console-decision': ReadDecisionView
  readonly 'console-incidents': IncidentsView
  readonly 'console-incident': IncidentView
  readonly 'console-incident-suspension': IncidentSuspensionView
}

export interface InConsole {
  readonly console: ConsoleFrame
}

export interface AccessStatementView extends InConsole {
  readonly purposes: readonly Choice[]
  readonly returnTo: string
}

/** Names of the fields that narrow a search, beside its words. */
export const RECORD_FILTERS = [
  'from',
  'to',
  'person',
  'unit',
  'system',
  'decision',
  'class',
  'purpose',
  'has',
  'redacted',
  'reviewed',
  'held',
  'hold',
  'incident',
] as const
export type RecordFilter = (typeof RECORD_FILTERS)[number]

/** Columns of the records found, beside the time, in their order. */
export const RECORD_COLUMNS = ['person', 'system', 'decision', 'purpose', 'excerpt'] as const
export type RecordColumn = (typeof RECORD_COLUMNS)[number]
/** What is shown where nobody has chosen. */
export const USUAL_COLUMNS: readonly RecordColumn[] = ['person', 'system', 'decision', 'excerpt']

/** Spans of days for a search: some back from today, and as long a one before or after what is shown. */
export const RECORD_SPANS = ['week', 'month', 'year', 'ever', 'earlier', 'later'] as const
export type RecordSpan = (typeof RECORD_SPANS)[number]

export interface RecordsView extends InConsole {
  readonly q: string
  readonly values: Readonly<Partial<Record<RecordFilter, string>>>
  readonly choices: Readonly<Partial<Record<RecordFilter, readonly Choice[]>>>
  /** Applied ones, each with the way to take it off. */
  readonly applied: readonly { readonly filter: RecordFilter | 'q'; readonly value: string; readonly href: string }[]
  /** Spans of days that are a click away, with the address of the same search in each. */
  readonly spans: readonly { readonly span: RecordSpan; readonly href: string }[]
  /** Null: nothing was asked for yet that could be answered. */
  readonly result: RecordsResult | null
  readonly error: { readonly message: string; readonly next: string; readonly position: number | null } | null
  /** To keep what is searched. */
  readonly query: string
  /** Each with the address at which it is the other way. */
  readonly columns: readonly { readonly column: RecordColumn; readonly isShown: boolean; readonly href: string }[]
  /** As the address says them; null: the usual ones. */
  readonly chosenColumns: string | null
  /** Where a hold on these is placed; null: not theirs to place. */
  readonly holdThese: string | null
  /** Null: no search is under way. */
  readonly underWay: RunningSearchView | null
  /** Where a search that was stopped is asked for again; null: none was. */
  readonly stopped: string | null
}

/** Which records are the reader’s to see: privileged ones alone (`wall`), all but those (`open`), or both. */
export type ReaderSide = 'wall' | 'open' | 'both'

export interface RecordsResult {
  /** Rows are whole records; else messages that words were found in. */
  readonly areRecords: boolean
  readonly rows: readonly RecordRow[]
  readonly first: number
  readonly last: number
  readonly total: number
  readonly from: string | null
  readonly to: string | null
  readonly scope: {
    readonly records: number
    readonly unindexed: number
    readonly removedWords: number
    readonly lag: number
  }
  readonly agencies: readonly string[]
  readonly side: ReaderSide
  readonly asOf: string
  /** Entries that the index had seen: nothing behind them is in these rows, nor in an export of them. */
  readonly upTo: number
  readonly newer: string | null
  readonly older: string | null
  readonly slots: readonly SlotView[]
  /** Where nothing was found: what there is without each filter. */
  readonly without: readonly {
    readonly filter: RecordFilter | 'q'
    readonly value: string
    readonly total: number
    readonly href: string
  }[]
}

export interface SlotView {
  readonly label: string
  readonly href: string
  readonly total: number
  readonly allowed: number
  readonly refused: number
}

export interface RecordRow {
  readonly href: string | null
  readonly time: string
  readonly kind: string
  readonly person: string
  readonly unit: string
  readonly system: string
  readonly decision: string
  readonly class: string
  readonly purpose: string
  readonly snippet: string
  readonly marks: readonly string[]
}

export interface RecordView extends InConsole {
  readonly id: string
  /** Null: whoever looks may not ask for it. */
  readonly verdict: VerdictView | null
  /** What is known of it, by name; `values` are shown one below the other. */
  readonly facts: readonly { readonly name: RecordFactName; readonly values: readonly string[] }[]
  readonly trace: readonly {
    readonly rule: string
    readonly result: string
    readonly clauses: readonly string[]
    readonly detail: string
  }[]
  readonly decidedBy: readonly { readonly name: string; readonly value: string }[]
  readonly removed: readonly { readonly kind: string; readonly count: number }[]
  /** Null: not theirs to read, or gone. */
  readonly said: readonly { readonly role: string; readonly text: string }[] | null
  readonly answer: string | null
  readonly entries: readonly {
    readonly index: number
    readonly type: string
    readonly time: string
    readonly parts: string
  }[]
  readonly reveal: RevealFormView | null
  readonly privileged: boolean
  readonly mayLabel: boolean
  readonly newer: string | null
  readonly older: string | null
  readonly back: string
  readonly looks: string | null
  readonly sameDay: string | null
  /** The reader’s own exports whose files have it; null: they have none, whatever is in them. */
  readonly exports: readonly { readonly href: string; readonly ordered: string; readonly query: string }[] | null
  /** Productions that the reader may see with it in their scope, and what it comes to there; null: they see none. */
  readonly productions:
    | readonly {
        readonly href: string
        readonly number: number
        readonly request: string
        readonly status: string
        readonly outcome: string
      }[]
    | null
}

export type RecordFactName =
  | 'time'
  | 'person'
  | 'unit'
  | 'client'
  | 'system'
  | 'model'
  | 'purpose'
  | 'matter'
  | 'class'
  | 'disguised'
  | 'decision'
  | 'outcome'
  | 'refusal'
  | 'use'
  | 'cost'
  | 'series'
  | 'kept'
  | 'holds'
  | 'labels'
  | 'policy'

export interface VerdictView {
  readonly answer: 'unaltered' | 'destroyed' | 'altered'
  readonly since: string
  readonly destroyedAt: string | null
  readonly schedule: string | null
  readonly citation: string | null
  readonly rule: string | null
  readonly faults: readonly string[]
  readonly size: number
  readonly checkedAt: string
  readonly checkpoint: string
  readonly entries: readonly {
    readonly index: number
    readonly type: string
    readonly leaf: string
    readonly inTree: boolean
    readonly parts: string
  }[]
}

export interface RevealFormView {
  readonly parts: readonly ('orig' | 'out')[]
  readonly purposes: readonly Choice[]
  readonly people: number
  readonly mayEmergency: boolean
}

export interface ContentView extends InConsole {
  readonly id: string
  readonly part: 'orig' | 'out'
  /** Waits for somebody else. */
  readonly waits: boolean
  readonly texts: readonly {
    readonly time: string
    readonly type: string
    readonly said: readonly { readonly role: string; readonly text: string }[]
    /** The bytes themselves; base64 where they are no text. */
    readonly exact: string
  }[]
}

export interface RevealsView extends InConsole {
  readonly reveals: readonly {
    readonly id: string
    readonly record: string
    readonly part: 'orig' | 'out'
    readonly by: string
    readonly purpose: string
    readonly reason: string
    readonly at: string
    readonly status: string
    readonly until: string | null
    readonly emergency: string | null
    readonly isOwn: boolean
  }[]
}
