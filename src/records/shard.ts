import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** The name of the log that follows one: `<origin>/2`, then `/3`. */
export function nextShard(origin: string): string {
  const match = /^(.*)\/([2-9]|[1-9]\d+)$/.exec(origin)
  return match === null ? `${origin}/2` : `${match[1]}/${Number(match[2]) + 1}`
}

/** Where a shard that is gone on from is kept, below the data folder. */
export function shardFolder(dataFolder: string, origin: string): string {
  return join(dataFolder, 'shards', origin.replaceAll(/[^A-Za-z0-9._-]/g, '_'))
}

/** What belongs to a log in its folder; the index is rebuilt by whoever opens the shard. */
const FILES = ['records.db', 'records.db-wal', 'records.db-shm']
const INDEX = ['search.db', 'search.db-wal', 'search.db-shm']

/** Moves the files of a closed log aside, whole. Throws when something is there already. */
export async function setAside(dataFolder: string, origin: string): Promise<string> {
  const folder = shardFolder(dataFolder, origin)
  await mkdir(join(dataFolder, 'shards'), { recursive: true, mode: 0o700 })
  await mkdir(folder, { mode: 0o700 })
  for (const name of [...FILES, ...INDEX])
    if (existsSync(join(dataFolder, name))) await rename(join(dataFolder, name), join(folder, name))
  return folder
}
