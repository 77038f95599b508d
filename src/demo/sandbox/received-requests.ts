import type { IncomingHttpHeaders } from 'node:http'

const REQUESTS_MAX = 1000

export interface ReceivedRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** The body's text; bytes that aren't UTF-8 show as U+FFFD. */
  readonly body: string
}

/** What arrived, oldest first; only the newest thousand. */
export class RequestLog extends Array<ReceivedRequest> {
  /** What `map` and `filter` give is a plain array. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  add(request: ReceivedRequest): void {
    if (this.length >= REQUESTS_MAX) this.shift()
    this.push(request)
  }

  clear(): void {
    this.length = 0
  }
}
