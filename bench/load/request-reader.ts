const BLANK_LINE = Buffer.from('\r\n\r\n')
const TAIL_BYTES = 96

/** Calls back with the last bytes of each whole request. Bodies have a length; nothing else is understood. */
export function createRequestReader(onRequest: (tail: string) => void): (chunk: Buffer) => void {
  let head: Buffer = Buffer.alloc(0)
  /** Bytes of the body still to come; -1 while the head is read. */
  let left = -1
  let tail = ''
  return function read(chunk) {
    let at = 0
    while (at < chunk.length) {
      if (left < 0) {
        head = head.length === 0 ? chunk.subarray(at) : Buffer.concat([head, chunk.subarray(at)])
        const end = head.indexOf(BLANK_LINE)
        if (end < 0) return
        const length = /\ncontent-length: *(\d+)/i.exec(head.toString('latin1', 0, end))
        left = length === null ? 0 : Number(length[1])
        at = chunk.length - (head.length - end - 4)
        head = Buffer.alloc(0)
        tail = ''
      }
      const taken = Math.min(left, chunk.length - at)
      left -= taken
      at += taken
      if (left <= TAIL_BYTES)
        tail = (tail + chunk.toString('latin1', Math.max(at - TAIL_BYTES, at - taken), at)).slice(-TAIL_BYTES)
      if (left > 0) return
      left = -1
      onRequest(tail)
    }
  }
}
