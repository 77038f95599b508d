import type { Words } from '../languages/en.ts'

interface JobProgressProps {
  readonly words: Words
  readonly percent: number
  /** How far it is, in words. */
  readonly text: string
  /** The page of the job. */
  readonly path: string
  /** Whether the page asks again by itself. */
  readonly isRefreshed: boolean
}

/** How far a job is, and whether its page asks again by itself. */
export function JobProgress({ words, percent, text, path, isRefreshed }: JobProgressProps) {
  const { exports, console } = words
  return (
    <>
      <div data-figures>
        <progress class="job" max={100} value={percent} aria-label={console.job.progress} />
        <p>{text}</p>
      </div>
      <p>
        {isRefreshed ? `${console.job.refreshed} ` : null}
        <a href={isRefreshed ? `${path}?still=1` : path}>{isRefreshed ? exports.still : exports.again}</a>
      </p>
    </>
  )
}
