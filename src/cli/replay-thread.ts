import { parentPort, workerData } from 'node:worker_threads'
import { compilePolicy } from '../policy/compile.ts'
import type { Documents } from '../policy/documents.ts'
import { replay } from '../policy-operations/replay.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { openMetaFolder } from '../records/sqlite/meta-folder.ts'

/** What a thread of a replay is given. */
export interface ReplayShare {
  readonly dataFolder: string
  readonly recordKeyFile: string
  readonly documents: Documents
  readonly from: number
  readonly to: number
}

const { dataFolder, recordKeyFile, documents, from, to } = workerData as ReplayShare
const folder = openMetaFolder(dataFolder, await readKeyRingFile(recordKeyFile))
try {
  parentPort!.postMessage(replay(compilePolicy(documents), folder.metas(['prompt', 'blocked'], from, to)))
} finally {
  folder.close()
}
