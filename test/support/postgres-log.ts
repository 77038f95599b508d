import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openCheckpoint } from '../../src/core/checkpoint.ts'
import { parseEntry } from '../../src/core/entry.ts'
import { appendLeaf, EMPTY_FRONTIER, type Frontier, leafHash, rootOf } from '../../src/core/merkle.ts'
import type { RecordStore } from '../../src/core/ports.ts'
import { parseVerifierKey } from '../../src/core/signed-note.ts'
import type { KeyRing } from '../../src/records/key-ring.ts'
import { copyLog } from '../../src/records/postgres/copy-log.ts'
import { openLogFolder } from '../../src/records/sqlite/log-folder.ts'
import { type VerifyResult, verifyLog } from '../../src/records/verify.ts'
import { recordKey, signingKey } from './record-store.ts'

/**
 * Reads a whole log through the port and holds it against itself: indexes without gaps, each instance's sequence without
 * gaps, no id twice, one end an exchange, times that never go back, and the root that was signed. Returns the ids.
 */
export async function expectSoundLog(store: RecordStore): Promise<Set<string>> {
  const { size, root } = openCheckpoint(await store.checkpoint(), parseVerifierKey(signingKey.vkey))
  const sequences = new Map<string, number>()
  const seen = new Set<string>()
  const ended = new Set<string>()
  let frontier: Frontier = EMPTY_FRONTIER
  let lastTime = ''
  for (let index = 0; index < size; index++) {
    const stored = (await store.entry(index))!
    expect(stored.index).toBe(index)
    const bytes = Buffer.from(stored.entry)
    const { inst, iseq, time } = parseEntry(bytes)
    expect(iseq).toBe((sequences.get(inst!) ?? 0) + 1)
    sequences.set(inst!, iseq!)
    expect(time >= lastTime).toBe(true)
    lastTime = time
    expect(seen.has(stored.id)).toBe(false)
    seen.add(stored.id)
    if (stored.ref !== null && ['response', 'interrupted', 'error', 'blocked'].includes(stored.type)) {
      expect(ended.has(stored.ref)).toBe(false)
      ended.add(stored.ref)
    }
    frontier = appendLeaf(frontier, leafHash(bytes))
  }
  expect(rootOf(frontier).equals(root)).toBe(true)
  return seen
}

/** What `log verify` says of a database: tree, tiles, checkpoints, contents, projections. */
export async function verifyDatabase(databaseUrl: string, ring: KeyRing = recordKey): Promise<VerifyResult> {
  const folder = await mkdtemp(join(tmpdir(), 'log-copy-'))
  try {
    await copyLog(databaseUrl, folder)
    const log = openLogFolder(folder)
    try {
      return verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey: ring })
    } finally {
      log.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
