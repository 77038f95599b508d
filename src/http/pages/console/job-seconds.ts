/** Seconds until a job’s page asks again how far it is. */
export const JOB_REFRESH_SECONDS = 5

/** The same for a search, which ends within a minute. */
export const SEARCH_REFRESH_SECONDS = 2
