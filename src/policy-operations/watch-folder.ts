import { createHash } from 'node:crypto'
import { type FSWatcher, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { policyFolders } from '../policy/load.ts'
import { TESTS_FOLDER } from './bundle-files.ts'

export interface WatchOptions {
  /** A profile folder; its tests and its layers are watched too, whichever it names at the time. */
  readonly folder: string
  /** Called after the content has changed and then kept still for a while. */
  readonly onChange: () => void
  /** How long it must be still, milliseconds. */
  readonly stillMs?: number
  /** How often the folder is looked at where no event tells of a change, milliseconds. */
  readonly pollMs?: number
}

const STILL_MS = 250
const POLL_MS = 5_000

/**
 * Watches a profile by content. Events make it quick; the poll makes it sure: a folder swapped by rename or behind a mount
 * tells nobody. Returns what ends the watching.
 */
export function watchFolder(options: WatchOptions): () => void {
  const { folder, onChange, stillMs = STILL_MS, pollMs = POLL_MS } = options
  let known = contentOf(folder)
  let settling: NodeJS.Timeout | null = null
  let watchers: FSWatcher[] = []

  function settle(): void {
    if (settling !== null) clearTimeout(settling)
    settling = setTimeout(look, stillMs).unref()
  }
  function look(): void {
    settling = null
    const found = contentOf(folder)
    if (found === known) return
    known = found
    listen()
    onChange()
  }
  /** Anew after each change: the folder may be another one under the same name. */
  function listen(): void {
    for (const watcher of watchers) watcher.close()
    watchers = watchedOf(folder).flatMap((path) => {
      try {
        const watcher = watch(path, { persistent: false }, settle)
        watcher.on('error', () => watcher.close())
        return [watcher]
      } catch {
        return []
      }
    })
  }

  listen()
  const poll = setInterval(() => {
    if (settling === null && contentOf(folder) !== known) settle()
  }, pollMs).unref()
  return () => {
    clearInterval(poll)
    if (settling !== null) clearTimeout(settling)
    for (const watcher of watchers) watcher.close()
  }
}

function watchedOf(folder: string): string[] {
  const own = [folder, join(folder, TESTS_FOLDER)]
  try {
    return [...new Set([...own, ...policyFolders(folder)])]
  } catch {
    // A file that went between being listed and being read; there will be another look.
    return own
  }
}

/** One digest over names and contents; a folder that can’t be read has one of its own. */
function contentOf(folder: string): string {
  const digest = createHash('sha256')
  for (const path of watchedOf(folder)) {
    try {
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (entry.isDirectory()) continue
        digest
          .update(`${path}/${entry.name}\0`)
          .update(readFileSync(join(path, entry.name)))
          .update('\0')
      }
    } catch {
      digest.update(`${path} unreadable\0`)
    }
  }
  return digest.digest('hex')
}
