import { stderr } from 'node:process'

/** Tells how far a long command is: one line that is written over on a terminal, plain lines elsewhere. */
export interface Progress {
  /** Called as often as is convenient; says something now and then. */
  at(done: number, of: number): void
  /** Before anything else is printed. */
  end(): void
}

const TERMINAL_EVERY_MS = 200
const LINES_EVERY_MS = 10_000

/** `say` writes a plain line; only a terminal is written to otherwise. */
export function showProgress(what: string, say: (line: string) => void): Progress {
  const isTerminal = stderr.isTTY
  const started = performance.now()
  let last = started
  let isShown = false
  return {
    at(done, of) {
      const now = performance.now()
      if (now - last < (isTerminal ? TERMINAL_EVERY_MS : LINES_EVERY_MS)) return
      last = now
      const share = of === 0 ? 100 : Math.floor((done / of) * 100)
      const left = done === 0 ? '' : `, ${Math.ceil((((now - started) / done) * (of - done)) / 1000)} s left`
      const line = `${what}: ${done} of ${of} (${share} %)${left}`
      if (isTerminal) stderr.write(`\r${line}\x1b[K`)
      else say(line)
      isShown = true
    },
    end() {
      if (isTerminal && isShown) stderr.write('\r\x1b[K')
    },
  }
}
