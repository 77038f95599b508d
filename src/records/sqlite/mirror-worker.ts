import { workerData } from 'node:worker_threads'
import { renewCopy, shownDestruction } from '../copy/renew-copy.ts'
import { openCopyWriter } from '../copy/write-copy.ts'
import type { MirrorSettings } from '../mirror.ts'
import { keepMirror } from './keep-mirror.ts'

const { dataFolder, mirrorFolder } = workerData as MirrorSettings
let open: ReturnType<typeof openCopyWriter>

/** A folder on a second disk. */
keepMirror(dataFolder, {
  async open() {
    open = openCopyWriter(mirrorFolder)
    return { copy: open, destroyed: shownDestruction(mirrorFolder) }
  },
  async renew(upTo, fill) {
    open.close()
    await renewCopy(mirrorFolder, upTo, async (folder) => {
      const next = openCopyWriter(folder)
      await fill(next)
      next.close()
    })
    open = openCopyWriter(mirrorFolder)
    return open
  },
  drop() {
    try {
      open.close()
    } catch {
      // It is this disk that fails.
    }
  },
})
