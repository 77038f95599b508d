import { StoreUnavailable } from '../core/ports.ts'
import type { StateChange } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { Interruption } from '../core/registry.ts'
import type { Egress } from '../upstream/egress.ts'
import { forward } from '../upstream/forwarder.ts'
import { forwardedHeaders, passedBackHeaders } from '../upstream/headers.ts'
import type { UpstreamFailure } from '../upstream/target.ts'
import type { Answer, Step } from '../wires/wire.ts'
import { type AnswerPump, createPump, type Outlet } from './answer-pump.ts'
import { type Exchange, slot } from './exchange.ts'
import { openAnswer } from './open-answer.ts'
import type { Ending, Outcome } from './recorder.ts'
import type { PipelineParts } from './stage.ts'

/** The client's side, as `http` gives it. */
export interface Reply extends Outlet {
  open(status: number, headers: Readonly<Record<string, string>>): void
  readonly opened: boolean
  readonly bytes: number
  end(last?: Buffer): void
  destroy(): void
  onLeave(listener: () => void): void
}

/** How replies look; `http` knows headers, the wire knows errors. */
export interface ReplyFormat {
  /** Response headers of a success. */
  headers(exchange: Exchange): Record<string, string>
  refuse(exchange: Exchange, refused: Refusal): { status: number; headers: Record<string, string>; body: Buffer }
  errorEvent(exchange: Exchange, refused: Refusal, answer: Answer): Buffer
  /** An upstream's own error body with secrets removed. */
  upstreamError(text: string): string
}

export interface ConductParts extends PipelineParts {
  readonly egress: Egress
  readonly credentialOf: (reference: string) => string | null
  readonly log: { error(details: object, message?: string): void }
}

/** A whole JSON answer or error body larger than this is not held in memory. */
const ANSWER_BYTES_MAX = 256 * 1024 * 1024
const EMPTY = Buffer.alloc(0)

/**
 * Forwards a recorded prompt and brings the answer back: restored, scanned, labelled, recorded, released. Never rejects,
 * and ends the reply in every case: `finish` is the only end, and whatever throws on the way calls it.
 */
