import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseEntry } from '#src/core/entry.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { createKeyRingFile } from '#src/records/key-ring.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import { draft, dropFolder, makeFolder, openStore, signingKey } from '../support/record-store.ts'

const program = fileURLToPath(new URL('../support/limited-writer.ts', import.meta.url))
const isFull = process.env['STATEHOUSE_TEST_FULL'] !== undefined

/** Limits, KiB: a write that crosses one is cut short, and the next is refused (EFBIG), as by a disk that is full. */
const LIMITS = isFull ? Array.from({ length: 16 }, (_, i) => 180 + i * 7) : [187, 222]
const STORES = isFull ? 24 : 6

let folder: string
beforeAll(() => {
  folder = makeFolder()
})
afterAll(() => dropFolder(folder))

/** What each store acknowledged, and why it refused in the end. */
async function writeWithin(limit: number, at: string, keyFile: string) {
  const command = `ulimit -f ${limit}; exec "$0" "$@"`
  const args = [process.execPath, program, at, keyFile, '0', String(STORES)]
  const child = spawn('bash', ['-c', command, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  for await (const chunk of child.stdout) printed += String(chunk)
  const stores = Array.from({ length: STORES }, () => ({ acknowledged: [] as string[], refused: '' }))
  for (const line of printed.trim().split('\n')) {
    const [number, first, reason] = line.split(' ') as [string, string, string?]
    if (first === 'refused') stores[Number(number)]!.refused = reason!
    else stores[Number(number)]!.acknowledged.push(first)
  }
  return stores
}

test.each(LIMITS)(
  'SQLite’s own writes fail at %i KiB, at other places of a batch each time: what was acknowledged is there, nothing by half',
  {
    tags: ['MS-24', 'MS-64'],
  },
  async (limit) => {
    const at = join(folder, String(limit))
    const keyFile = join(at, 'record-key.json')
    const recordKey = await createKeyRingFile(keyFile)
    const stores = await writeWithin(limit, at, keyFile)
    for (const [number, { acknowledged, refused }] of stores.entries()) {
      expect(refused, `store ${number}`).toMatch(/^(?:full|fault)$/)
      expect(acknowledged).not.toHaveLength(0)
      const store = await openStore(join(at, `store-${number}`), { recordKey })
      await store.recoverInterrupted({ open: new Set() })
      await store.append(draft('boot'))
      await store.checkpoint()
      await store.close()
      const log = openLogFolder(join(at, `store-${number}`))
      const { faults, open } = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
      const written = [...log.entries(0, false)]
      log.close()
      expect(faults).toEqual([])
      expect(open).toEqual([])
      expect(written.map(({ entry }) => parseEntry(entry).iseq)).toEqual(written.map((_, i) => i + 1))
      const there = new Set(written.map(({ id }) => id))
      expect(there.size).toBe(written.length)
      expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
    }
  },
)
