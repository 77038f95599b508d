/** An exchange: one prompt and its response. A UUIDv7 (RFC 9562 5.7); the value of `AI-Record` and `x-request-id`. */
export type ExchangeId = string & { readonly __brand: 'ExchangeId' }

/** One entry of the log: a UUIDv7. An exchange has two entries or more. */
export type EntryId = string & { readonly __brand: 'EntryId' }

/** Gives ids; ordered by time within one process. */
export interface IdSource {
  exchangeId(): ExchangeId
  entryId(): EntryId
}

/** The only way to the time: milliseconds since the epoch, UTC. */
export interface Clock {
  now(): number
}
