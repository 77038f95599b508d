import { StoreUnavailable } from '../core/ports.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { Interruption } from '../core/registry.ts'
import { DetectorFault } from '../redaction/detector-fault.ts'
import { AddressRefused } from '../upstream/address-guard.ts'
import { type Forwarding, forward } from '../upstream/forwarder.ts'
import { forwardedHeaders } from '../upstream/headers.ts'
import { UnreadableAnswer } from '../wires/answer-log.ts'
import { EventTooLarge } from '../wires/event-stream.ts'
import type { Answer } from '../wires/wire.ts'
import type { AnswerPath } from './answer-path.ts'
import type { ConductParts } from './conduct-parts.ts'
import { endExchange } from './end-exchange.ts'
import { errorCode } from './error-code.ts'
import { type Exchange, slot } from './exchange.ts'
import { openAnswer } from './open-answer.ts'
import { quotaRefusal } from './quota-refusal.ts'
import type { Outcome } from './recorder.ts'
import { AnswerTooLarge } from './released-answer.ts'
import type { Reply } from './reply.ts'
import { streamedAnswer } from './streamed-answer.ts'
import {
  detectorFailed,
  failureRefusal,
  gatewayFault,
  recordUnavailable,
  redirectRefusal,
  truncation,
  unreadableAnswer,
} from './upstream-refusals.ts'
import { type UpstreamHead, wholeAnswer } from './whole-answer.ts'

/** Larger answers are cut. Streams pass by and are never held whole; what is held has a smaller bound of its own. */
const ANSWER_BYTES_MAX = 1024 * 1024 * 1024

/**
 * Forwards a recorded prompt and brings the answer back: restored, scanned, labelled, recorded, released. Never rejects,
 * and ends the reply in every case: `finish` is the only end, the first who calls it decides, and whatever throws on the
 * way calls it.
 */
export async function conduct(exchange: Exchange, reply: Reply, parts: ConductParts): Promise<void> {
  const over = Promise.withResolvers<void>()
  const { signal } = exchange.open.abort
  let forwarding: Forwarding | null = null
  let head: UpstreamHead | null = null
  let firstByteAt: number | null = null
  let answer: Answer | null = null
  let path: AnswerPath | null = null
  let finishing = false

  const finish = (outcome: Outcome, refused: Refusal | null, error?: unknown): void => {
    if (finishing) return
    finishing = true
    forwarding?.abort()
    signal.removeEventListener('abort', interrupted)
    if (error !== undefined)
      parts.log.error({ event: 'exchange.failed', exchange: exchange.id, outcome, code: errorCode(error) })
    // Nothing came: there is nothing to pass on, and a refusal to show.
    path ??= wholeAnswer(exchange, null, null, reply, parts.format)
    endExchange({ exchange, reply, parts, path, head, answer, firstByteAt }, outcome, refused).then(
      over.resolve,
      over.resolve,
    )
  }
  /** Nothing thrown inside goes anywhere else than to the end. */
  const guarded = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      broke(error)
    }
  }
  const broke = (error: unknown): void => {
    if (error instanceof StoreUnavailable) return finish('fault', recordUnavailable(), error)
    const outcome = reply.opened ? 'truncated' : 'upstream_failed'
    if (error instanceof AnswerTooLarge) return finish(outcome, failureRefusal('too_large'), error)
    if (error instanceof UnreadableAnswer || error instanceof EventTooLarge)
      return finish(outcome, unreadableAnswer(), error)
    if (error instanceof DetectorFault) return finish('fault', detectorFailed(error), error)
    if (error instanceof AddressRefused) return finish('upstream_failed', failureRefusal('unavailable'), error)
    finish('fault', gatewayFault(), error)
  }
  const interrupted = (): void => {
    const reason: unknown = signal.reason
    if (reason instanceof Interruption && reason.refusal !== null) finish('cut', reason.refusal)
    else finish('client_left', null)
  }
  /** What came before the upstream's end is passed on first; whatever happens meanwhile overtakes it. */
  const upstreamEnded = (refused: Refusal | null): void => {
    path!.passed().then(() => finish(refused === null ? 'complete' : 'truncated', refused), broke)
  }
  const begin = (status: number, headers: Readonly<Record<string, string>>): void => {
    head = { status, headers }
    firstByteAt = parts.clock.now()
    if (status >= 300 && status < 400) return finish('upstream_failed', redirectRefusal())
    const encoding = headers['content-encoding'] ?? 'identity'
    if ((status > 200 && status < 300) || encoding !== 'identity') return finish('upstream_failed', unreadableAnswer())
    const isStream = status === 200 && /^text\/event-stream\b/i.test(headers['content-type'] ?? '')
    path = isStream
      ? streamedAnswer(exchange, answer!, head, {
          mode: slot(exchange, 'system').release,
          store: parts.store,
          reply,
          format: parts.format,
          piece: (fold, number) => parts.recorder.piece(exchange, fold, number),
          room: () => forwarding?.resume(),
          failed: broke,
        })
      : wholeAnswer(exchange, answer!, head, reply, parts.format)
  }

  guarded(() => {
    answer = openAnswer(exchange, parts, parts.clock.now())
    reply.onLeave((why) => finish(why === 'left' ? 'client_left' : 'client_stalled', null))
    if (signal.aborted) return interrupted()
    signal.addEventListener('abort', interrupted)
    if (finishing) return
    const { upstream } = slot(exchange, 'system')
    forwarding = forward(
      parts.egress.pool(upstream),
      {
        target: upstream,
        path: `${upstream.basePath}${slot(exchange, 'wire').upstreamPath}`,
        headers: forwardedHeaders(
          parts.credentialOf(upstream.credential),
          upstream.credentialHeader,
          slot(exchange, 'reading').stream,
        ),
        body: slot(exchange, 'forwardable').body,
        bodyBytesMax: ANSWER_BYTES_MAX,
      },
      {
        onHeaders: (status, headers) => guarded(() => begin(status, headers)),
        onData(chunk) {
          let room = true
          guarded(() => {
            if (finishing) return
            room = path!.push(chunk)
            const over = exchange.budget?.usedUp()
            if (over) exchange.open.abort.abort(new Interruption('quota', quotaRefusal(over)))
          })
          return room
        },
        onEnd: () => guarded(() => upstreamEnded(null)),
        onFailure: (failure, error) =>
          guarded(() => {
            parts.log.error({ event: 'upstream.failed', exchange: exchange.id, failure, code: errorCode(error) })
            if (head === null) finish('upstream_failed', failureRefusal(failure))
            else upstreamEnded(truncation(failure))
          }),
      },
    )
  })
  await over.promise
}
