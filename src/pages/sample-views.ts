import type { InConsole } from './console-views.ts'

export interface SamplesView extends InConsole {
  readonly back: number
  readonly from: string
  /** The day behind the last one. */
  readonly to: string
  /** There were too many to draw from all of them. */
  readonly isWhole: boolean
  readonly older: string | null
  readonly newer: string | null
  readonly units: readonly {
    readonly unit: string
    readonly of: number
    readonly drawn: readonly { readonly exchange: string; readonly result: 'fine' | 'concern' | null }[]
    /** Share with its interval; null: nothing was looked at. */
    readonly concerns: string | null
  }[]
}
