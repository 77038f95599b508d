import { readFile } from 'node:fs/promises'
import type { SearchPage } from '../core/ports.ts'
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

export interface SearchOptions {
  readonly limit: number
  readonly cursor: string | undefined
  /** Fields to count by, set apart by commas. */
  readonly count: string | undefined
}

/** Where records are read from: the running gateway, or the data folder when none runs. Every look is an entry of the log. */
export interface RecordsAccess {
  search(query: string, how: SearchOptions): Promise<SearchPage>
  show(id: string): Promise<ShownExchange | null>
  close(): Promise<void>
}

/** The running gateway's API, when the environment names one. */
export async function openRecordsApi({ env }: RecordsContext): Promise<RecordsAccess | null> {
  const { STATEHOUSE_URL: url, STATEHOUSE_TOKEN_FILE: tokenFile } = env
  if (!url || !tokenFile) return null
  const token = (await readFile(tokenFile, 'utf8')).trim()

  async function get(path: string): Promise<Response> {
    const response = await fetch(new URL(path, url), {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
    })
    if (response.ok || response.status === 404) return response
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string; code?: string }
    throw new Error(problem.detail ?? problem.title ?? problem.code ?? `the gateway answered ${response.status}`)
  }

  return {
    async search(query, { limit, cursor, count }) {
      const parameters = new URLSearchParams({
        q: query,
        limit: String(limit),
        ...(cursor === undefined ? {} : { cursor }),
        ...(count === undefined ? {} : { count }),
      })
      const response = await get(`/api/v1/records?${parameters}`)
      if (response.status === 404) throw new Error('the gateway has no records API')
      return (await response.json()) as SearchPage
    },
    async show(id) {
      const response = await get(`/api/v1/records/${encodeURIComponent(id)}`)
      return response.status === 404 ? null : ((await response.json()) as ShownExchange)
    },
    close: async () => undefined,
  }
}
