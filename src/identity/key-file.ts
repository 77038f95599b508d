import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SavedKeys {
  readonly keys: unknown
  readonly fetchedAt: number
}

/** The last known good keys of one issuer, for a start while the issuer is down. Public keys only, so nothing secret. */
export interface KeyFile {
  read(): SavedKeys | null
  write(saved: SavedKeys): void
}

export function openKeyFile(folder: string, jwksUri: string): KeyFile {
  const path = join(folder, `${createHash('sha256').update(jwksUri).digest('hex').slice(0, 24)}.json`)
  return {
    read() {
      try {
        const saved = JSON.parse(readFileSync(path, 'utf8')) as { uri?: unknown; keys?: unknown; fetchedAt?: unknown }
        return saved.uri === jwksUri && typeof saved.fetchedAt === 'number'
          ? { keys: saved.keys, fetchedAt: saved.fetchedAt }
          : null
      } catch {
        return null
      }
    },
    write(saved) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        // Renamed into place: a reader never sees half a file.
        writeFileSync(`${path}.new`, JSON.stringify({ uri: jwksUri, ...saved }), { mode: 0o600 })
        renameSync(`${path}.new`, path)
      } catch {
        // A help for outages only; without it a cold start waits for the issuer.
      }
    },
  }
}
