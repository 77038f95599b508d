import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordsContext } from './records-context.ts'

/**
 * A folder that holds the log, for as long as `work` takes: the data folder, or a copy of what PostgreSQL holds (contents
 * sealed, as they lie there), which is removed afterwards.
 */
export async function withLogFolder<T>(
  { dataFolder, databaseUrl }: Pick<RecordsContext, 'dataFolder' | 'databaseUrl'>,
  work: (folder: string) => T | Promise<T>,
): Promise<T> {
  if (databaseUrl == null) return await work(dataFolder)
  const { copyLog } = await import('../records/postgres/copy-log.ts')
  const folder = await mkdtemp(join(tmpdir(), 'statehouse-log-'))
  try {
    await copyLog(databaseUrl, folder)
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
