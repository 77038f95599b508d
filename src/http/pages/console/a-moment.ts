import { setTimeout } from 'node:timers/promises'

/** What ends sooner is shown as it ends, and not how far it is, milliseconds. */
const AT_ONCE_MS = 1_000

/** Resolves when a job is over, or after a moment. */
export async function aMoment(over: Promise<void>): Promise<void> {
  const left = new AbortController()
  const moment = setTimeout(AT_ONCE_MS, undefined, { signal: left.signal }).catch(() => undefined)
  await Promise.race([over, moment])
  left.abort()
}
