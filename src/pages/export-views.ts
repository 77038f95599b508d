import type { InConsole } from './console-views.ts'

export interface ExportViews {
  readonly 'console-exports': ExportsView
  readonly 'console-export': ExportView
}

export interface ExportsView extends InConsole {
  readonly exports: readonly {
    readonly id: string
    readonly query: string
    readonly status: string
    readonly ordered: string
    readonly rows: number | null
  }[]
}

export interface ExportView extends InConsole {
  readonly id: string
  readonly status: string
  readonly query: string
  readonly purpose: string
  readonly matter: string
  readonly reason: string
  readonly ordered: string
  readonly upTo: number
  readonly found: number
  readonly written: number
  readonly percent: number
  /** Null: nobody can tell yet. */
  readonly minutes: number | null
  /** Null: the page isn’t asked for again by itself. */
  readonly refreshSeconds: number | null
  readonly fault: string | null
  readonly files: readonly {
    readonly name: string
    readonly bytes: number
    readonly sha256: string
    readonly href: string
  }[]
  readonly keptUntil: string | null
  /** The search itself. */
  readonly search: string
}
