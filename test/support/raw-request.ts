import { connect } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends bytes exactly as given on a connection of their own and reads the answer until the server ends it. */
export function sendRaw(url: string, ...pieces: (string | Uint8Array)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const chunks: Buffer[] = []
  const socket = connect(Number(port), hostname)
  for (const piece of pieces) socket.write(piece)
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    const answer = parse(Buffer.concat(chunks))
    if (answer !== null) {
      resolve(answer)
      socket.destroy()
    }
  })
  // A server that refuses stops reading; that our bytes have nowhere to go then is no failure.
  socket.on('error', () => {})
  socket.on('close', () => reject(new Error(`closed without an answer: ${Buffer.concat(chunks).toString('utf8')}`)))
  return promise
}

function parse(bytes: Buffer): RawAnswer | null {
  const text = bytes.toString('utf8')
  const split = text.indexOf('\r\n\r\n')
  if (split < 0) return null
  const [first = '', ...lines] = text.slice(0, split).split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = bytes.subarray(Buffer.byteLength(text.slice(0, split)) + 4)
  if (body.length < Number(headers['content-length'] ?? 0)) return null
  return { status: Number(first.split(' ')[1]), headers, body: body.toString('utf8') }
}
