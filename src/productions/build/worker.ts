import { parentPort, workerData } from 'node:worker_threads'
import type { StateRows } from '../../core/state-rows.ts'
import { type LogPlace, openLogOnAThread } from '../../records/log-on-a-thread.ts'
import { PatternError } from '../../redaction/custom/parse-pattern.ts'
import { DECIDING_STATE } from '../decided.ts'
import { Undecided } from './make-chunk.ts'
import { NotSound } from './read-record.ts'
import type { TaskReply } from './run-task.ts'
import { carryOutTask, type ProductionTask } from './tasks.ts'
import type { BuildTerms } from './terms.ts'

const port = parentPort
if (port === null) throw new Error('productions are built in a worker thread')

const { place, folder, terms, task } = workerData as {
  place: LogPlace
  folder: string
  terms: BuildTerms
  task: ProductionTask
}
const log = await openLogOnAThread(place)
try {
  const kinds = new Map<string, Map<string, unknown>>()
  if (task.kind !== 'prepare')
    for (const kind of DECIDING_STATE)
      kinds.set(kind, new Map((await log.state(kind)).map((row) => [row.key, row.value])))
  const rows: StateRows = {
    get: (kind, key) => kinds.get(kind)?.get(key),
    all: (kind) => kinds.get(kind) ?? new Map(),
  }
  const result = await carryOutTask(log, rows, folder, terms, task, (progress) => send({ kind: 'progress', progress }))
  send({ kind: 'done', result })
} catch (error) {
  const isForPeople = error instanceof NotSound || error instanceof Undecided || error instanceof PatternError
  send({ kind: 'failed', fault: (error as Error).message, isForPeople })
} finally {
  await log.close()
}

function send(reply: TaskReply): void {
  port?.postMessage(reply)
}
