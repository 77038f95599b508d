import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How far a sink was given the log, in a file beside the store: one that is lost only makes lines come again. */
export interface KeptPosition {
  /** The next entry; null: it was given nothing of this log yet. */
  read(logId: string): number | null
  keep(logId: string, next: number): void
}

export function keptPosition(folder: string, sink: string): KeptPosition {
  const kept = join(folder, 'siem')
  const path = join(kept, `${sink}.json`)
  return {
    read(logId) {
      try {
        const { log, next } = JSON.parse(readFileSync(path, 'utf8')) as { log: unknown; next: unknown }
        return log === logId && Number.isSafeInteger(next) ? (next as number) : null
      } catch {
        return null
      }
    },
    keep(logId, next) {
      mkdirSync(kept, { recursive: true, mode: 0o700 })
      writeFileSync(`${path}.new`, JSON.stringify({ log: logId, next }), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}
