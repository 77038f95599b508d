import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntryId } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import { readJson } from '../core/read-json.ts'
import type { RequestSearch } from '../core/records-request.ts'
import type { ProductionRow, ProductionSearch } from './production-row.ts'

/** In a production's folder, and in its package, where the plan goes out. */
export const SEARCH_PLAN = 'search-plan.json'

/**
 * Puts the plan of the run that found a scope beside the scope, as it will go out: what was looked for and where, without the
 * officers' own reasons. It names people, so it goes out where whoever makes the production says so, and lies in no row.
 */
export async function keepPlan(
  store: Pick<RecordReader, 'byId'>,
  folder: string,
  search: RequestSearch | null,
  goesOut: boolean,
): Promise<ProductionSearch | null> {
  if (search === null || !goesOut) return search === null ? null : { ...search, sha256: null }
  const body = (await store.byId(search.plan as EntryId))?.parts['body']
  if (body == null) throw new Error('the entry of a search plan has lost its body')
  const { plan } = readJson(Buffer.from(body).toString('utf8')) as { plan: object }
  const text = `${JSON.stringify(plan, (name, value: unknown) => (name === 'reason' ? undefined : value), 1)}\n`
  await writeFile(join(folder, SEARCH_PLAN), text, { mode: 0o600 })
  return { ...search, sha256: digestOf(text) }
}

/** The plan as it goes out; null where it doesn't. Throws where the file isn't the one that was frozen. */
export async function frozenPlan(folder: string, { search }: ProductionRow): Promise<string | null> {
  if (search == null || search.sha256 === null) return null
  const text = await readFile(join(folder, SEARCH_PLAN), 'utf8')
  if (digestOf(text) !== search.sha256) throw new Error('the search plan on disk isn’t the one that was frozen')
  return text
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
