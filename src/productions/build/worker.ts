import { parentPort, workerData } from 'node:worker_threads'
import type { StateRows } from '../../core/state-rows.ts'
import { type LogPlace, openLogOnAThread } from '../../records/log-on-a-thread.ts'
import { PatternError } from '../../redaction/custom/parse-pattern.ts'
import { decidingRows } from './deciding-rows.ts'
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
const NO_ROWS: StateRows = { get: () => undefined, all: () => new Map() }
const log = await openLogOnAThread(place)
try {
  const rows = task.kind === 'prepare' ? NO_ROWS : await decidingRows(log, task.production)
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
