/** Seconds until a job’s page asks again how far it is. */
export const JOB_REFRESH_SECONDS = 5

/**
 * The same for a search, which ends within a minute: soon at first, and then so seldom that somebody without script gets
 * to what stands on the page with a keyboard (WCAG 2.2.1).
 */
export function searchRefreshSeconds(looks: number): number {
  return looks === 1 ? 2 : 10
}
