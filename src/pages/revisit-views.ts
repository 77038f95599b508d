import type { Choice } from './catalog-views.ts'
import type { Told } from './frame.ts'

/** One answer that somebody is asked about again. */
export interface RevisitLine {
  readonly exchange: string
  readonly askedAt: string
  /** Where it stands among their conversations; null: it was asked by a program. */
  readonly href: string | null
  /** Null: nothing was said of it yet. */
  readonly result: 'right' | 'change' | 'unused' | null
  readonly finding: string | null
}

export interface RevisitsView {
  /** Null: nothing was drawn. */
  readonly draw: {
    readonly number: string
    readonly from: string
    readonly to: string
    readonly drawnFrom: 'kept' | 'any'
    readonly of: number
    readonly lines: readonly RevisitLine[]
  } | null
}

export interface RevisitView {
  readonly number: string
  readonly line: RevisitLine
  readonly findings: readonly Choice[]
  readonly values: Readonly<Record<string, string>>
  readonly error: Told | null
}
