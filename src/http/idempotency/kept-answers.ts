/** What a request was answered with, as it left. */
export interface KeptAnswer {
  readonly status: number
  readonly type: string | undefined
  readonly location: string | undefined
  readonly payload: string
}

/** A request under its key: on its way, or with its answer. */
export interface Sent {
  readonly digest: string
  /** Null: it isn’t answered yet. */
  answer: KeptAnswer | null
}

/** Answers kept at a time, and characters of one: who repeats a request does so soon, and what was made can be looked at. */
const KEPT_MAX = 1_000
const PAYLOAD_MAX = 64 * 1024

/** Answers of this process, the newest ones. */
export interface KeptAnswers {
  find(key: string): Sent | undefined
  begin(key: string, digest: string): void
  /** Kept when it is short enough; else a repetition is told that it was taken. */
  end(key: string, answer: KeptAnswer): void
  forget(key: string): void
}

export function createKeptAnswers(): KeptAnswers {
  const sent = new Map<string, Sent>()
  return {
    find: (key) => sent.get(key),
    begin(key, digest) {
      sent.set(key, { digest, answer: null })
    },
    end(key, answer) {
      const found = sent.get(key)
      // The oldest go first, and so does what is too long: the claim in the log stays.
      sent.delete(key)
      if (found === undefined || answer.payload.length > PAYLOAD_MAX) return
      found.answer = answer
      sent.set(key, found)
      for (const [oldest, { answer: kept }] of sent) {
        if (sent.size <= KEPT_MAX) break
        if (kept !== null) sent.delete(oldest)
      }
    },
    forget(key) {
      sent.delete(key)
    },
  }
}
