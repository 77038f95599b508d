import { Worker } from 'node:worker_threads'
import { DetectorFault, type FaultKind } from '../../../redaction/detector-fault.ts'
import type { Span } from '../../../redaction/recognizer.ts'
import type { DetectorRow, RemoteDetector } from '../remote-detector.ts'
import type { TaggedSpan } from './tagged-spans.ts'

export interface ModelJob {
  readonly id: number
  readonly texts: readonly string[]
}
/** `problem`: why the model can't be used, in words for the operator; null: it failed on these texts. */
export type ModelAnswer =
  | { readonly id: number; readonly spans: readonly (readonly TaggedSpan[])[] }
  | { readonly id: number; readonly problem: string | null }

type OnnxRow = Extract<DetectorRow, { kind: 'onnx' }>

/** A token classifier in ONNX form, given by the operator, in a worker of its own that is ended when it is late. */
export function onnxDetector(row: OnnxRow): RemoteDetector {
  const ours = new Map(Object.entries(row.entities))
  const waiting = new Map<number, { resolve: (answer: ModelAnswer) => void; reject: (kind: FaultKind) => void }>()
  let worker: Worker | null = null
  let jobs = 0

  function started(): Worker {
    const { folder, digest } = row
    const made = new Worker(new URL('./onnx-worker.ts', import.meta.url), {
      name: 'onnx',
      workerData: { folder, digest },
    })
    made.on('message', (answer: ModelAnswer) => waiting.get(answer.id)?.resolve(answer))
    for (const event of ['error', 'messageerror', 'exit'] as const) made.on(event, () => gone(made, 'stopped'))
    // A gateway that is done doesn't wait for an idle model.
    made.unref()
    return made
  }

  /** Ends a worker that failed or is late, with everything it was asked; the next request starts another. */
  function gone(ended: Worker, kind: FaultKind): void {
    if (worker !== ended) return
    worker = null
    void ended.terminate()
    for (const { reject } of waiting.values()) reject(kind)
    waiting.clear()
  }

  function ask(texts: readonly string[]): Promise<ModelAnswer> {
    worker ??= started()
    const asked = worker
    const id = ++jobs
    return new Promise<ModelAnswer>((resolve, reject) => {
      const timer = setTimeout(() => gone(asked, 'late'), row.deadlineMs)
      const done = (): void => {
        clearTimeout(timer)
        waiting.delete(id)
      }
      waiting.set(id, {
        resolve(answer) {
          done()
          resolve(answer)
        },
        reject(kind) {
          done()
          reject(new DetectorFault(row.id, kind))
        },
      })
      asked.postMessage({ id, texts } satisfies ModelJob)
    })
  }

  function spansOf(found: readonly TaggedSpan[]): Span[] {
    return found.flatMap(({ start, end, label, score }) => {
      const entity = ours.get(label)
      if (entity === undefined || score < row.minScore) return []
      return [{ start, end, entity, score, recognizer: row.id, validated: false, tier: 'label' as const }]
    })
  }

  return {
    id: row.id,
    async find(texts) {
      const answer = await ask(texts)
      if ('spans' in answer) return answer.spans.map(spansOf)
      throw new DetectorFault(row.id, answer.problem === null ? 'threw' : 'unreachable')
    },
    async health() {
      try {
        const answer = await ask(['A clerk wrote.'])
        return 'spans' in answer ? null : (answer.problem ?? 'it fails on a plain sentence')
      } catch (error) {
        return error instanceof DetectorFault && error.kind === 'late' ? 'it doesn’t answer in time' : 'it stopped'
      }
    },
    async close() {
      await worker?.terminate()
    },
  }
}
