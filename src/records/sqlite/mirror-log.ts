import type { RawEntry } from '../log-source.ts'
import { openLogFolder } from './log-folder.ts'

/** What a mirror takes of a log. */
export interface LogToMirror {
  readonly entries: Iterable<RawEntry>
  readonly checkpoints: Iterable<{ readonly size: number; readonly note: string }>
}

/** What a mirror has. */
export interface MirroredSoFar {
  readonly size: number
  /** Id of its last entry, where it isn't known yet to be of this log; null: it is, or it has none. */
  readonly lastId: string | null
  /** Size of the last checkpoint that it was given. */
  readonly checkpointed: number
}

/** The log behind what a mirror has; `take` is awaited. Throws when the log is behind it, or is another one. */
export async function followForMirror(
  dataFolder: string,
  { size, lastId, checkpointed }: MirroredSoFar,
  take: (log: LogToMirror) => Promise<void>,
): Promise<void> {
  const log = openLogFolder(dataFolder)
  try {
    const { size: reached } = log.tree().frontier
    if (reached < size)
      throw new Error(`the mirror has ${size} entries, the log ${reached}: an older copy may have been put back`)
    const [last] = lastId === null ? [] : log.entries(size - 1, false)
    if (lastId !== null && last?.id !== lastId)
      throw new Error(`the mirror holds entries of another log: keep it, and name a new one (STATEHOUSE_MIRROR)`)
    await take({ entries: log.entries(size, true), checkpoints: log.checkpoints(checkpointed + 1) })
  } finally {
    log.close()
  }
}

/** The last disposition that a log reports as done; -1: none. */
export function lastDone(dataFolder: string): number {
  const log = openLogFolder(dataFolder)
  try {
    return [...log.ofTypes(['disposition_done'])].at(-1)?.index ?? -1
  } finally {
    log.close()
  }
}
