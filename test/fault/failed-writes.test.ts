import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBackup, writeBackup } from '#src/records/copy/backup.ts'
import { readCopy } from '#src/records/copy/read-copy.ts'
import { renewCopy, shownDestruction } from '#src/records/copy/renew-copy.ts'
import { openCopyWriter } from '#src/records/copy/write-copy.ts'
import {
  createKeyRing,
  createKeyRingFile,
  readKeyRingFile,
  replaceKeyRingFile,
  rotatedKeyRing,
} from '#src/records/key-ring.ts'
import type { RawEntry } from '#src/records/log-source.ts'
import { readAnchor, writeAnchor } from '#src/records/outside/anchor-file.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { conversationOf } from '../support/conversation.ts'
import { FAILURES, type Failure, failingAt } from '../support/failing-files.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../support/record-store.ts'

/**
 * One failure at each call that writes, syncs, renames or cuts, of everything that this program writes by itself: copies
 * (mirror, backup), their renewal, key files, anchors. SQLite writes by its own means: `full-disk.test.ts`.
 */
const root = makeFolder()
let entries: readonly RawEntry[]
let notes: readonly string[]
let made = 0
const newFolder = (): string => join(root, `copy ${++made}`)

beforeAll(async () => {
  const folder = join(root, 'log')
  const store = await openStore(folder)
  for (const turns of [3, 4, 5]) {
    const body = { name: 'body', key: 'record', bytes: conversationOf('Gulfport', turns) } as const
    await store.append(draft('prompt', ids.exchangeId(), { caller: 'a', parts: [body] }))
  }
  await store.checkpoint()
  await store.close()
  const log = openLogFolder(folder)
  entries = [...log.entries(0, true)]
  notes = [...log.checkpoints(0)].map(({ note }) => note)
  log.close()
})
afterAll(() => dropFolder(root))

/** Runs one attempt for each call and kind of failure; `attempt` gets a place of its own and makes the calls within `fail`. */
async function atEachCall(
  attempt: (fail: (work: () => unknown) => ReturnType<typeof failingAt>, failure: Failure) => Promise<void>,
): Promise<number> {
  let most = 0
  for (const failure of FAILURES)
    for (let nth = 1, isOver = false; !isOver; nth++)
      await attempt(async (work) => {
        const { calls, error } = await failingAt(nth, failure, work)
        isOver = calls < nth
        // A short write is no failure: the rest is written by the next call.
        if (isOver || failure === 'short') expect(error).toBeNull()
        most = Math.max(most, calls)
        return { calls, error }
      }, failure)
  return most
}

function write(folder: string, upTo: number, onSynced: (size: number) => void = () => undefined): void {
  const copy = openCopyWriter(folder)
  try {
    for (const entry of entries.slice(copy.size, upTo)) {
      copy.add(entry)
      copy.sync()
      onSynced(copy.size)
    }
    for (const note of notes) copy.checkpoint(note)
    copy.sync()
  } finally {
    copy.close()
  }
}

const idsIn = (folder: string) => [...readCopy(folder)].flatMap((item) => ('entry' in item ? [item.entry.id] : []))
const isWhole = (folder: string) =>
  [...readCopy(folder)].flatMap((item) => ('entry' in item ? [item.entry] : [])).map(plain)
/** What is compared of an entry: everything that lies there. */
const plain = ({ id, entry, parts, passages }: RawEntry) => ({
  id,
  entry,
  parts: parts.map(({ name, kek, feed, seal, ciphertext }) => ({
    name,
    kek,
    feed,
    seal,
    ciphertext: Buffer.from(ciphertext),
  })),
  passages: passages.map((passage) => ({ ...passage, ciphertext: Buffer.from(passage.ciphertext) })),
})

describe('one failure at each call', { tags: ['MS-24', 'MS-64'] }, () => {
  test('of a batch of the mirror: what was synced is there, nothing is there by half, and the next batch goes on', async () => {
    const most = await atEachCall(async (fail) => {
      const folder = newFolder()
      write(folder, 1)
      let synced = 1
      await fail(() =>
        write(folder, entries.length, (size) => {
          synced = size
        }),
      )
      const found = idsIn(folder)
      expect(found).toEqual(entries.slice(0, found.length).map(({ id }) => id))
      expect(found.length).toBeGreaterThanOrEqual(synced)
      write(folder, entries.length)
      expect(isWhole(folder)).toEqual(entries.map(plain))
    })
    expect(most).toBeGreaterThan(8)
  })

  test('of making a copy anew after a destruction: the old one stands, or the new one, or none can be opened', async () => {
    const kept = (entry: RawEntry): RawEntry => (entry.index === 0 ? { ...entry, parts: [] } : entry)
    const renew = (folder: string) =>
      renewCopy(folder, 7, async (next) => {
        const copy = openCopyWriter(next)
        for (const entry of entries) copy.add(kept(entry))
        copy.sync()
        copy.close()
      })
    await atEachCall(async (fail) => {
      const folder = newFolder()
      write(folder, entries.length)
      await fail(() => renew(folder))
      const [first] = [...readCopy(folder)].flatMap((item) => ('entry' in item ? [item.entry] : []))
      if (shownDestruction(folder) === 7) expect(first!.parts).toEqual([])
      await renew(folder)
      expect(isWhole(folder)).toEqual(entries.map((entry) => plain(kept(entry))))
      expect(shownDestruction(folder)).toBe(7)
      expect(readdirSync(folder)).not.toContain('next')
    })
  })

  test('of a backup: it is whole, or is no backup', async () => {
    await atEachCall(async (fail) => {
      const folder = newFolder()
      const log = openLogFolder(join(root, 'log'))
      const { error } = await fail(() => writeBackup(log, folder, 0, async () => undefined))
      log.close()
      const checked = await checkBackup(folder).then(
        (manifest) => manifest.size,
        () => null,
      )
      if (error === null) expect(checked).toBe(entries.length)
      if (checked !== null) expect(isWhole(folder)).toEqual(entries.map(plain))
    })
  })

  test('of putting new keys in place: the file holds the old ring or the new one, and it can be tried again', async () => {
    await atEachCall(async (fail) => {
      const folder = newFolder()
      const file = join(folder, 'record-key.json')
      const before = await createKeyRingFile(file)
      const after = rotatedKeyRing(before)
      const { error } = await fail(() => replaceKeyRingFile(file, after))
      expect([before.id, after.id]).toContain((await readKeyRingFile(file)).id)
      if (error === null) expect((await readKeyRingFile(file)).id).toBe(after.id)
      await replaceKeyRingFile(file, after)
      expect((await readKeyRingFile(file)).id).toBe(after.id)
      // No key lies about under another name.
      expect(readdirSync(folder)).toEqual(['record-key.json'])
    })
  })

  test('of making keys: there are none, or whole ones', async () => {
    await atEachCall(async (fail) => {
      const file = join(newFolder(), 'record-key.json')
      const { error } = await fail(() => createKeyRingFile(file))
      if (error !== null) await createKeyRingFile(file)
      expect((await readKeyRingFile(file)).id).not.toBe(createKeyRing().id)
    })
  })

  test('of an anchor: it shows the old checkpoint or the new one', async () => {
    await atEachCall(async (fail) => {
      const file = join(newFolder(), 'anchor')
      await writeAnchor(file, 'old')
      const { error } = await fail(() => writeAnchor(file, 'the new one'))
      expect(error === null ? ['the new one'] : ['old', 'the new one']).toContain(await readAnchor(file))
      await writeAnchor(file, 'the new one')
      expect(readFileSync(file, 'utf8')).toBe('the new one')
    })
  })
})
