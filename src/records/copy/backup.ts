import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { LogSource } from '../log-source.ts'
import { writeSecretFile } from '../secret-file.ts'
import { CONTENTS_FILE, KEYS_FILE, openCopyWriter } from './write-copy.ts'

/** What a backup says of itself; written last, so that a folder without it is no backup. */
export interface BackupManifest {
  readonly version: 1
  /** RFC 3339. */
  readonly at: string
  readonly size: number
  /** The newest checkpoint of the log at that time. */
  readonly checkpoint: string | null
  /** SHA-256 of each file, hexadecimal. */
  readonly files: Readonly<Record<string, string>>
}

const MANIFEST_FILE = 'backup.json'

/** Entries between two looks at progress. */
const STEP = 1_024

/**
 * A consistent copy of a log as it is now, beside a running gateway or without one. `folder` is new. `progress` is
 * awaited now and then.
 */
export async function writeBackup(
  source: LogSource,
  folder: string,
  nowMs: number,
  progress: (done: number, of: number) => Promise<void>,
): Promise<BackupManifest> {
  const copy = openCopyWriter(folder)
  if (copy.size > 0) throw new Error(`${folder} holds a copy already`)
  const of = source.tree().frontier.size
  for (const entry of source.entries(0, true)) {
    copy.add(entry)
    if (copy.size % STEP === 0) await progress(copy.size, of)
  }
  // All of them: each is what some outsider may hold the log against.
  let newest: string | null = null
  for (const { note } of source.checkpoints(0)) {
    copy.checkpoint(note)
    newest = note
  }
  copy.sync()
  copy.close()
  const files: Record<string, string> = {}
  for (const name of [CONTENTS_FILE, KEYS_FILE]) files[name] = await digestOf(join(folder, name))
  const at = new Date(nowMs).toISOString()
  const manifest: BackupManifest = { version: 1, at, size: copy.size, checkpoint: newest, files }
  await writeSecretFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/** Reads a backup’s manifest and holds the files against it; throws when one is missing or another. */
export async function checkBackup(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => {
    throw new Error(`${folder} is not a whole backup: it has no ${MANIFEST_FILE}`)
  })
  const manifest = JSON.parse(text) as BackupManifest
  for (const [name, expected] of Object.entries(manifest.files)) {
    if ((await digestOf(join(folder, name))) !== expected)
      throw new Error(`${join(folder, name)} is not the file that was backed up`)
  }
  return manifest
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
