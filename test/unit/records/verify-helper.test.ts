import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { PARTS_MAX } from '#src/records/sqlite/commit-batch.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { isHelpers, SHARE, startVerifyHelper } from '#src/records/sqlite/verify-helper.ts'
import { verifyLog } from '#src/records/verify.ts'
import { conversationOf } from '../../support/conversation.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey, signingKey } from '../../support/record-store.ts'

const verifiers = [parseVerifierKey(signingKey.vkey)]
const folder = makeFolder()
afterAll(() => dropFolder(folder))

beforeAll(async () => {
  const store = await openStore(folder)
  const state = [{ kind: 'revocation', key: 'jdoe', value: { at: 1 } }]
  await Promise.all(Array.from({ length: SHARE * 4 + 70 }, () => store.append(draft('admin', undefined, { state }))))
  for (const turns of [2, 3, 4, 5]) {
    const body = { name: 'body', key: 'record', bytes: conversationOf('Oxford', turns) } as const
    await store.append(draft('prompt', ids.exchangeId(), { caller: 'a', parts: [body] }))
  }
  await store.checkpoint()
  await store.close()
})

async function both() {
  const log = openLogFolder(folder)
  const { size } = log.tree().frontier
  const helper = startVerifyHelper(folder, recordKey, 0, size)
  try {
    return [verifyLog(log, { verifiers, recordKey }), verifyLog(log, { verifiers, recordKey, helper })]
  } finally {
    await helper.close()
    log.close()
  }
}

test('two threads find what one finds: a sound log', async () => {
  const [one, two] = await both()
  expect(one!.ok).toBe(true)
  expect(two).toEqual(one)
})

test('two threads find what one finds: in the shares of each, in gaps and beyond the end', async () => {
  const db = new DatabaseSync(join(folder, 'records.db'))
  for (const { name } of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    db.exec(`DROP TRIGGER ${String(name)}`)
  for (const index of [3, SHARE + 3, SHARE * 3 + 9, SHARE * 4 + 71])
    db.exec(`UPDATE part SET ciphertext = zeroblob(length(ciphertext)) WHERE key = ${index * PARTS_MAX + 1}`)
  db.exec(`UPDATE part SET seal = zeroblob(length(seal)) WHERE key = ${(SHARE + 8) * PARTS_MAX}`)
  db.exec(`DELETE FROM part WHERE key = ${(SHARE + 20) * PARTS_MAX + 1}`)
  db.exec(`DELETE FROM log_entry WHERE idx = ${SHARE + 30} OR idx BETWEEN ${SHARE * 2 - 5} AND ${SHARE * 3 + 4}`)
  db.exec(`UPDATE log_entry SET idx = ${SHARE * 7 + 5} WHERE idx = 40`)
  db.close()
  const [one, two] = await both()
  expect(one!.faults.length).toBeGreaterThan(8)
  expect(two).toEqual(one)
})

test('without an answer of the second thread the first looks for itself', async () => {
  const log = openLogFolder(folder)
  const silent = { takes: isHelpers, examined: () => null }
  expect(verifyLog(log, { verifiers, recordKey, helper: silent }).faults).toEqual(
    verifyLog(log, { verifiers, recordKey }).faults,
  )
  log.close()
})
