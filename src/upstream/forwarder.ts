import type { Dispatcher } from 'undici'
import { failureOf } from './failure.ts'
import type { UpstreamFailure, UpstreamTarget } from './target.ts'
import type { Upstream } from './through-proxy.ts'

export interface ForwardRequest {
  readonly target: UpstreamTarget
  /** Path and query below the origin. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The exact bytes that were recorded. */
  readonly body: Buffer
  /** A larger answer is cut with `too_large`. */
  readonly bodyBytesMax: number
}

/** What happens on the way; exactly one of `onEnd` and `onFailure` is called, last, and neither after `abort`. */
export interface ForwardHandler {
  onHeaders(status: number, headers: Readonly<Record<string, string>>): void
  /** Returns false to pause the upstream; `resume` goes on. */
  onData(chunk: Buffer): boolean
  onEnd(): void
  onFailure(failure: UpstreamFailure, error: Error): void
}

export interface Forwarding {
  resume(): void
  /** Closes the upstream's socket, before the headers as well as after. The handler hears nothing more. */
  abort(): void
}

/**
 * Sends one request to one upstream, once: no redirect, and no retry either, since a model that was asked twice may act
 * twice. What undici had not begun to write when its connection closed goes out on another one; that is no repeat.
 */
export function forward(
  pool: Pick<Upstream, 'dispatch'>,
  request: ForwardRequest,
  handler: ForwardHandler,
): Forwarding {
  const { connectMs, firstByteMs, idleMs } = request.target.timeouts
  let controller: Dispatcher.DispatchController | null = null
  let ended = false
  let received = 0
  let hasHeaders = false
  let timer: NodeJS.Timeout | null = null
  let armedMs = 0

  const arm = (ms: number): void => {
    // Between two pieces of a stream the time is the same, and starting a timer again is far cheaper than making one.
    if (timer !== null && armedMs === ms) return void timer.refresh()
    disarm()
    armedMs = ms
    timer = setTimeout(() => fail('timeout', new Error('upstream timeout')), ms)
  }
  const disarm = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  /** True for the one who ends it. */
  const end = (): boolean => {
    if (ended) return false
    ended = true
    disarm()
    return true
  }
  const fail = (failure: UpstreamFailure, error: Error): void => {
    if (!end()) return
    controller?.abort(error)
    handler.onFailure(failure, error)
  }

  pool.dispatch(
    { method: 'POST', path: request.path, headers: request.headers, body: request.body, blocking: false },
    {
      onRequestStart(started) {
        controller = started
        // It waited for a connection and isn't wanted any more: nothing of it is written.
        if (ended) started.abort(new Error('aborted'))
        else arm(firstByteMs)
      },
      onResponseStart(_controller, status, headers) {
        // An interim response (103) is no answer yet.
        if (status < 200 || ended) return
        hasHeaders = true
        arm(idleMs)
        handler.onHeaders(status, singleValues(headers))
      },
      onResponseData(current, chunk) {
        if (ended) return
        received += chunk.length
        if (received > request.bodyBytesMax) return fail('too_large', new Error('upstream answer too large'))
        if (handler.onData(chunk)) {
          if (!ended) arm(idleMs)
          return
        }
        // While we wait for a slow client the upstream is not late.
        disarm()
        current.pause()
      },
      onResponseEnd() {
        if (end()) handler.onEnd()
      },
      onResponseError(_controller, error) {
        fail(failureOf(error, hasHeaders), error)
      },
    },
  )
  // With a connection at hand it has begun already, and its time runs.
  if (timer === null && !ended) arm(connectMs + firstByteMs)
  return {
    resume() {
      if (ended || controller === null) return
      arm(idleMs)
      controller.resume()
    },
    abort() {
      if (end()) controller?.abort(new Error('aborted'))
    },
  }
}

function singleValues(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const single: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return single
}
