import type { EntryId } from '../core/ids.ts'
import { readJson } from '../core/read-json.ts'
import type { StoredEntry } from '../core/record.ts'
import { ARCHIVED_POLICY, type ArchivedAt } from './archive.ts'

/** A policy that was in force, by the log. */
export interface PolicyInForce {
  readonly digest: string
  readonly version: string
  /** RFC 3339 UTC: when it came into force first. */
  readonly since: string
}

export interface VersionReader {
  byId(id: EntryId): Promise<StoredEntry | null>
}

/** Every policy that the log keeps whole, the newest first. */
export async function policyVersions(
  reader: VersionReader,
  rows: { all(kind: string): ReadonlyMap<string, unknown> },
): Promise<readonly PolicyInForce[]> {
  const found = await Promise.all(
    [...rows.all(ARCHIVED_POLICY)].map(async ([digest, row]): Promise<PolicyInForce[]> => {
      const entry = await reader.byId((row as ArchivedAt).entry)
      const meta = entry?.parts['meta']
      if (entry === null || !meta) return []
      const { version } = readJson(meta.toString()) as { version: string }
      return [{ digest, version, since: entry.time }]
    }),
  )
  return found.flat().toSorted((a, b) => b.since.localeCompare(a.since))
}