export function conduct(
  exchange: Exchange,
  reply: Reply,
  format: ReplyFormat,
  parts: ConductParts,
  store: Parameters<typeof createPump>[2],
): Promise<void> {
  return new Promise((resolve) => {
    const { abort } = exchange.open
    const system = slot(exchange, 'system')
    const answer = openAnswer(exchange, parts.engine, parts.clock.now())
    const whole: Buffer[] = []
    let status: number | null = null
    let upstreamHeaders: Readonly<Record<string, string>> = {}
    let pump: AnswerPump | null = null
    let firstByteAt: number | null = null
    let finishing = false
    let upstream = { resume() {} }

    const finish = (outcome: Outcome, refused: Refusal | null, error?: unknown): void => {
      if (finishing) return
      finishing = true
      if (error !== undefined)
        parts.log.error({ event: 'exchange.failed', exchange: exchange.id, outcome, code: codeOf(error) })
      if (!abort.signal.aborted) abort.abort(new Interruption('client_left', null))
      end(outcome, refused)
        .catch(async (fault: unknown) => {
          parts.log.error({ event: 'exchange.fault', exchange: exchange.id, code: codeOf(fault) })
          if (!(fault instanceof StoreUnavailable)) await recordFault().catch(() => {})
          endUnrecorded(fault)
        })
        .finally(resolve)
    }
    // What was received is kept even when it couldn't be understood.
    const recordFault = (): Promise<void> => {
      const { body, out } = pump?.recorded() ?? { body: Buffer.concat(whole), out: [] }
      return parts.recorder.ending(exchange, { ...ending('fault', null, body, out), facts: null })
    }
    // After a fault nothing more is known than that the record isn't certain: say so, in the way that is still open.
    const endUnrecorded = (fault: unknown): void => {
      try {
        const refused =
          fault instanceof StoreUnavailable
            ? refusal('record_unavailable', { retryAfterSeconds: 1 })
            : unreadableAnswer()
        if (reply.opened) reply.end(format.errorEvent(exchange, refused, answer))
        else sendRefusal(refused)
      } catch {
        reply.destroy()
      }
    }
    const sendRefusal = (refused: Refusal): void => {
      const { status: code, headers, body } = format.refuse(exchange, refused)
      reply.open(code, headers)
      reply.end(body)
    }
    const guarded = (work: () => void): void => {
      try {
        work()
      } catch (error) {
        finish('fault', unreadableAnswer(), error)
      }
    }

    const end = async (outcome: Outcome, refused: Refusal | null): Promise<void> => {
      if (pump) await endStream(pump, outcome, refused)
      else await endWhole(outcome, refused)
    }
    const endStream = async (stream: AnswerPump, outcome: Outcome, refused: Refusal | null): Promise<void> => {
      let last: Step | null = null
      let shown = refused
      if (outcome === 'complete' || outcome === 'truncated') {
        await stream.idle()
        last = answer.end()
        if (outcome === 'complete' && !answer.facts().complete) {
          outcome = 'truncated'
          shown = truncation()
        }
      } else {
        stream.stop()
        await stream.idle().catch(() => {})
      }
      const event = shown === null ? EMPTY : format.errorEvent(exchange, shown, answer)
      const released = last === null ? event : shown === null ? last.released : Buffer.concat([last.released, event])
      stream.conclude({ body: last?.body ?? EMPTY, released })
      const { body, out } = stream.recorded()
      await parts.recorder.ending(exchange, ending(outcome, shown, body, out))
      if (outcome === 'client_left') return reply.destroy()
      if (!reply.opened) reply.open(200, streamHeaders())
      const held = stream.held()
      reply.end(held.length === 0 ? released : Buffer.concat([held, released]))
    }
    const endWhole = async (outcome: Outcome, refused: Refusal | null): Promise<void> => {
      const received = whole.length === 1 ? whole[0]! : Buffer.concat(whole)
      if (refused !== null || outcome === 'client_left') {
        await parts.recorder.ending(exchange, ending(outcome, refused, received, []))
        return refused === null || outcome === 'client_left' ? reply.destroy() : sendRefusal(refused)
      }
      const step = status === 200 ? answer.json(received) : upstreamErrorStep(received)
      const out = step.body.equals(step.released)
        ? []
        : [{ start: 0, end: step.body.length, text: step.released.toString('utf8') }]
      const kind = status === 200 ? 'complete' : 'upstream_error'
      await parts.recorder.ending(exchange, ending(kind, null, step.body, out))
      reply.open(status ?? 200, {
        ...format.headers(exchange),
        ...passedBackHeaders(upstreamHeaders),
        'content-type': 'application/json',
        'content-length': String(step.released.length),
      })
      reply.end(step.released)
    }
    const upstreamErrorStep = (received: Buffer): Step => ({
      body: received,
      released: Buffer.from(format.upstreamError(received.toString('utf8'))),
    })
    const ending = (outcome: Outcome, refused: Refusal | null, body: Buffer, out: Ending['out']): Ending => {
      const facts = status === 200 ? answer.facts() : null
      return {
        outcome,
        upstreamStatus: status,
        upstreamId: upstreamHeaders['x-request-id'] ?? null,
        body,
        out,
        facts,
        refusal: refused,
        firstByteMs: firstByteAt === null ? null : firstByteAt - exchange.startedAt,
        state: endingState(exchange, facts, parts),
        disclosure: exchange.disclosure?.meta ?? null,
        deliveredBytes: reply.bytes,
      }
    }
    const streamHeaders = (): Record<string, string> => ({
      ...format.headers(exchange),
      ...passedBackHeaders(upstreamHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    })
    const startStream = (): void => {
      const outlet: Outlet = {
        write(bytes) {
          if (!reply.opened) reply.open(200, streamHeaders())
          return reply.write(bytes)
        },
        drained: () => reply.drained(),
      }
      pump = createPump(exchange.id, system.release, store, outlet, {
        room: () => upstream.resume(),
        failed: (error) => finish('fault', refusal('record_unavailable', { retryAfterSeconds: 1 }), error),
      })
    }

    reply.onLeave(() => {
      abort.abort(new Interruption('client_left', null))
      finish('client_left', null)
    })
    abort.signal.addEventListener('abort', () => {
      const reason: unknown = abort.signal.reason
      if (reason instanceof Interruption && reason.kind !== 'client_left') finish('cut', reason.refusal)
    })
    guarded(() => {
      upstream = forward(
        parts.egress.pool(system.upstream),
        {
          target: system.upstream,
          path: `${system.upstream.basePath}${slot(exchange, 'wire').upstreamPath}`,
          headers: forwardedHeaders(
            parts.credentialOf(system.upstream.credential),
            system.upstream.credentialHeader,
            slot(exchange, 'reading').stream,
          ),
          body: slot(exchange, 'forwardable').body,
          signal: abort.signal,
          bodyBytesMax: ANSWER_BYTES_MAX,
        },
        {
          onHeaders(code, headers) {
            status = code
            upstreamHeaders = headers
            firstByteAt = parts.clock.now()
            if (code >= 300 && code < 400)
              return finish(
                'upstream_failed',
                refusal('upstream_unavailable', {
                  rule: 'no-redirects',
                  message: 'The AI system answered with a redirect, which is not followed.',
                }),
              )
            if (code === 200 && /^text\/event-stream\b/i.test(headers['content-type'] ?? '')) guarded(startStream)
          },
          onData(chunk) {
            if (finishing) return true
            if (pump === null) {
              whole.push(chunk)
              return true
            }
            let room = true
            guarded(() => {
              const step = answer.push(chunk)
              if (step !== null) room = pump!.push(step)
            })
            return room
          },
          onEnd: () => finish('complete', null),
          onFailure(failure, error) {
            if (failure === null) return
            if (pump !== null) finish('truncated', truncation(failure), error)
            else finish('upstream_failed', failureRefusal(failure), error)
          },
        },
      )
    })
  })
}

function endingState(exchange: Exchange, facts: Ending['facts'], { quotas }: PipelineParts): StateChange[] {
  const changes: StateChange[] = []
  const principal = slot(exchange, 'principal')
  if (exchange.reservation) {
    changes.push(...quotas.settle(exchange.reservation, facts?.usage?.total ?? null))
    delete exchange.reservation
  }
  for (const item of facts?.items ?? [])
    changes.push({ kind: 'released-item', key: `${principal.key}|${item.id}`, value: { exchange: exchange.id } })
  for (const digest of facts?.blobs ?? [])
    changes.push({ kind: 'released-blob', key: `${principal.key}|${digest}`, value: true })
  return changes
}

function unreadableAnswer(): Refusal {
  return refusal('upstream_unavailable', {
    rule: 'answer-readable',
    message: 'The AI system’s answer could not be read.',
  })
}

function truncation(failure: UpstreamFailure = 'truncated'): Refusal {
  const code = failure === 'timeout' ? 'upstream_timeout' : 'upstream_unavailable'
  return refusal(code, {
    rule: 'truncated',
    message: 'The AI system’s answer broke off; what was received is not whole.',
  })
}

function failureRefusal(failure: UpstreamFailure): Refusal {
  switch (failure) {
    case 'tls':
      return refusal('upstream_tls')
    case 'timeout':
      return refusal('upstream_timeout')
    case 'too_large':
      return refusal('upstream_unavailable', {
        rule: 'answer-too-large',
        message: 'The AI system’s answer is too large to be recorded.',
      })
    case 'unavailable':
    case 'truncated':
      return refusal('upstream_unavailable')
  }
}

/** What may be said of an error in a log: its class or code, never its message, which could hold text. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
