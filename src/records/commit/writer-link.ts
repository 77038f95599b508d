import { Worker } from 'node:worker_threads'
import { StoreUnavailable } from '../../core/ports.ts'
import type { WriterReply, WriterRequest } from './messages.ts'
import { OtherKeys } from './other-keys.ts'
import { TreeMoved } from './tree.ts'

type Answer = Exclude<WriterReply, { kind: 'ready' }>

/** A writer's thread and what it still owes. Ends once; a new one is started for a new try. */
export interface WriterLink {
  readonly ready: Extract<WriterReply, { kind: 'ready' }>
  /** Resolves with the reply; rejects with {@link StoreUnavailable} `lost` when the thread ends first. */
  ask(request: WriterRequest, transfer?: ArrayBuffer[]): Promise<Answer>
  terminate(): Promise<unknown>
}

/** Starts the thread; rejects with what it failed on while opening the store. `onLost` is called when it ends unasked. */
export function startWriter(url: URL, settings: object, onLost: (cause: unknown) => void): Promise<WriterLink> {
  const { promise, resolve, reject } = Promise.withResolvers<WriterLink>()
  const worker = new Worker(url, { workerData: settings, name: 'record-writer' })
  const owed = new Map<number, PromiseWithResolvers<Answer>>()
  let isReady = false
  let isOver = false

  function end(cause: unknown): void {
    if (isOver) return
    isOver = true
    const error = new StoreUnavailable('lost', { cause })
    for (const { reject: fail } of owed.values()) fail(error)
    owed.clear()
    if (isReady) onLost(cause)
    else reject(cause)
  }

  // An error loses its class between threads, but keeps its name; this one decides how the process ends.
  worker.on('error', (cause: unknown) => end(cause instanceof Error ? withClass(cause) : cause))
  worker.on('exit', (code) => end(new Error(`the writer's thread ended with code ${code}`)))
  worker.on('message', (reply: WriterReply) => {
    if (reply.kind !== 'ready') {
      owed.get(reply.id)?.resolve(reply)
      owed.delete(reply.id)
      return
    }
    isReady = true
    resolve({
      ready: reply,
      ask(request, transfer = []) {
        const answer = Promise.withResolvers<Answer>()
        if (isOver) {
          answer.reject(new StoreUnavailable('lost'))
          return answer.promise
        }
        owed.set(request.id, answer)
        worker.postMessage(request, transfer)
        return answer.promise
      },
      terminate() {
        isOver = true
        return worker.terminate()
      },
    })
  })
  return promise
}

function withClass(cause: Error): Error {
  if (cause.name === 'TreeMoved') return new TreeMoved(cause.message)
  return cause.name === 'OtherKeys' ? new OtherKeys(cause.message) : cause
}
