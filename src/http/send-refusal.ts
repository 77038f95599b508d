import type { FastifyReply, FastifyRequest } from 'fastify'

/** What is still taken of a body that was refused, so that its sender comes to read the answer. */
const DISCARDED_BYTES_MAX = 16 * 1024 * 1024

/** How long the connection stays after that, milliseconds. */
const LINGER_MS = 1_000

export interface RefusalAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Sends a refusal. A body that nobody reads must not hold the connection: an upload that can't succeed is stopped. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, answer: RefusalAnswer): FastifyReply {
  if (request.raw.complete) return reply.code(answer.status).headers(answer.headers).send(answer.body)
  answerAndLinger(request, reply, answer)
  return reply
}

/**
 * Answers a request whose body is still being sent. Closing at once would reset the connection (RFC 9112 9.6), and the
 * sender could lose the answer that tells why; so it is sent whole, and the connection lingers until the body has ended,
 * the sender has left, or its time is up.
 */
function answerAndLinger(request: FastifyRequest, reply: FastifyReply, answer: RefusalAnswer): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(answer.status, {
    ...(reply.getHeaders() as Record<string, string>),
    ...answer.headers,
    'content-length': answer.body.length,
    connection: 'close',
  })
  raw.write(answer.body)
  const end = (): void => {
    clearTimeout(timer)
    raw.end()
  }
  const timer = setTimeout(end, LINGER_MS).unref()
  let discarded = 0
  request.raw.on('data', (chunk: Buffer) => {
    discarded += chunk.length
    if (discarded > DISCARDED_BYTES_MAX) request.raw.pause()
  })
  request.raw.once('end', end)
  request.raw.once('close', end)
}
