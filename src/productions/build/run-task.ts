import { Worker } from 'node:worker_threads'
import type { LogPlace } from '../../records/log-on-a-thread.ts'
import type { BuildProgress } from './build-package.ts'
import type { ProductionTask, TaskResults } from './tasks.ts'
import type { BuildTerms } from './terms.ts'

export type TaskReply =
  | { readonly kind: 'progress'; readonly progress: BuildProgress }
  | { readonly kind: 'done'; readonly result: TaskResults[ProductionTask['kind']] }
  | { readonly kind: 'failed'; readonly fault: string; readonly isForPeople: boolean }

/** Why a task came to nothing: in words for people, unless it is a fault of ours. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed'
  readonly isForPeople: boolean
  constructor(message: string, isForPeople: boolean) {
    super(message)
    this.isForPeople = isForPeople
  }
}

export interface TaskSettings<Task extends ProductionTask> {
  readonly place: LogPlace
  /** The production's folder. */
  readonly folder: string
  readonly terms: BuildTerms
  readonly task: Task
}

const WORKER_URL = new URL('./worker.ts', import.meta.url)
/** What a build keeps in memory doesn't grow with it; beyond this it is given up, and the gateway lives. */
const HEAP_MB = 64

/** Does a task on a thread of its own, so that nobody else waits. Rejects with {@link TaskFailed}, and when `signal` says so. */
export function runTask<Task extends ProductionTask>(
  settings: TaskSettings<Task>,
  signal: AbortSignal,
  onProgress: (progress: BuildProgress) => void = () => undefined,
): Promise<TaskResults[Task['kind']]> {
  const result = Promise.withResolvers<TaskResults[Task['kind']]>()
  const worker = new Worker(WORKER_URL, {
    workerData: settings,
    name: 'production',
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  const stop = (): void => {
    result.reject(new TaskFailed('it was cancelled', true))
    void worker.terminate()
  }
  worker.on('message', (reply: TaskReply) => {
    if (reply.kind === 'progress') onProgress(reply.progress)
    else if (reply.kind === 'failed') result.reject(new TaskFailed(reply.fault, reply.isForPeople))
    else result.resolve(reply.result as TaskResults[Task['kind']])
  })
  worker.on('error', (error) => result.reject(new TaskFailed(error.message, false)))
  worker.on('exit', () => result.reject(new TaskFailed('the thread stopped', false)))
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return result.promise.finally(() => signal.removeEventListener('abort', stop))
}
