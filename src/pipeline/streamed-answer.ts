import type { Refusal } from '../core/refusal-codes.ts'
import { passedBackHeaders } from '../upstream/headers.ts'
import type { Answer, Step } from '../wires/wire.ts'
import type { AnswerPath, Closing } from './answer-path.ts'
import { type AnswerPump, createPump, type PumpParts, type ReleaseMode } from './answer-pump.ts'
import type { Exchange } from './exchange.ts'
import type { Outcome } from './recorder.ts'
import type { Reply, ReplyFormat } from './reply.ts'
import { truncation } from './upstream-refusals.ts'
import type { UpstreamHead } from './whole-answer.ts'

const EMPTY = Buffer.alloc(0)

export interface StreamParts extends Pick<PumpParts, 'store' | 'piece' | 'room' | 'failed'> {
  readonly mode: ReleaseMode
  readonly reply: Reply
  readonly format: ReplyFormat
}

/** An event stream: its pieces leave as the release mode allows, its end only after the record. */
export function streamedAnswer(exchange: Exchange, answer: Answer, head: UpstreamHead, parts: StreamParts): AnswerPath {
  const { mode, reply, format } = parts
  const open = (): void => {
    if (reply.opened) return
    reply.open(200, {
      ...format.headers(exchange),
      ...passedBackHeaders(head.headers),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
  }
  const pump: AnswerPump = createPump({
    ...parts,
    id: exchange.id,
    outlet: {
      write(bytes) {
        open()
        return reply.write(bytes)
      },
      drained: () => reply.drained(),
    },
  })
  const close = (outcome: Outcome, refused: Refusal | null, last: Step): Closing => {
    // Nothing was shown yet: an answer with an error's status says more than an event in a stream.
    if (refused !== null && !reply.opened && last.released.length === 0) return refuse(outcome, refused, last)
    const event = refused === null ? EMPTY : errorEvent(refused)
    const released = event === null ? last.released : Buffer.concat([last.released, event])
    return {
      outcome,
      refused,
      content: pump.content({ body: last.body, released }),
      show() {
        // An error that can't even be said: a broken connection is the honest sign left.
        if (event === null) return reply.destroy()
        open()
        const held = pump.held()
        reply.end(held.length === 0 ? released : Buffer.concat([held, released]))
      },
    }
  }
  const errorEvent = (refused: Refusal): Buffer | null => {
    try {
      return format.errorEvent(exchange, refused, answer)
    } catch {
      return null
    }
  }
  const refuse = (outcome: Outcome, refused: Refusal, last: Step): Closing => ({
    outcome,
    refused,
    content: pump.content({ body: last.body, released: EMPTY }, true),
    show() {
      const { status, headers, body } = format.refuse(exchange, refused)
      reply.open(status, headers)
      reply.end(body)
    },
  })
  /** What the upstream's end still gave: recorded also when it can't be shown any more. */
  let flushed: Buffer = EMPTY
  return {
    push(chunk) {
      const step = answer.push(chunk)
      return step === null ? true : pump.push(step)
    },
    passed: () => pump.idle(),
    end(refused) {
      const last = answer.end()
      flushed = last.body
      if (refused === null && answer.facts().complete) return close('complete', null, last)
      const why = refused ?? truncation('truncated')
      // All or nothing: half an answer isn't what `buffer` was chosen for.
      return mode === 'buffer' ? refuse('truncated', why, last) : close('truncated', why, last)
    },
    stop: () => pump.stop(),
    breakOff(outcome, refused) {
      if (refused !== null) return close(outcome, refused, { body: flushed, released: EMPTY })
      const content = pump.content({ body: flushed, released: EMPTY }, mode === 'buffer')
      return { outcome, refused, content, show: () => reply.destroy() }
    },
  }
}
