import { parentPort } from 'node:worker_threads'
import { READY, type ScanAnswer, type ScanJob } from '#src/pipeline/scan/scan-pool.ts'

/** A worker that does what the text tells it to: a real one fails by accident only. */
parentPort!.on('message', ({ texts }: ScanJob) => {
  const text = texts.runs[0]![0]!.text
  // A loop that no timer of its own thread can end.
  if (text.startsWith('hang')) for (;;) Math.random()
  if (text.startsWith('exit')) process.exit(1)
  if (text.startsWith('throw')) throw new Error('a text that nobody may see')
  const fault = { fault: { detector: 'own', kind: 'threw' } } satisfies ScanAnswer
  const nothing = { runs: texts.runs.map((run) => run.map(() => [])), keys: [], numbers: [], faults: [] }
  parentPort!.postMessage(text.startsWith('fault') ? fault : ({ findings: nothing } satisfies ScanAnswer))
})
parentPort!.postMessage(READY)
