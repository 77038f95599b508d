export interface JobState {
  /** What is said of it to those who hear the page, when it begins to be watched, at each quarter and at its end. */
  readonly said: string
  /** Null: nobody can tell, or it is over. */
  readonly percent: number | null
  /** Seconds until the page asks again; null: it doesn’t by itself, or the job is over. */
  readonly refreshSeconds: number | null
}

/**
 * Where the island says how far a job is (WCAG 4.1.3). It is empty until then, and stays where it is while the page around it
 * changes: only so is it told.
 */
export function JobStatus({ job: { said, percent, refreshSeconds } }: { readonly job: JobState }) {
  return (
    <p
      id="job-status"
      class="usa-sr-only"
      role="status"
      data-said={said}
      data-percent={percent ?? undefined}
      data-refresh={refreshSeconds ?? undefined}
    />
  )
}
