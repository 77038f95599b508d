import { parentPort } from 'node:worker_threads'
import { DetectorFault } from '../../redaction/detector-fault.ts'
import type { RedactionEngine } from '../../redaction/engine.ts'
import { engineOf } from '../../redaction/engine-definition.ts'
import { READY, type ScanAnswer, type ScanJob } from './scan-pool.ts'
import { scanTexts } from './scan-texts.ts'

/** A worker of the pool: looks through one request at a time, with the engine that the job names. */
const port = parentPort!
const engines = new Map<string, RedactionEngine>()
/** Engines of policies that are no longer in force aren't asked for again. */
const ENGINES_MAX = 16

port.on('message', (job: ScanJob) => {
  port.postMessage(answerTo(job))
})
port.postMessage(READY)

function answerTo({ key, definition, texts, tolerant }: ScanJob): ScanAnswer {
  try {
    let engine = engines.get(key)
    if (engine === undefined) {
      if (engines.size === ENGINES_MAX) engines.clear()
      engine = engineOf(definition)
      engines.set(key, engine)
    }
    return { findings: scanTexts(engine, texts, tolerant) }
  } catch (error) {
    // An error's message may quote the text: only what kind of failure it was leaves the worker.
    return { fault: error instanceof DetectorFault ? { detector: error.detector, kind: error.kind } : WORKER_THREW }
  }
}

const WORKER_THREW = { detector: 'scan-worker', kind: 'threw' } as const
