import { existsSync } from 'node:fs'
import { mkdir, readFile, rename as renameFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreBehind } from './outside/assert-reaches.ts'
import { replaceSecretFile } from './secret-file.ts'

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
const FILES = ['records.db-wal', 'records.db-shm', 'search.db', 'search.db-wal', 'search.db-shm', 'records.db']

/** A new shard that lies ready beside the old one: from here on the moves are gone on with, never begun anew. */
export interface ShardMove {
  readonly before: string
  readonly origin: string
  readonly vkey: string
  readonly checkpoint: string
  /** Ends of the names under which old key and anchor are kept. */
  readonly suffix: string
}

const MOVE = 'recovery-moving.json'

/** Where the new shard is made, before anything of the old one is touched. */
export function nextFolder(dataFolder: string): string {
  return join(dataFolder, 'recovery-next')
}

/** Null: no new shard lies ready. */
export async function readMove(dataFolder: string): Promise<ShardMove | null> {
  const file = join(dataFolder, MOVE)
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as ShardMove) : null
}

export async function writeMove(dataFolder: string, move: ShardMove): Promise<void> {
  await replaceSecretFile(join(dataFolder, MOVE), `${JSON.stringify(move)}\n`)
}

/** Throws while a new shard waits to take the old one's place: whoever wrote now would write to neither. */
export function assertNotMoving(dataFolder: string): void {
  if (existsSync(join(dataFolder, MOVE)))
    throw new StoreBehind('a recovery of the log is half done; go on with it: statehouse log recover')
}

/**
 * Puts the new shard, and its key, into the old one's place, and the old ones aside. May end at any point and be done again:
 * each file of the new shard that is still beside says that the old one hasn't been put aside, or may have.
 */
export async function moveShard(
  dataFolder: string,
  logKeyFile: string,
  move: ShardMove,
  rename: (from: string, to: string) => Promise<void> = renameFile,
): Promise<string> {
  const moveIfThere = async (from: string, to: string): Promise<void> => {
    if (existsSync(from)) await rename(from, to)
  }
  const next = nextFolder(dataFolder)
  const folder = shardFolder(dataFolder, move.before)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (existsSync(join(next, 'records.db'))) {
    for (const name of FILES) await moveIfThere(join(dataFolder, name), join(folder, name))
    if (existsSync(join(next, KEY))) {
      await moveIfThere(logKeyFile, `${logKeyFile}${move.suffix}`)
      await rename(join(next, KEY), logKeyFile)
    }
    await rename(join(next, 'records.db'), join(dataFolder, 'records.db'))
  }
  return folder
}

/** The last step: nothing waits any more. */
export async function endMove(dataFolder: string): Promise<void> {
  await rm(nextFolder(dataFolder), { recursive: true, force: true })
  await rm(join(dataFolder, MOVE), { force: true })
}

/** Name of the new shard's key beside it. */
export const KEY = 'log-key.json'
