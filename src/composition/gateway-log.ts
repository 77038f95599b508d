import { type Logger, pino } from 'pino'

/** How many characters of log lines are written together. */
const GATHERED_CHARS = 65_536

/** The longest that a log line waits, milliseconds. */
const FLUSH_MS = 500

export interface GatewayLog {
  readonly log: Logger
  /** Writes what was gathered. */
  close(): Promise<void>
}

export interface LogOptions {
  readonly level?: string | undefined
  /** Where lines go; standard output when absent. */
  readonly stream?: { write(line: string): void } | undefined
}

/** The log of the process. Lines gather for a moment: a write of its own for each exchange is dear, and the log of record is another. */
export function openGatewayLog({ level = 'info', stream }: LogOptions): GatewayLog {
  const lines = stream ?? pino.destination({ sync: false, minLength: GATHERED_CHARS, maxWrite: 4 * GATHERED_CHARS })
  const log = pino({ level, base: null }, lines as never)
  const flushing = setInterval(() => log.flush(), FLUSH_MS).unref()
  return {
    log,
    async close() {
      clearInterval(flushing)
      await new Promise<void>((resolve) => log.flush(() => resolve()))
    },
  }
}
