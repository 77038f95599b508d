import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { PolicySet } from '../policy/policy-set.ts'
import { mergeReplays } from '../policy-operations/merge-replays.ts'
import { type ReplayReport, replay } from '../policy-operations/replay.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { openMetaFolder } from '../records/sqlite/meta-folder.ts'
import type { ReplayShare } from './replay-thread.ts'

export interface RecordsToReplay {
  readonly dataFolder: string
  readonly recordKeyFile: string
  readonly candidate: PolicySet
  /** RFC 3339 UTC; empty: from the beginning. */
  readonly since: string
}

/** So many entries are worth a second thread. */
const SHARED_FROM = 20_000

/** Asks a candidate about the records of a data folder, on two threads where there are many. */
export async function replayRecords(records: RecordsToReplay): Promise<ReplayReport> {
  const { dataFolder, recordKeyFile, candidate, since } = records
  const folder = openMetaFolder(dataFolder, await readKeyRingFile(recordKeyFile))
  try {
    const { from, to } = folder.since(since)
    const own = (end: number): ReplayReport => replay(candidate, folder.metas(['prompt', 'blocked'], from, end))
    if (to - from < SHARED_FROM) return own(to)
    const middle = from + Math.floor((to - from) / 2)
    const { documents } = candidate
    const other = replayElsewhere({
      dataFolder,
      recordKeyFile,
      documents: documents as ReplayShare['documents'],
      from: middle,
      to,
    })
    return mergeReplays(own(middle), await other)
  } finally {
    folder.close()
  }
}

async function replayElsewhere(share: ReplayShare): Promise<ReplayReport> {
  const worker = new Worker(new URL('./replay-thread.ts', import.meta.url), { workerData: share })
  // Rejects with the thread’s own error.
  const [report] = (await once(worker, 'message')) as [ReplayReport]
  return report
}
