import type { Dispatcher, Pool } from 'undici'
import type { UpstreamFailure, UpstreamTarget } from './target.ts'

export interface ForwardRequest {
  readonly target: UpstreamTarget
  /** Path and query below the origin. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The exact bytes that were recorded. */
  readonly body: Buffer
  /** Aborting closes the upstream's socket, before the headers as well as after. */
  readonly signal: AbortSignal
  /** A larger answer is cut with `too_large`. */
  readonly bodyBytesMax: number
}

/** What happens on the way; exactly one of `onEnd` and `onFailure` is called, last. */
export interface ForwardHandler {
  onHeaders(status: number, headers: Readonly<Record<string, string>>): void
  /** Returns false to pause the upstream; call the `resume` given to `onStart` to go on. */
  onData(chunk: Buffer): boolean
  onEnd(): void
  /** After an abort through the signal `failure` is null. */
  onFailure(failure: UpstreamFailure | null, error: Error): void
}

/** Sends one request to one upstream, once: no retry, no redirect. Returns `resume` for back-pressure. */
export function forward(pool: Pool, request: ForwardRequest, handler: ForwardHandler): { resume(): void } {
  const { target, signal } = request
  let controller: Dispatcher.DispatchController | null = null
  let stop: ((error: Error) => void) | null = null
  let ended = false
  let received = 0
  let hasHeaders = false
  let timedOut = false
  let timer: NodeJS.Timeout | undefined

  const arm = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timedOut = true
      abort(new Error('upstream timeout'))
    }, ms)
  }
  const abort = (error: Error): void => {
    if (controller) controller.abort(error)
    else if (stop) stop(error)
    else fail(error)
  }
  const fail = (error: Error): void => {
    if (ended) return
    ended = true
    settle()
    handler.onFailure(
      signal.aborted ? null : failureOf(error, timedOut, hasHeaders, received > request.bodyBytesMax),
      error,
    )
  }
  const settle = (): void => {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
  const onAbort = (): void => {
    const error = signal.reason instanceof Error ? signal.reason : new Error('aborted')
    abort(error)
    // A request that still waits for a connection has nothing to abort yet: answer at once, and drop it when it starts.
    fail(error)
  }
  if (signal.aborted) {
    queueMicrotask(() => fail(new Error('aborted')))
    return { resume() {} }
  }
  signal.addEventListener('abort', onAbort, { once: true })
  arm(target.timeouts.connectMs + target.timeouts.firstByteMs)

  pool.dispatch(
    { method: 'POST', path: request.path, headers: request.headers, body: request.body, blocking: false },
    {
      onRequestStart(started) {
        controller = started
        if (ended) started.abort(new Error('aborted'))
      },
      onResponseStart(_controller, status, headers) {
        // An interim response (103) is no answer yet.
        if (status < 200 || ended) return
        hasHeaders = true
        arm(target.timeouts.idleMs)
        handler.onHeaders(status, singleValues(headers))
      },
      onResponseData(current, chunk) {
        if (ended) return
        received += chunk.length
        if (received > request.bodyBytesMax) {
          current.abort(new Error('upstream answer too large'))
          return
        }
        if (handler.onData(chunk)) arm(target.timeouts.idleMs)
        else {
          // While we wait for a slow client the upstream is not late.
          clearTimeout(timer)
          current.pause()
        }
      },
      onResponseEnd() {
        if (ended) return
        ended = true
        settle()
        handler.onEnd()
      },
      onResponseError(_controller, error) {
        fail(error)
      },
    },
  )
  stop = fail
  return {
    resume() {
      if (ended || !controller) return
      arm(target.timeouts.idleMs)
      controller.resume()
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

const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/

function failureOf(error: Error, timedOut: boolean, hasHeaders: boolean, tooLarge: boolean): UpstreamFailure {
  if (tooLarge) return 'too_large'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (timedOut && !hasHeaders) return 'timeout'
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout'
  if (TLS_CODES.test(code)) return 'tls'
  return hasHeaders ? 'truncated' : 'unavailable'
}
