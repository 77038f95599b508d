import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseVerifierKey } from '../../../src/core/signed-note.ts'
import { createKeyRingFile } from '../../../src/records/key-ring.ts'
import { openLogFolder } from '../../../src/records/sqlite/log-folder.ts'
import { WriterLocked } from '../../../src/records/sqlite/writer-lock.ts'
import { verifyLog } from '../../../src/records/verify.ts'
import { draft, dropFolder, makeFolder, openStore, signingKey } from '../../support/record-store.ts'

const program = fileURLToPath(new URL('../../support/crashing-writer.ts', import.meta.url))

/** Runs a writer until it has acknowledged this many entries, kills it, and gives what it acknowledged. */
async function writeAndKill(folder: string, keyFile: string, count: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder, keyFile], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += String(chunk)
    if (printed.split('\n').length > count) child.kill('SIGKILL')
  }
  await closed
  // The last line may be cut off by the kill.
  return printed.split('\n').slice(0, -1)
}

test('whatever was acknowledged before a kill is in the log, once, and the log verifies', async () => {
  const folder = makeFolder()
  const acknowledged: string[] = []
  const keyFile = join(folder, 'record-key.json')
  const recordKey = await createKeyRingFile(keyFile)
  for (const count of [5, 200, 900]) acknowledged.push(...(await writeAndKill(folder, keyFile, count)))
  const store = await openStore(folder, { instance: 'gw-2', recordKey })
  await store.recoverInterrupted({ open: new Set() })
  await store.checkpoint()
  await store.close()

  const log = openLogFolder(folder)
  const result = verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
  const written = [...log.entries(0, false)].map((entry) => entry.id)
  log.close()
  expect(result.faults).toEqual([])
  expect(result.open).toEqual([])
  expect(new Set(written).size).toBe(written.length)
  expect(acknowledged.filter((id) => !written.includes(id))).toEqual([])
  dropFolder(folder)
})

test('an older copy put in place of the data refuses to open, and says how far it is behind', async () => {
  const folder = makeFolder()
  let store = await openStore(folder)
  await store.append(draft('boot'))
  await store.close()
  const older = makeFolder()
  cpSync(folder, older, { recursive: true })
  store = await openStore(folder)
  await store.append(draft('boot'))
  const note = await store.checkpoint()
  await store.close()
  const db = new DatabaseSync(join(older, 'records.db'))
  db.prepare('INSERT INTO checkpoint VALUES (2, 0, ?)').run(note)
  db.close()
  await expect(openStore(older)).rejects.toMatchObject({
    name: 'TreeMoved',
    message: expect.stringContaining('shrank from 2 to 1'),
  })
  for (const each of [folder, older]) dropFolder(each)
})

test('a second process on the same data refuses to start, and the first is unharmed', async () => {
  const folder = makeFolder()
  const store = await openStore(folder)
  await expect(openStore(folder)).rejects.toBeInstanceOf(WriterLocked)
  const keyFile = join(folder, 'record-key.json')
  await createKeyRingFile(keyFile)
  const child = spawn(process.execPath, [program, folder, keyFile], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  for await (const chunk of child.stderr) said += String(chunk)
  expect(said).toContain('another process writes the records')
  expect((await store.append(draft('boot'))).index).toBe(0)
  await store.close()
  const next = await openStore(folder)
  expect(await next.size()).toBe(1)
  await next.close()
  dropFolder(folder)
})
