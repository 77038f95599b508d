import { open } from 'node:fs/promises'
import type { Sink } from './sink.ts'

/**
 * Adds lines to a file, durably. It is opened for each batch, so that whoever rotates it only has to rename it. A line that
 * was torn by a crash is ended first, and comes again whole.
 */
export function fileSink(path: string): Sink {
  return {
    async send({ lines }) {
      const file = await open(path, 'a+', 0o640)
      try {
        const { size } = await file.stat()
        const last = size === 0 ? '\n' : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString()
        await file.appendFile(`${last === '\n' ? '' : '\n'}${lines.join('\n')}\n`)
        await file.datasync()
      } finally {
        await file.close()
      }
    },
    close: () => undefined,
  }
}
