import type { ServerResponse } from 'node:http'
import type { Reply } from '../pipeline/reply.ts'

/** A client that takes nothing of what waits for it for so long is gone, whatever its connection says. */
const STALLED_MS = 60_000

/**
 * Takes over a raw response: headers once, bytes in order, one end. Security headers are the caller's, in `open`.
 */
export function hijackedReply(raw: ServerResponse, stalledMs = STALLED_MS): Reply {
  let bytes = 0
  let ended = false
  let gone: 'left' | 'stalled' | null = null
  let leaveListener: ((why: 'left' | 'stalled') => void) | null = null
  let wake: (() => void) | null = null
  let patience: NodeJS.Timeout | undefined
  let listens = false

  const wait = (): void => {
    // Most replies never wait, and need nobody who listens for the end of waiting.
    if (!listens) {
      listens = true
      raw.on('drain', settle)
      raw.on('finish', settle)
    }
    patience ??= setTimeout(() => {
      leave('stalled')
      raw.destroy()
    }, stalledMs)
  }
  const settle = (): void => {
    clearTimeout(patience)
    patience = undefined
    wake?.()
    wake = null
  }
  const leave = (why: 'left' | 'stalled'): void => {
    settle()
    if (ended || gone !== null) return
    gone = why
    leaveListener?.(why)
  }
  raw.on('close', () => leave('left'))
  // A reset while we write is a client that left; `close` follows.
  raw.on('error', () => {})
  return {
    open(status, headers) {
      raw.writeHead(status, headers)
    },
    get opened() {
      return raw.headersSent
    },
    get bytes() {
      return bytes
    },
    write(chunk) {
      if (gone !== null || ended) return true
      bytes += chunk.length
      return raw.write(chunk)
    },
    drained() {
      if (gone !== null || !raw.writableNeedDrain) return Promise.resolve()
      wait()
      return new Promise((resolve) => {
        wake = resolve
      })
    },
    end(last) {
      if (ended) return
      ended = true
      if (last) bytes += last.length
      raw.end(last)
      // What is left in our buffers goes out, or the connection goes. Most answers are with the system by now.
      if (!raw.writableFinished && raw.writableLength > 0) wait()
    },
    destroy() {
      ended = true
      settle()
      raw.destroy()
    },
    onLeave(listener) {
      leaveListener = listener
      if (gone !== null) listener(gone)
      else if (raw.destroyed) leave('left')
    },
  }
}
