import type { Choice, InConsole } from './console-views.ts'
import type { Told } from './frame.ts'

export interface HoldView {
  readonly id: string
  readonly matter: string
  readonly kind: string
  readonly reason: string
  readonly scope: readonly string[]
  readonly entries: number
  readonly unseen: number
  readonly state: 'in-force' | 'release-asked' | 'released'
  /** How far it is known what it keeps, percent; null: it is known. */
  readonly gathering: number | null
  readonly placed: string
  readonly placedBy: string
  readonly records: string
  /** Whom its notice went to, and what became of it. */
  readonly custodians: readonly {
    readonly name: string
    readonly acknowledged: string | null
    readonly mails: number
    readonly mailed: string | null
  }[]
}

export interface HoldsView extends InConsole {
  readonly holds: readonly HoldView[]
  readonly notices: readonly {
    readonly hold: string
    readonly matter: string
    readonly text: string
    readonly at: string
    readonly acknowledged: string | null
  }[]
  readonly mayPlace: boolean
}

/** One hold; while it is being gathered, a job. */
export interface HoldOneView extends InConsole {
  readonly hold: HoldView
  readonly refreshSeconds: number | null
}

interface HoldFormFields {
  readonly values: Readonly<Record<string, string>>
  readonly units: readonly Choice[]
  readonly systems: readonly Choice[]
  readonly maySearch: boolean
}

export interface HoldFormView extends InConsole, HoldFormFields {
  readonly error: Told | null
}

/** A look at what a hold would keep: how far it is, then how much that is. */
export interface HoldCheckView extends InConsole, HoldFormFields {
  readonly id: string
  readonly status: 'running' | 'done' | 'cancelled' | 'failed'
  readonly percent: number
  readonly upTo: number
  readonly begun: string
  readonly asked: {
    readonly matter: string
    readonly kind: string
    readonly reason: string
    readonly scope: readonly string[]
    readonly notice: string
  }
  /** What it would keep; null: not known yet. */
  readonly found: { readonly exchanges: number; readonly entries: number; readonly unseen: number } | null
  readonly refreshSeconds: number | null
}

export interface DispositionsView extends InConsole {
  readonly cutoff: string
  readonly due: readonly {
    readonly rule: string
    readonly series: string
    readonly retain: string
    readonly citation: string
    readonly exchanges: number
    readonly entries: number
    readonly digest: string
  }[]
  readonly staying: readonly {
    readonly reason: string
    readonly series: string
    readonly exchanges: number
    readonly entries: number
    readonly holds: readonly string[]
  }[]
  readonly notDue: number
  readonly undecided: readonly { readonly series: string; readonly what: string }[]
  readonly dispositions: readonly {
    readonly id: string
    readonly rule: string
    readonly status: string
    readonly exchanges: number
    readonly proposed: string
  }[]
  readonly mayPropose: boolean
}

export interface DispositionView extends InConsole {
  readonly id: string
  readonly status: 'proposed' | 'withdrawn' | 'destroying' | 'done'
  readonly rule: string
  readonly citation: string
  readonly schedule: string | null
  readonly cutoff: string
  readonly exchanges: number
  readonly entries: number
  readonly kept: number
  readonly digest: string
  readonly proposed: string
  readonly proposedBy: string
  readonly reason: string
  readonly finished: string | null
  readonly approvals: readonly { readonly by: string; readonly role: string; readonly at: string }[]
  readonly mayApprove: boolean
  /** Enough people have approved exactly this set. */
  readonly mayRun: boolean
  readonly mayWithdraw: boolean
}

export interface TransitoryView extends InConsole {
  readonly statements: readonly {
    readonly exchange: string
    readonly unit: string
    readonly reason: string
    readonly endedOn: string
    readonly at: string
    readonly state: 'asked' | 'confirmed' | 'rejected' | 'reversed'
    readonly given: readonly { readonly as: string; readonly agrees: boolean; readonly reason: string }[]
    /** Seats that this person may take now. */
    readonly seats: readonly ('supervisor' | 'hr')[]
    readonly mayReverse: boolean
  }[]
}

export interface AccessLogView extends InConsole {
  readonly values: { readonly person: string; readonly record: string; readonly action: string }
  readonly actions: readonly Choice[]
  readonly rows: readonly {
    readonly time: string
    readonly by: string
    readonly roles: string
    readonly action: string
    readonly purpose: string
    readonly matter: string
    readonly reason: string
    readonly record: string | null
    readonly query: string | null
    readonly withheld: boolean
  }[]
  readonly lookedAt: number
  readonly older: string | null
}

export interface ReportsView extends InConsole {
  readonly month: string
  readonly monthName: string
  readonly unit: string | null
  readonly choices: readonly Choice[]
  readonly total: ReportRow
  readonly months: readonly ReportRow[]
  readonly tables: readonly {
    readonly field: 'unit' | 'system' | 'purpose'
    readonly rows: readonly ReportRow[]
    readonly csv: string
  }[]
  readonly monthsCsv: string
  readonly lag: number
  readonly asOf: string
}

export interface ReportRow {
  readonly name: string
  readonly exchanges: number | null
  readonly refused: number | null
  readonly unreviewed: number | null
  /** Millionths of a dollar. */
  readonly cost: number | null
}
