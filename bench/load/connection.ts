import { connect, type Socket } from 'node:net'

/** What a connection tells of the reply it waits for. */
export interface ReplyListener {
  /** A piece of a stream's body, as text. */
  onPiece?(text: string): void
  onEnd(status: number): void
}

/** One kept-alive connection that asks one thing at a time. Knows just enough HTTP to see where a reply ends. */
export interface Connection {
  send(pieces: readonly Buffer[], listener: ReplyListener): void
  close(): void
}

const BLANK_LINE = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n')
/** What a broken connection counts as. */
export const BROKEN = 0

export function openConnection(port: number): Connection {
  let socket: Socket | null = null
  let listener: ReplyListener | null = null
  let head: Buffer | null = null
  let status = 0
  /** Bytes of the body still to come; -1: chunked. */
  let left = 0
  let inBody = false

  function finish(code: number): void {
    const done = listener
    listener = null
    inBody = false
    done?.onEnd(code)
  }

  function receive(chunk: Buffer): void {
    let body = chunk
    if (!inBody) {
      const all = head === null ? chunk : Buffer.concat([head, chunk])
      const end = all.indexOf(BLANK_LINE)
      head = end < 0 ? all : null
      if (end < 0) return
      const text = all.toString('latin1', 0, end)
      status = Number(text.slice(9, 12))
      const length = /\ncontent-length: *(\d+)/i.exec(text)
      left = length === null ? -1 : Number(length[1])
      inBody = true
      body = all.subarray(end + 4)
    }
    if (left < 0) {
      if (body.length > 0) listener?.onPiece?.(body.toString('latin1'))
      if (
        body.length >= 5 &&
        (body.length < 7 ? body.equals(LAST_CHUNK.subarray(2)) : body.subarray(-7).equals(LAST_CHUNK))
      )
        finish(status)
      return
    }
    left -= body.length
    if (left <= 0) finish(status)
  }

  function open(): Socket {
    const fresh = connect(port, '127.0.0.1')
    fresh.setNoDelay(true)
    fresh.on('data', receive)
    fresh.on('error', () => fresh.destroy())
    fresh.on('close', () => {
      if (socket === fresh) socket = null
      head = null
      if (listener !== null) finish(BROKEN)
    })
    return fresh
  }

  return {
    send(pieces, reply) {
      listener = reply
      socket ??= open()
      const out = socket
      out.cork()
      for (const piece of pieces) out.write(piece)
      out.uncork()
    },
    close() {
      listener = null
      socket?.destroy()
    },
  }
}
