import type { Choice, InConsole } from './console-views.ts'
import type { Told } from './frame.ts'
import type { NamedRequest } from './request-views.ts'

export interface ProductionViews {
  readonly 'console-productions': ProductionsView
  readonly 'console-production-new': WizardView
  readonly 'console-production': ProductionView
  readonly 'console-undecided': UndecidedView
  readonly 'console-redaction': RedactionView
}

export interface ProductionsView extends InConsole {
  readonly productions: readonly {
    readonly id: string
    readonly request: string
    readonly number: number
    readonly mode: string
    readonly status: string
    readonly records: number | null
    readonly created: string
  }[]
  readonly mayMake: boolean
}

/** The pages on which a production is put together; what was said on one goes with the address of the next. */
export const WIZARD_STEPS = ['scope', 'exemptions', 'formats', 'check'] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]

export interface WizardView extends InConsole {
  readonly step: WizardStep
  /** Everything that was said, and goes on to the next page. */
  readonly values: {
    readonly request: string
    readonly mode: string
    readonly prefix: string
    readonly bom: boolean
    /** Whether what was searched for goes out too. */
    readonly plan: boolean
    readonly reason: string
  }
  readonly requests: readonly Choice[]
  readonly modes: readonly string[]
  /** Null: no request was chosen yet. */
  readonly request: NamedRequest | null
  /** Null: no request was chosen yet. */
  readonly scope: {
    readonly counts: readonly { readonly coding: string; readonly count: number; readonly href: string }[]
    readonly uncoded: number
    readonly people: number
    readonly isHeld: boolean
    readonly exempt: readonly { readonly exemption: string; readonly count: number }[]
    readonly sample: readonly { readonly exchange: string; readonly index: number }[]
  } | null
  readonly back: string | null
  readonly error: Told | null
}

export interface ProductionView extends InConsole {
  readonly id: string
  readonly request: NamedRequest
  readonly number: number
  readonly mode: string
  readonly status: string
  readonly reason: string
  readonly records: number | null
  readonly created: string
  readonly createdBy: string
  /** Null: none is under way. */
  readonly progress: {
    readonly phase: 'records' | 'package'
    /** Of all phases together: it never goes back. */
    readonly percent: number
    readonly done: number
    readonly of: number
    /** Null: nobody can tell yet. */
    readonly minutes: number | null
  } | null
  /** Seconds until the page is asked for again by itself; null: it isn’t. */
  readonly refreshSeconds: number | null
  readonly fault: string | null
  readonly package: {
    readonly bytes: number
    readonly sha256: string
    readonly manifest: string
    readonly counts: readonly { readonly name: string; readonly count: number }[]
    readonly built: string
    readonly builtBy: string
  } | null
  readonly sealed: { readonly by: string; readonly at: string } | null
  readonly files: readonly { readonly what: string; readonly href: string }[]
  readonly downloads: readonly { readonly what: string; readonly by: string; readonly at: string }[]
  readonly patterns: readonly {
    readonly id: string
    readonly kind: string
    readonly find: string
    readonly exemption: string | null
    readonly hits: number
    readonly decided: { readonly decision: string; readonly exemption: string | null; readonly by: string } | null
  }[]
  readonly exemptions: readonly Choice[]
  readonly mayChange: boolean
  readonly mayBuild: boolean
  readonly mayCancel: boolean
  readonly maySeal: boolean
  /** It would be theirs to seal if somebody else had made it. */
  readonly isOwn: boolean
  readonly isRedacted: boolean
}

export interface UndecidedView extends InConsole {
  readonly id: string
  readonly request: NamedRequest
  readonly uncoded: number
  readonly places: number
  readonly records: readonly { readonly exchange: string; readonly href: string; readonly open: number | null }[]
  readonly more: string | null
}

/** A stretch of a text under review. */
export interface TextStretch {
  readonly text: string
  readonly kind: 'plain' | 'open' | 'withheld' | 'restored'
  /** Number among the open places of the record, from 1; 0: it is none. */
  readonly place: number
  /** Of what is withheld. */
  readonly exemption: string | null
}

export interface RedactionView extends InConsole {
  readonly id: string
  readonly request: NamedRequest
  readonly exchange: string
  readonly outcome: string
  readonly time: string
  readonly parts: readonly { readonly part: string; readonly stretches: readonly TextStretch[] }[]
  readonly open: readonly {
    readonly place: number
    readonly part: string
    readonly start: number
    readonly end: number
    readonly shown: string
    /** What may be said of it. */
    readonly may: readonly ('restore' | 'keep')[]
  }[]
  readonly exemptions: readonly Choice[]
  readonly mayDecide: boolean
  readonly isWhole: boolean
  readonly before: string | null
  readonly after: string | null
  /** How much the last form decided; null: none was sent. */
  readonly decided: number | null
  readonly error: Told | null
}
