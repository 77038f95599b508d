/** RFC 8935 section 2.4: why a security event isn't taken. */
export type SignalError =
  | 'invalid_request'
  | 'invalid_key'
  | 'invalid_issuer'
  | 'invalid_audience'
  | 'authentication_failed'
  | 'access_denied'

/** A signal that isn't acted on; the description is told to whoever sent it. */
export class SignalRefused extends Error {
  override readonly name = 'SignalRefused'
  readonly error: SignalError
  constructor(error: SignalError, description: string) {
    super(description)
    this.error = error
  }
}

export function unreadable(description: string): SignalRefused {
  return new SignalRefused('invalid_request', description)
}

/** The signer's keys can't be had now: the sender is to try again, the signal isn't lost. */
export class SignalDeferred extends Error {
  override readonly name = 'SignalDeferred'
}
