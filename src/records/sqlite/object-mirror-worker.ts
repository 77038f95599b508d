import { parentPort, workerData } from 'node:worker_threads'
import type { MirrorReply, ObjectMirrorSettings } from '../mirror.ts'
import type { ObjectCopy } from '../objects/object-copy.ts'
import { type ObjectMirror, openObjectMirror, renewObjectMirror } from '../objects/object-mirror.ts'
import { openObjectStore } from '../objects/object-store.ts'
import { followForMirror, lastDone } from './mirror-log.ts'

const port = parentPort
if (port === null) throw new Error('the mirror worker runs in a worker thread')

const { dataFolder, objects } = workerData as ObjectMirrorSettings
const store = openObjectStore(objects)
let mirror: ObjectMirror | null = null
/** Entries that the store is known to have. */
let size = 0
let checkpointed = 0
/** The last disposition that the log reports as done. */
let done = -1
/** Whether what the copy had when it was opened is known to be of this log. */
let isChecked = false

port.on('message', () => void attempt().then((reply) => port.postMessage(reply)))

/** A store that fails is tried again from the start: what it holds is looked at anew. */
async function attempt(): Promise<MirrorReply> {
  try {
    if (mirror === null) {
      mirror = await openObjectMirror(store)
      done = lastDone(dataFolder)
      checkpointed = 0
      size = mirror.copy.size
    }
    await follow(mirror.copy)
    isChecked = true
    if (done > mirror.destroyed) {
      checkpointed = 0
      mirror = await renewObjectMirror(store, done, follow)
    }
    size = mirror.copy.size
    return { size, fault: null }
  } catch (error) {
    mirror = null
    isChecked = false
    return { size, fault: error instanceof Error ? error.message : String(error) }
  }
}

async function follow(copy: ObjectCopy): Promise<void> {
  const lastId = isChecked ? null : copy.lastId
  await followForMirror(dataFolder, { size: copy.size, lastId, checkpointed }, async ({ entries, checkpoints }) => {
    for (const entry of entries) {
      await copy.add(entry)
      if (entry.type === 'disposition_done') done = entry.index
    }
    for (const { size: signed, note } of checkpoints) {
      copy.checkpoint(note)
      checkpointed = signed
    }
    await copy.sync()
  })
}
