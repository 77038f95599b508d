export interface TrainingPageView {
  readonly courses: readonly {
    readonly name: string
    readonly href: string
    readonly completed: string | null
    /** Until when it counts; null: it doesn’t. */
    readonly until: string | null
    /** The gateway’s own primer counts as it. */
    readonly isPrimer: boolean
  }[]
  /** It was just passed. */
  readonly isPassed: boolean
  /** How many of each unit’s people have every course; null: not theirs to see. */
  readonly readiness:
    | readonly { readonly unit: string; readonly people: number | null; readonly ready: number | null }[]
    | null
}

export interface PrimerView {
  readonly course: string
  readonly sections: readonly { readonly title: string; readonly text: string }[]
  readonly questions: readonly {
    readonly id: string
    readonly ask: string
    readonly options: readonly { readonly id: string; readonly text: string }[]
    readonly chosen: string | null
    /** Why what was chosen isn’t right; null: it is, or nothing was sent yet. */
    readonly why: string | null
  }[]
  readonly pass: number
  readonly isTried: boolean
}
