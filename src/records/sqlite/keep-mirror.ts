import { parentPort } from 'node:worker_threads'
import type { RawEntry } from '../log-source.ts'
import type { MirrorReply } from '../mirror.ts'
import { followForMirror, lastDone } from './mirror-log.ts'

/** A copy of a log elsewhere, open to go on where it ends. */
export interface MirrorCopy {
  /** Entries that it has, or was given and will have with the next `sync`. */
  readonly size: number
  /** Id of the last entry that was there when it was opened; null: none. */
  readonly lastId: string | null
  add(entry: RawEntry): void | Promise<void>
  checkpoint(note: string): void
  /** Everything given so far survives there. */
  sync(): void | Promise<void>
}

/** Where a copy is kept. */
export interface MirrorPlace {
  /** The copy, and up to which `disposition_done` entry it has lost what was destroyed; -1: none yet. */
  open(): Promise<{ readonly copy: MirrorCopy; readonly destroyed: number }>
  /** Makes the copy anew by `fill`, without what was destroyed; until it is whole the old one stands. */
  renew(upTo: number, fill: (next: MirrorCopy) => Promise<void>): Promise<MirrorCopy>
  /** Lets go of the copy after a fault; never throws. */
  drop(): void
}

/** Keeps a copy of a log, as the thread of a mirror: each message asks for what is missing, and is answered. */
export function keepMirror(dataFolder: string, place: MirrorPlace): void {
  const port = parentPort
  if (port === null) throw new Error('a mirror is kept by a worker thread')
  let copy: MirrorCopy | null = null
  let size = 0
  let checkpointed = 0
  /** The last disposition that the log reports as done, and the one that the copy shows. */
  let done = -1
  let destroyed = -1
  /** Whether what the copy had when it was opened is known to be of this log. */
  let isChecked = false

  port.on('message', () => void attempt().then((reply) => port.postMessage(reply)))

  /** A place that fails is tried again from the start: what it holds is looked at anew. */
  async function attempt(): Promise<MirrorReply> {
    try {
      if (copy === null) {
        ;({ copy, destroyed } = await place.open())
        done = lastDone(dataFolder)
        checkpointed = 0
        size = copy.size
      }
      await follow(copy)
      isChecked = true
      if (done > destroyed) {
        const upTo = done
        copy = await place.renew(upTo, (next) => {
          checkpointed = 0
          return follow(next)
        })
        destroyed = upTo
      }
      size = copy.size
      return { size, fault: null }
    } catch (error) {
      if (copy !== null) place.drop()
      copy = null
      isChecked = false
      return { size, fault: error instanceof Error ? error.message : String(error) }
    }
  }

  async function follow(to: MirrorCopy): Promise<void> {
    const lastId = isChecked ? null : to.lastId
    await followForMirror(dataFolder, { size: to.size, lastId, checkpointed }, async ({ entries, checkpoints }) => {
      for (const entry of entries) {
        await to.add(entry)
        if (entry.type === 'disposition_done') done = entry.index
      }
      for (const { size: signed, note } of checkpoints) {
        to.checkpoint(note)
        checkpointed = signed
      }
      await to.sync()
    })
  }
}
