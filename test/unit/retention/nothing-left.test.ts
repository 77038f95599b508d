import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openCheckpoint } from '#src/core/checkpoint.ts'
import { leafHash } from '#src/core/merkle.ts'
import { isIncluded } from '#src/core/merkle-proof.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { parseTlogProof } from '#src/core/tlog-proof.ts'
import { proveEntries } from '#src/records/prove.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import { recordKey, signingKey } from '../../support/record-store.ts'
import { approved, officer, openRetentionBed } from '../../support/retention-bed.ts'

const ENTRIES = process.env['STATEHOUSE_TEST_FULL'] === undefined ? 1_000 : 10_000
const WAVE = 100
const MARKER = 'qzplanted'
const verifier = parseVerifierKey(signingKey.vkey)

function filesWith(folder: string, needles: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return needles.some((needle) => bytes.includes(needle))
    })
}

/** Wrapped keys of every so manieth part of what is to go: with one of them, and the ring, its content could be read. */
function wrappedKeys(folder: string): Buffer[] {
  const db = new DatabaseSync(join(folder, 'records.db'), { readOnly: true })
  const rows = db.prepare('SELECT seal FROM part JOIN log_entry ON idx = key / 1024 WHERE ref IS NOT NULL').all()
  db.close()
  const step = Math.ceil(rows.length / 200)
  return rows.filter((_row, at) => at % step === 0).map((row) => Buffer.from(row['seal'] as Uint8Array))
}

test(`after a disposition of ${ENTRIES} entries nothing of them is in any file, and proofs made before still hold`, {
  tags: ['MO-10', 'MO-39'],
  timeout: 300_000,
}, async () => {
  const bed = await openRetentionBed('2026-08-31')
  try {
    const refs: Awaited<ReturnType<typeof bed.record>>[] = []
    // In waves: a store refuses what would wait too long, and how long that is hangs on the machine.
    for (let from = 0; from < ENTRIES / 2; from += WAVE)
      refs.push(
        ...(await Promise.all(
          Array.from({ length: WAVE }, (_, at) => bed.record({ marker: `${MARKER}${from + at} by the river` })),
        )),
      )
    const found = async () => (await bed.store.searchEverywhere({ query: `${MARKER}*`, limit: 1 })).total
    await expect.poll(found, { timeout: 60_000 }).toBe(ENTRIES)
    const first = (await bed.store.exchange(refs[0]!))[0]!.index
    const proved = [first, first + ENTRIES / 2, first + ENTRIES - 1]
    const checkpoint = openCheckpoint(await bed.store.checkpoint(), verifier)
    const proofs = await proveEntries(bed.store, proved)
    const planted = [Buffer.from(MARKER)]
    const keys = wrappedKeys(bed.folder)
    // What is looked for is there, or nothing would be shown by its absence.
    expect(filesWith(bed.folder, planted).length).toBeGreaterThan(0)
    expect(keys.length).toBeGreaterThan(100)
    expect(filesWith(bed.folder, keys.slice(0, 1)).length).toBeGreaterThan(0)

    bed.on('2032-02-29')
    const done = await bed.dispositions.run(await approved(bed), officer)
    expect(done).toMatchObject({ status: 'done', entries: ENTRIES, kept: [] })

    expect(filesWith(bed.folder, planted)).toEqual([])
    expect(filesWith(bed.folder, keys)).toEqual([])
    expect(await found()).toBe(0)
    for (const [i, index] of proved.entries()) {
      const leaf = leafHash(Buffer.from((await bed.store.entry(index))!.entry))
      const { hashes } = parseTlogProof(proofs[i]!)
      expect(isIncluded(leaf, index, checkpoint.size, hashes, checkpoint.root)).toBe(true)
    }
    await bed.store.checkpoint()
    const log = openLogFolder(bed.folder)
    const { ok, faults, parts } = verifyLog(log, { verifiers: [verifier], recordKey })
    log.close()
    expect({ ok, faults, destroyed: parts.destroyed }).toEqual({ ok: true, faults: [], destroyed: ENTRIES * 2 })
  } finally {
    await bed.close()
  }
})
