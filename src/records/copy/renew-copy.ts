import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONTENTS_FILE, KEYS_FILE } from './write-copy.ts'

/** A copy that is being made anew beside the one that it replaces. */
const NEXT_FOLDER = 'next'

/** Index of the last `disposition_done` entry whose destruction the copy shows. */
const SHOWN_FILE = 'destroyed'

/** Up to which disposition a copy has lost what was destroyed; -1: none yet. */
export function shownDestruction(folder: string): number {
  const file = join(folder, SHOWN_FILE)
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : -1
}

/**
 * Makes a copy anew by `fill`, so that what was destroyed is in it no more, and puts it in the old one's place: keys first, so
 * that an end between the two leaves contents that nobody can open. Until then the old copy stands.
 */
export async function renewCopy(folder: string, upTo: number, fill: (next: string) => Promise<void>): Promise<void> {
  const next = join(folder, NEXT_FOLDER)
  rmSync(next, { recursive: true, force: true })
  mkdirSync(next, { mode: 0o700 })
  await fill(next)
  for (const file of [KEYS_FILE, CONTENTS_FILE]) renameSync(join(next, file), join(folder, file))
  rmSync(next, { recursive: true })
  writeFileSync(join(folder, SHOWN_FILE), String(upTo), { mode: 0o600, flush: true })
}
