import type { Socket } from 'node:net'

const STREAM_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'

/** One reply at socket level: what is written is what the client's socket receives. */
export class RawReply {
  readonly socket: Socket
  /** Resolves when the connection is gone, whoever closed it. */
  readonly closed: Promise<void>
  #acceptedBytes = 0

  constructor(socket: Socket) {
    this.socket = socket
    this.closed = new Promise((resolve) => {
      if (socket.destroyed) resolve()
      else socket.once('close', () => resolve())
    })
  }

  /** Bytes that the kernel has taken so far. */
  get acceptedBytes(): number {
    return this.#acceptedBytes
  }

  /** Resolves once the kernel has taken the bytes; rejects when the connection is gone. */
  write(bytes: string | Uint8Array): Promise<void> {
    const data = Buffer.from(bytes as string)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.socket.write(data, (error) => {
      // A write that was under way when the connection went is called back without an error.
      if (error || this.socket.destroyed) {
        reject(error ?? new Error('the connection is gone'))
        return
      }
      this.#acceptedBytes += data.length
      resolve()
    })
    return promise
  }

  /** A whole answer with its length. */
  answer(status: number, headers: Readonly<Record<string, string>>, body: string | Uint8Array = ''): Promise<void> {
    const bytes = Buffer.from(body as string)
    const fields = { ...headers, 'content-length': String(bytes.length) }
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
    return this.write(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Scripted\r\n${lines.join('')}\r\n`), bytes]))
  }

  json(status: number, body: unknown): Promise<void> {
    return this.answer(status, { 'content-type': 'application/json' }, JSON.stringify(body))
  }

  redirect(location: string): Promise<void> {
    return this.answer(302, { location })
  }

  /** The head of an event stream; its body is written with `chunk` and ended with `endChunks`. */
  beginEvents(): Promise<void> {
    return this.write(STREAM_HEAD)
  }

  chunk(bytes: string | Uint8Array): Promise<void> {
    const data = Buffer.from(bytes as string)
    return this.write(Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]))
  }

  endChunks(): Promise<void> {
    return this.write('0\r\n\r\n')
  }

  /** A whole event stream, each part a chunk of its own. */
  async events(parts: readonly (string | Uint8Array)[]): Promise<void> {
    await this.beginEvents()
    for (const part of parts) await this.chunk(part)
    await this.endChunks()
  }

  /** One write, and one chunk, for every byte. */
  async chunkByteByByte(bytes: string | Uint8Array): Promise<void> {
    for (const byte of Buffer.from(bytes as string)) await this.chunk(Uint8Array.of(byte))
  }

  /** Streams so many bytes as fast as they are taken, no faster; ends early, without error, when the client leaves. */
  async flood(totalBytes: number, block: string | Uint8Array): Promise<number> {
    const data = Buffer.from(block as string)
    try {
      for (let left = totalBytes; left > 0; left -= data.length) await this.chunk(data.subarray(0, left))
    } catch {
      // The client left: what it had taken is the answer.
    }
    return this.#acceptedBytes
  }

  /** The connection ends as a process ends that stops in good order. */
  end(): void {
    this.socket.end()
  }

  /** The connection ends as a crash ends it. */
  reset(): void {
    this.socket.resetAndDestroy()
  }
}
