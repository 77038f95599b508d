import type { InConsole } from './console-views.ts'

/** A search that takes longer than a moment. */
export interface RunningSearchView {
  readonly agencies: readonly string[]
  /** Where its form to stop it goes. */
  readonly stop: string
  /** Null: the page doesn’t ask again by itself. */
  readonly refreshSeconds: number | null
  /** Where its answer will be. */
  readonly address: string
  /** The page that doesn’t ask by itself. */
  readonly still: string
}

export interface SavedView extends InConsole {
  readonly searches: readonly {
    readonly id: string
    readonly name: string
    readonly query: string
    readonly href: string
    readonly last: string | null
    readonly total: number | null
  }[]
  readonly run: SavedRunView | null
}

export interface SavedRunView {
  readonly name: string
  readonly href: string
  readonly total: number
  readonly since: string | null
  /** Null: too many to compare. */
  readonly changes: {
    readonly added: readonly RunHit[]
    readonly held: readonly RunHit[]
    readonly destroyed: readonly { readonly index: number; readonly time: string }[]
  } | null
}
interface RunHit {
  readonly href: string
  readonly label: string
}
