import { parentPort, workerData } from 'node:worker_threads'
import { renewCopy, shownDestruction } from '../copy/renew-copy.ts'
import { type CopyWriter, openCopyWriter } from '../copy/write-copy.ts'
import type { MirrorReply, MirrorSettings } from '../mirror.ts'
import { type LogFolder, openLogFolder } from './log-folder.ts'

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

port.on('message', () => {
  const reply = attempt()
  port.postMessage(reply)
})

/** A disk that fails is tried again from the start: what the file holds is looked at anew. */
function attempt(): MirrorReply {
  try {
    if (copy === null) {
      copy = openCopyWriter(mirrorFolder)
      done = lastDone()
    }
    size = copy.size
    follow(copy)
    isChecked = true
    if (done > shownDestruction(mirrorFolder)) {
      copy.close()
      renewCopy(mirrorFolder, done, fill)
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

function follow(to: CopyWriter): void {
  const log = openLogFolder(dataFolder)
  try {
    const { size: reached } = log.tree().frontier
    if (reached < to.size)
      throw new Error(`the mirror has ${to.size} entries, the log ${reached}: an older copy may have been put back`)
    if (!isChecked && to.lastId !== null && idAt(log, to.size - 1) !== to.lastId)
      throw new Error(`the mirror holds entries of another log: keep it, and name a new folder (STATEHOUSE_MIRROR)`)
    for (const entry of log.entries(to.size, true)) {
      to.add(entry)
      if (entry.type === 'disposition_done') done = entry.index
    }
    for (const { size: signed, note } of log.checkpoints(checkpointed + 1)) {
      to.checkpoint(note)
      checkpointed = signed
    }
    to.sync()
  } finally {
    log.close()
  }
}

/** Everything anew, without what was destroyed meanwhile. */
function fill(folder: string): void {
  const next = openCopyWriter(folder)
  checkpointed = 0
  follow(next)
  next.close()
}

function lastDone(): number {
  const log = openLogFolder(dataFolder)
  try {
    return [...log.ofTypes(['disposition_done'])].at(-1)?.index ?? -1
  } finally {
    log.close()
  }
}

function idAt(log: LogFolder, index: number): string | undefined {
  for (const { id } of log.entries(index, false)) return id
  return undefined
}
