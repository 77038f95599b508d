import { readFile } from 'node:fs/promises'
import type { SearchHit, SearchPage } from '../core/ports.ts'
import type { RecordsContext } from './records-context.ts'

/** An exchange as people read it. */
export interface ShownExchange {
  readonly exchange: string
  readonly entries: readonly ShownEntry[]
}

export interface ShownEntry {
  readonly index: number
  readonly id: string
  readonly type: string
  readonly time: string
  /** `meta` as an object, other parts as text; null when destroyed or withheld. */
  readonly parts: Readonly<Record<string, unknown>>
}

/** What a saved search found, and what changed since it was run before. */
export interface SavedSearchRun {
  readonly name: string
  readonly query: string
  readonly total: number
  readonly lag: number
  readonly changes: {
    readonly since: string | null
    readonly added: readonly SearchHit[]
    readonly destroyed: readonly { readonly id: string; readonly time: string }[]
    readonly newlyHeld: readonly SearchHit[]
  } | null
}

/** One request to the gateway. Throws what it says when it refuses; 404 is an answer. */
export type AskGateway = (
  path: string,
  method?: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<Response>

export interface SearchOptions {
  readonly limit: number
  readonly cursor: string | undefined
  /** Fields to count by, set apart by commas. */
  readonly count: string | undefined
}

/** Where records are read from: the running gateway, or the data folder when none runs. Every look is an entry of the log. */
export interface RecordsAccess {
  search(query: string, how: SearchOptions): Promise<SearchPage>
  /** The gateway itself; null where the data folder is open, which has no roles. */
  readonly ask: AskGateway | null
  /** Runs a saved search, by its name; null: there is none of that name. */
  runSaved(name: string): Promise<SavedSearchRun | null>
  show(id: string): Promise<ShownExchange | null>
  close(): Promise<void>
}

/** The running gateway's API, when the environment names one. */
export async function openRecordsApi({ env }: RecordsContext): Promise<RecordsAccess | null> {
  const { STATEHOUSE_URL: url, STATEHOUSE_TOKEN_FILE: tokenFile } = env
  if (!url || !tokenFile) return null
  const token = (await readFile(tokenFile, 'utf8')).trim()

  const ask: AskGateway = async (path, method = 'GET', body, headers = {}) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
    })
    if (response.ok || response.status === 404) return response
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string; code?: string }
    throw new Error(problem.detail ?? problem.title ?? problem.code ?? `the gateway answered ${response.status}`)
  }

  return {
    ask,
    async search(query, { limit, cursor, count }) {
      const parameters = new URLSearchParams({
        q: query,
        limit: String(limit),
        ...(cursor === undefined ? {} : { cursor }),
        ...(count === undefined ? {} : { count }),
      })
      const response = await ask(`/api/v1/records?${parameters}`)
      if (response.status === 404) throw new Error('the gateway has no records API')
      return (await response.json()) as SearchPage
    },
    async runSaved(name) {
      const saved = (await (await ask('/api/v1/saved-searches')).json()) as {
        searches: readonly { id: string; name: string }[]
      }
      const found = saved.searches.find((search) => search.name === name)
      if (found === undefined) return null
      return (await (await ask(`/api/v1/saved-searches/${found.id}/runs`, 'POST')).json()) as SavedSearchRun
    },
    async show(id) {
      const response = await ask(`/api/v1/records/${encodeURIComponent(id)}`)
      return response.status === 404 ? null : ((await response.json()) as ShownExchange)
    },
    close: async () => undefined,
  }
}
