import { type Logger, pino } from 'pino'

/** How many characters of log lines are written together. */
const GATHERED_CHARS = 65_536

/** Where lines go; `flush` calls back once what was given before is written. */
interface Lines {
  write(line: string): void
  flush(done?: () => void): void
}

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
  const lines = stream ?? gathered(pino.destination({ sync: false, minLength: 1, maxWrite: 4 * GATHERED_CHARS }))
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

/** Lines side by side until they are worth a write: sonic-boom measures all that it has gathered again for each line. */
function gathered(destination: Lines): Lines {
  let waiting: string[] = []
  let chars = 0
  const pass = (): void => {
    if (chars === 0) return
    const text = waiting.join('')
    waiting = []
    chars = 0
    destination.write(text)
  }
  return {
    write(line) {
      waiting.push(line)
      chars += line.length
      if (chars >= GATHERED_CHARS) pass()
    },
    flush(done) {
      pass()
      destination.flush(done)
    },
  }
}
