/** For whoever has a question: what is taken out of a text, and whom it may be used for. */
export interface HelpView {
  /** Kinds of values, as the policy names them, that are taken out before a text leaves. */
  readonly takenOut: readonly string[]
  /** Kinds of which a text may tell without a value that could be taken out. */
  readonly warned: readonly string[]
  readonly classes: readonly { readonly id: string; readonly name: string; readonly description: string }[]
  readonly courses: readonly { readonly name: string; readonly href: string }[]
}

/** Who may see what of a record, in the names of their duties. */
export interface ReaderView {
  readonly part: 'meta' | 'body' | 'orig' | 'out'
  readonly isOwn: boolean
  readonly roles: readonly string[]
  /** Only for a stated purpose, and so many people together. */
  readonly reveal: { readonly roles: readonly string[]; readonly purposes: readonly string[] } | null
}

/** A length of time. */
export interface PeriodView {
  readonly years: number
  readonly months: number
  readonly days: number
}

export interface SeriesView {
  readonly name: string
  /** Null: for as long as nobody has decided otherwise. */
  readonly period: PeriodView | null
  /** What somebody has still to decide, in the policy’s own words. */
  readonly undecided: string | null
  readonly isDefault: boolean
}

/** What is recorded, who sees it and for how long (clauses MS-07, MS-10, MS-17, MS-64). */
export interface PrivacyView {
  readonly readers: readonly ReaderView[]
  readonly search: readonly string[]
  readonly aggregates: readonly string[]
  readonly noContent: readonly string[]
  readonly counsel: readonly string[]
  readonly series: readonly SeriesView[]
  /** Open to residents, who have no account here. */
  readonly hasPublicChat: boolean
}

/** Something that is suspended now. */
export interface StopView {
  readonly kind: 'system' | 'vendor' | 'client' | 'purpose' | 'unit' | 'all'
  readonly name: string
  /** Null: the catalog itself says so, and no hour. */
  readonly since: string | null
  readonly until: string | null
  /** For whoever it may touch. */
  readonly reason: string | null
}

/** Whether the service works, by the same questions that it asks itself. */
export interface StatusView {
  readonly asOf: string
  readonly canRecord: boolean
  readonly stops: readonly StopView[]
  readonly isSignedIn: boolean
}

/** What automatic tests of a run looked at, and found nothing wrong with. */
export interface AccessibilityReportView {
  /** As people say it; null: no run has recorded anything. */
  readonly date: string | null
  readonly isFull: boolean
  readonly versions: readonly { readonly name: string; readonly version: string }[]
  /** States of pages that were looked at in the same way; widths in CSS pixels. */
  readonly looks: readonly {
    readonly axe: readonly number[]
    readonly own: readonly number[]
    readonly states: readonly string[]
  }[]
  readonly checks: readonly { readonly check: AccessibilityCheck; readonly files: readonly string[] }[]
  readonly longerWords: readonly string[]
}

export type AccessibilityCheck =
  | 'keyboard'
  | 'focus'
  | 'no-script'
  | 'announcements'
  | 'reduced-motion'
  | 'forced-colours'
  | 'text-spacing'
  | 'right-to-left'
  | 'zoom'
  | 'time-limit'
