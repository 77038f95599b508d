import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as logRecover from '#src/cli/log-recover.ts'
import * as logVerify from '#src/cli/log-verify.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import { parseCheckpointText } from '#src/core/checkpoint.ts'
import { parseSignedNote } from '#src/core/signed-note.ts'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { openRecordStore } from '#src/records/open-record-store.ts'
import { moveShard, nextShard, readMove } from '#src/records/shard.ts'
import { createSigningKeyFile, readSigningKeyFile } from '#src/records/signing-key.ts'
import { signingKey as anyKey, draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

let folder: string
let said: string[]
let anchor: string
let checkpoint: string
const as = (user: string): RecordsContext => ({
  env: { SUDO_USER: user, STATEHOUSE_ANCHOR: anchor },
  stdout: (line) => void said.push(line),
  stderr: (line) => void said.push(line),
  dataFolder: join(folder, 'data'),
  recordKeyFile: join(folder, 'record-key.json'),
  logKeyFile: join(folder, 'log-key.json'),
})

async function open() {
  const signingKey = await readSigningKeyFile(as('x').logKeyFile)
  const recordKey = await readKeyRingFile(as('x').recordKeyFile)
  return openStore(as('x').dataFolder, { origin: signingKey.name, signingKey, recordKey })
}

/** Five entries, a copy of them, two more that only the anchor has seen; then the copy is put back. */
beforeEach(async () => {
  folder = makeFolder()
  said = []
  anchor = join(folder, 'anchor')
  await createKeyRingFile(as('x').recordKeyFile)
  await createSigningKeyFile(as('x').logKeyFile, 'log.example.gov/ai')
  const store = await open()
  for (let i = 0; i < 4; i++) await store.append(draft('boot'))
  await store.append(draft('admin', undefined, { state: [{ kind: 'revocation', key: 'jdoe', value: { at: 1 } }] }))
  await store.checkpoint()
  const file = join(as('x').dataFolder, 'records.db')
  const db = new DatabaseSync(file, { readOnly: true })
  await backup(db, join(folder, 'older.db'))
  db.close()
  for (let i = 0; i < 2; i++) await store.append(draft('boot'))
  checkpoint = await store.checkpoint()
  await store.close()
  writeFileSync(anchor, checkpoint)
})
afterEach(() => dropFolder(folder))

function rollBack(): void {
  const data = as('x').dataFolder
  for (const name of readdirSync(data)) rmSync(join(data, name), { recursive: true })
  writeFileSync(join(data, 'records.db'), readFileSync(join(folder, 'older.db')))
}

describe('after a rollback', { tags: ['MO-13'] }, () => {
  test('two people begin a new shard, whose first entry names both checkpoints; what was in force stays so', async () => {
    rollBack()
    expect(await logRecover.run(['--reason', 'restored last week’s image'], as('alice'))).toBe(0)
    expect(said.at(-1)).toContain('a second person is to confirm')
    // The same person again changes nothing.
    expect(await logRecover.run(['--reason', 'again'], as('alice'))).toBe(0)
    expect((await readSigningKeyFile(as('x').logKeyFile)).name).toBe('log.example.gov/ai')
    expect(await logRecover.run(['--reason', 'confirmed', '--json'], as('bob'))).toBe(0)
    const shard = JSON.parse(said.at(-1)!) as { origin: string; folder: string }
    expect(shard.origin).toBe('log.example.gov/ai/2')

    const store = await open()
    const first = (await store.entry(0))!
    const { size, root } = parseCheckpointText(parseSignedNote(checkpoint).text)
    expect(first.type).toBe('rollback_notice')
    expect(JSON.parse(first.parts['meta']!.toString())).toMatchObject({
      reason: 'restored last week’s image',
      asked_by: 'os:alice',
      confirmed_by: 'os:bob',
    })
    expect(JSON.parse(first.parts['body']!.toString())).toEqual({
      outside: { origin: 'log.example.gov/ai', size, root: root.toString('base64') },
      store: { origin: 'log.example.gov/ai', size: 5, root: expect.any(String) as string },
    })
    expect(await store.stateOf('revocation', 'jdoe')).toEqual({ at: 1 })
    await store.close()
    expect(await logVerify.run([], as('x'))).toBe(0)
    // What there was before is still there, under its own key.
    const before = readdirSync(folder).find((name) => name.startsWith('log-key.json.before-'))!
    const old = { ...as('x'), dataFolder: shard.folder, logKeyFile: join(folder, before) }
    expect(await logVerify.run([], old)).toBe(0)
    expect(parseCheckpointText(parseSignedNote(readFileSync(anchor, 'utf8')).text).origin).toBe('log.example.gov/ai/2')
    expect(existsSync(join(as('x').dataFolder, 'recovery.json'))).toBe(false)
  })

  test.each([0, 1, 2, 3])(
    'a recovery that ends after %i of its moves is gone on with, to the same end, and nothing is served meanwhile',
    async (moves) => {
      rollBack()
      const { dataFolder, logKeyFile, recordKeyFile } = as('x')
      await logRecover.run(['--reason', 'image'], as('alice'))
      // Confirmed, made, and stopped before the first move.
      writeFileSync(join(dataFolder, 'shards'), '')
      expect(await logRecover.run(['--reason', 'image'], as('bob'))).toBe(2)
      rmSync(join(dataFolder, 'shards'))
      const move = (await readMove(dataFolder))!
      let left = moves
      const stopping = async (from: string, to: string): Promise<void> => {
        if (left-- === 0) throw new Error('stopped')
        await rename(from, to)
      }
      await expect(moveShard(dataFolder, logKeyFile, move, stopping)).rejects.toThrow('stopped')
      const keys = { signingKey: anyKey, recordKey: await readKeyRingFile(recordKeyFile) }
      const settings = {
        folder: dataFolder,
        origin: anyKey.name,
        instance: 'gw-1',
        clock: { now: Date.now },
        ids,
        ...keys,
      }
      await expect(openRecordStore(null, settings)).rejects.toThrow(/recovery of the log is half done/)

      // Anybody may: two people have confirmed it.
      expect(await logRecover.run(['--reason', 'image', '--json'], as('alice'))).toBe(0)
      const shard = JSON.parse(said.at(-1)!) as { origin: string; folder: string }
      const store = await open()
      expect((await store.entry(0))!.type).toBe('rollback_notice')
      expect(await store.stateOf('revocation', 'jdoe')).toEqual({ at: 1 })
      expect(await store.size()).toBe(1)
      await store.close()
      expect(await logVerify.run([], as('x'))).toBe(0)
      const before = readdirSync(folder).find((name) => name.startsWith('log-key.json.before-'))!
      const old = { ...as('x'), dataFolder: shard.folder, logKeyFile: join(folder, before) }
      expect(await logVerify.run([], old)).toBe(0)
      expect(readdirSync(dataFolder).filter((name) => name.startsWith('recovery'))).toEqual([])
      expect(parseCheckpointText(parseSignedNote(readFileSync(anchor, 'utf8')).text).origin).toBe(shard.origin)
    },
  )

  test('what one person asked for another rollback is no first half of this one', async () => {
    rollBack()
    await logRecover.run(['--reason', 'then'], as('alice'))
    const store = await open()
    await store.append(draft('boot'))
    await store.close()
    expect(await logRecover.run(['--reason', 'now'], as('bob'))).toBe(0)
    expect(said.at(-1)).toContain('a second person is to confirm')
    expect((await readSigningKeyFile(as('x').logKeyFile)).name).toBe('log.example.gov/ai')
  })

  test('a store that is gone altogether goes on as well', async () => {
    rmSync(as('x').dataFolder, { recursive: true })
    expect(await logRecover.run(['--reason', 'disk lost'], as('alice'))).toBe(0)
    expect(await logRecover.run(['--reason', 'disk lost'], as('bob'))).toBe(0)
    const store = await open()
    const notice = JSON.parse((await store.entry(0))!.parts['body']!.toString()) as object
    expect(notice).toMatchObject({ outside: { size: 7 }, store: { size: 0 } })
    await store.close()
  })

  test('a store that extends what others have seen is left as it is', async () => {
    expect(await logRecover.run(['--reason', 'no need'], as('alice'))).toBe(1)
    expect(said.at(-1)).toContain('nothing to recover from')
  })

  test('without a checkpoint from outside there is nothing to recover from', async () => {
    rmSync(anchor)
    expect(await logRecover.run(['--reason', 'x'], as('alice'))).toBe(2)
    expect(said.at(-1)).toContain('--checkpoint')
  })
})

test.each([
  ['log.example.gov/ai', 'log.example.gov/ai/2'],
  ['log.example.gov/ai/2', 'log.example.gov/ai/3'],
  ['log.example.gov/ai/19', 'log.example.gov/ai/20'],
  ['log.example.gov/1', 'log.example.gov/1/2'],
])('the shard after %s is %s', (origin, next) => {
  expect(nextShard(origin)).toBe(next)
})

test('the command explains itself, and wrong use is 2', async () => {
  expect(await logRecover.run(['--help'], as('x'))).toBe(0)
  expect(said[0]).toBe(logRecover.usage)
  expect(await logRecover.run([], as('x'))).toBe(2)
})
