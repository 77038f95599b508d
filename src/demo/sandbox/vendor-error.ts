interface VendorErrorDetail {
  readonly type?: string
  readonly param?: string | null
  readonly code?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** A refusal as the vendor words it; the SDKs build their error classes from the status and these fields. */
export class VendorError extends Error {
  readonly status: number
  readonly type: string
  readonly param: string | null
  readonly code: string | null
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, message: string, detail: VendorErrorDetail = {}) {
    super(message)
    this.status = status
    this.type = detail.type ?? 'invalid_request_error'
    this.param = detail.param ?? null
    this.code = detail.code ?? null
    this.headers = detail.headers ?? {}
  }

  body(): { error: { message: string; type: string; param: string | null; code: string | null } } {
    return { error: { message: this.message, type: this.type, param: this.param, code: this.code } }
  }
}

export function invalid(message: string, param: string | null, code: string | null = null): VendorError {
  return new VendorError(400, message, { param, code })
}

/** The error that `/status` asks for. */
export function errorOfStatus(status: number): VendorError {
  if (status === 429) {
    return new VendorError(429, 'Rate limit reached for the sandbox model. Please try again in 1s.', {
      type: 'requests',
      code: 'rate_limit_exceeded',
      headers: { 'retry-after': '1', 'retry-after-ms': '1' },
    })
  }
  if (status >= 500) {
    return new VendorError(status, 'The server had an error while processing your request. Sorry about that!', {
      type: 'server_error',
      code: status === 503 ? 'service_unavailable' : null,
    })
  }
  return new VendorError(status, `The sandbox model was asked to answer with status ${status}.`)
}
