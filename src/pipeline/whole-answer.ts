import type { Refusal } from '../core/refusal-codes.ts'
import { passedBackHeaders } from '../upstream/headers.ts'
import type { Answer, Step } from '../wires/wire.ts'
import { type AnswerContent, type ByteMeter, createByteMeter, wholeContent } from './answer-content.ts'
import type { AnswerPath, Closing } from './answer-path.ts'
import type { Exchange } from './exchange.ts'
import type { Outcome } from './recorder.ts'
import { AnswerTooLarge, HELD_BYTES_MAX } from './released-answer.ts'
import type { Reply, ReplyFormat } from './reply.ts'
import { failureRefusal } from './upstream-refusals.ts'

/** What the upstream said first. */
export interface UpstreamHead {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

const EMPTY = Buffer.alloc(0)

/** A JSON answer, or an upstream's error: judged, recorded and released in one piece. `head` null: nothing came. */
export function wholeAnswer(
  exchange: Exchange,
  answer: Answer | null,
  head: UpstreamHead | null,
  reply: Reply,
  format: ReplyFormat,
): AnswerPath {
  /** Of an answer that is too long to be held; the digest of any other is taken in one go at the end. */
  let meter: ByteMeter | null = null
  let chunks: Buffer[] = []
  let bytes = 0
  const refuse = (refused: Refusal): void => {
    const { status, headers, body } = format.refuse(exchange, refused)
    reply.open(status, headers)
    reply.end(body)
  }
  const received = (): AnswerContent | null => {
    if (head === null) return null
    if (bytes <= HELD_BYTES_MAX) return wholeContent({ body: Buffer.concat(chunks), released: EMPTY })
    return { body: (meter ?? createByteMeter()).with(EMPTY), released: createByteMeter().with(EMPTY), held: null }
  }
  const breakOff = (outcome: Outcome, refused: Refusal | null): Closing => ({
    outcome,
    refused,
    content: received(),
    show: () => (refused === null ? reply.destroy() : refuse(refused)),
  })
  return {
    push(chunk) {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes <= HELD_BYTES_MAX) return true
      meter ??= createByteMeter()
      for (const held of chunks) meter.add(held)
      chunks = []
      throw new AnswerTooLarge(`an answer of more than ${HELD_BYTES_MAX} bytes`)
    },
    passed: async () => {},
    end(refused) {
      if (refused !== null || head === null || answer === null)
        return breakOff('upstream_failed', refused ?? failureRefusal('unavailable'))
      const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      const isError = head.status !== 200
      const step: Step = isError
        ? { body: whole, released: Buffer.from(format.upstreamError(whole.toString('utf8'))) }
        : answer.json(whole)
      return {
        outcome: isError ? 'upstream_error' : 'complete',
        refused: null,
        content: wholeContent(step),
        show() {
          reply.open(head.status, {
            ...format.headers(exchange),
            ...passedBackHeaders(head.headers),
            'content-type': 'application/json',
            'content-length': String(step.released.length),
          })
          reply.end(step.released)
        },
      }
    },
    stop: async () => {},
    breakOff,
  }
}
