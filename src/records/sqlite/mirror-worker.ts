import { parentPort, workerData } from 'node:worker_threads'
import { renewCopy, shownDestruction } from '../copy/renew-copy.ts'
import { type CopyWriter, openCopyWriter } from '../copy/write-copy.ts'
import type { MirrorReply, MirrorSettings } from '../mirror.ts'
import { followForMirror, lastDone } from './mirror-log.ts'

const port = parentPort
if (port === null) throw new Error('the mirror worker runs in a worker thread')

const { dataFolder, mirrorFolder } = workerData as MirrorSettings
let copy: CopyWriter | null = null
let size = 0
let checkpointed = 0
/** The last disposition that the log reports as done, and the one that the mirror shows. */
let done = -1
/** Whether what the copy had when it was opened is known to be of this log. */
let isChecked = false

port.on('message', () => void attempt().then((reply) => port.postMessage(reply)))

/** A disk that fails is tried again from the start: what the file holds is looked at anew. */
async function attempt(): Promise<MirrorReply> {
  try {
    if (copy === null) {
      copy = openCopyWriter(mirrorFolder)
      done = lastDone(dataFolder)
    }
    size = copy.size
    await follow(copy)
    isChecked = true
    if (done > shownDestruction(mirrorFolder)) {
      copy.close()
      await renewCopy(mirrorFolder, done, fill)
      copy = openCopyWriter(mirrorFolder)
    }
    size = copy.size
    return { size, fault: null }
  } catch (error) {
    try {
      copy?.close()
    } catch {
      // It is this disk that fails.
    }
    copy = null
    isChecked = false
    return { size, fault: error instanceof Error ? error.message : String(error) }
  }
}

async function follow(to: CopyWriter): Promise<void> {
  const lastId = isChecked ? null : to.lastId
  await followForMirror(dataFolder, { size: to.size, lastId, checkpointed }, async ({ entries, checkpoints }) => {
    for (const entry of entries) {
      to.add(entry)
      if (entry.type === 'disposition_done') done = entry.index
    }
    for (const { size: signed, note } of checkpoints) {
      to.checkpoint(note)
      checkpointed = signed
    }
    to.sync()
  })
}

/** Everything anew, without what was destroyed meanwhile. */
async function fill(folder: string): Promise<void> {
  const next = openCopyWriter(folder)
  checkpointed = 0
  await follow(next)
  next.close()
}
