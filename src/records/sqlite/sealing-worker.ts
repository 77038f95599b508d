import { type MessagePort, workerData } from 'node:worker_threads'
import type { KeyRing } from '../key-ring.ts'
import { createRandomPool } from '../random-pool.ts'
import type { Head } from './messages.ts'
import { packRows } from './packed-rows.ts'
import type { SealedEntry } from './seal-entry.ts'
import { parcels, sealOne } from './seal-heads.ts'
import type { SealingDone, SealingTask } from './sealing-helper.ts'

const { recordKey, done, port } = workerData as { recordKey: KeyRing; done: Int32Array; port: MessagePort }
const random = createRandomPool()

port.on('message', (task: SealingTask) => {
  const reply = seal(task)
  port.postMessage(reply, [reply.bytes.buffer, reply.lengths.buffer])
  Atomics.add(done, 0, 1)
  Atomics.notify(done, 0)
})

function seal(task: SealingTask): SealingDone {
  const entries: SealedEntry[] = []
  const refused: [number, string][] = []
  parcels(JSON.parse(task.heads) as Head[], task.bytes).forEach(({ head, pieces }, i) => {
    if ('spool' in head || head.folds !== undefined) return
    const sealing = sealOne(head, pieces, [], recordKey, random)
    if ('entry' in sealing) entries.push(sealing.entry)
    else refused.push([i, sealing.refused])
  })
  return { number: task.number, ...packRows(entries), refused }
}
