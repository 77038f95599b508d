import type { ServerResponse } from 'node:http'
import type { Outlet } from '../pipeline/answer-pump.ts'

/** The client's side of one exchange after the hijack: headers once, bytes in order, one end. */
export interface ExchangeReply extends Outlet {
  /** Writes status and headers; a second call is a bug. */
  open(status: number, headers: Readonly<Record<string, string>>): void
  readonly opened: boolean
  /** Bytes handed to the socket. */
  readonly bytes: number
  /** The client closed its connection before the end. */
  readonly left: boolean
  /** Ends the reply, after `last` if given. Idempotent. */
  end(last?: Buffer): void
  /** Breaks the connection: the only honest sign left when even an error event can't be written. */
  destroy(): void
  onLeave(listener: () => void): void
}

/** Takes over a raw response. Security headers are the caller's, in `open`. */
export function hijackedReply(raw: ServerResponse): ExchangeReply {
  let bytes = 0
  let ended = false
  let left = false
  let leaveListener: (() => void) | null = null
  let wake: (() => void) | null = null
  raw.on('close', () => {
    wake?.()
    if (raw.writableFinished || ended) return
    left = true
    leaveListener?.()
  })
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
    get left() {
      return left
    },
    write(chunk) {
      if (left || ended) return true
      bytes += chunk.length
      return raw.write(chunk)
    },
    drained() {
      if (left || !raw.writableNeedDrain) return Promise.resolve()
      return new Promise((resolve) => {
        wake = resolve
        raw.once('drain', resolve)
      })
    },
    end(last) {
      if (ended) return
      ended = true
      if (last) bytes += last.length
      raw.end(last)
    },
    destroy() {
      ended = true
      raw.destroy()
    },
    onLeave(listener) {
      leaveListener = listener
      if (left) listener()
    },
  }
}
