import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { writeBackup } from '#src/records/copy/backup.ts'
import { restoreLog } from '#src/records/copy/restore.ts'
import { cutBody, passageKey } from '#src/records/passages/cut-body.ts'
import { importToFolder } from '#src/records/sqlite/import-log.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import { conversationOf, wordsOf } from '../../support/conversation.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey, signingKey } from '../../support/record-store.ts'

const folders: string[] = []
const newFolder = (): string => {
  folders.push(makeFolder())
  return folders.at(-1)!
}
afterAll(() => folders.forEach(dropFolder))

const promptOf = (bytes: Buffer, caller: string) =>
  draft('prompt', ids.exchangeId(), { caller, parts: [{ name: 'body', key: 'record', bytes }] })

function verify(folder: string) {
  const log = openLogFolder(folder)
  try {
    return verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey })
  } finally {
    log.close()
  }
}

const rows = (folder: string, sql: string) => {
  const db = new DatabaseSync(join(folder, 'records.db'))
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

const passagesIn = (folder: string): string[] =>
  rows(folder, 'SELECT lower(hex(id)) AS id FROM passage')
    .map(({ id }) => String(id))
    .sort()

const passagesOf = (body: Buffer, caller: string): string[] => {
  const cut = cutBody(body, passageKey(recordKey), caller)
  return cut === null
    ? []
    : [...cut.beginning, ...(cut.ending === null ? [] : [cut.ending])].map(({ id }) => id.toString('hex'))
}

/** Conversations that branch: each says how much of which earlier one it goes on with. */
const conversations = fc.array(
  fc.record({
    after: fc.nat(7),
    keep: fc.nat(9),
    more: fc.integer({ min: 1, max: 4 }),
    caller: fc.constantFrom('a', 'b'),
  }),
  { minLength: 1, maxLength: 8 },
)

describe('what a caller sends again is stored once', () => {
  test('any conversations read back as they were sent, and nothing is left of those that are destroyed but what others said too', async () => {
    const folder = newFolder()
    const store = await openStore(folder)
    let run = 0
    try {
      await fc.assert(
        fc.asyncProperty(conversations, fc.infiniteStream(fc.boolean()), async (plan, coins) => {
          const name = `run ${run++}`
          const said: string[][] = []
          for (const [i, { after, keep, more }] of plan.entries()) {
            const before = (said[after % Math.max(i, 1)] ?? []).slice(0, keep)
            said.push([...before, ...Array.from({ length: more }, (_, n) => wordsOf(`${name} ${i} ${n}`, 70))])
          }
          const bodies = said.map((texts) =>
            Buffer.from(JSON.stringify({ model: 'm1', messages: texts.map((content) => ({ content })) })),
          )
          const callers = plan.map(({ caller }) => `${name} ${caller}`)
          const written = await Promise.all(bodies.map((body, i) => store.append(promptOf(body, callers[i]!))))
          const disposition = draft('disposition')
          await store.append(disposition)
          const isGone = bodies.map(() => coins.next().value === true)
          const indexes = written.flatMap(({ index }, i) => (isGone[i] ? [index] : []))
          await store.destroy({ disposition: disposition.id, indexes })
          for (const [i, { index }] of written.entries())
            expect((await store.entry(index))!.parts['body']).toEqual(isGone[i] ? null : bodies[i])
          const kept = new Set(bodies.flatMap((body, i) => (isGone[i] ? [] : passagesOf(body, callers[i]!))))
          const all = new Set(bodies.flatMap((body, i) => passagesOf(body, callers[i]!)))
          expect(passagesIn(folder).filter((id) => all.has(id))).toEqual([...kept].sort())
        }),
        { numRuns: 25 },
      )
      await store.checkpoint()
    } finally {
      await store.close()
    }
    const { faults } = verify(folder)
    // Nobody approved of these destructions; of what is there, everything is what it was.
    expect(
      faults.filter(({ kind, message }) => kind !== 'disposition' && !/missing|destroyed|disposition/.test(message)),
    ).toEqual([])
  }, 120_000)

  test('a conversation of 40 turns costs little more than what was new in each', async () => {
    const [once, whole] = [newFolder(), newFolder()]
    for (const [folder, caller] of [
      [once, 'a'],
      [whole, undefined],
    ] as const) {
      const store = await openStore(folder)
      for (let turns = 1; turns <= 40; turns++) {
        const { caller: _, ...entry } = promptOf(conversationOf('Yazoo', turns), 'a')
        await store.append(caller === undefined ? entry : { ...entry, caller })
      }
      await store.close()
    }
    const bytes = (folder: string) =>
      Number(
        rows(
          folder,
          `SELECT (SELECT sum(length(ciphertext) + length(seal)) FROM part WHERE name = 'body')
        + (SELECT coalesce(sum(length(ciphertext) + length(seal) + length(id) * 2), 0) FROM passage) AS n`,
        )[0]!['n'],
      )
    expect(bytes(once)).toBeLessThan(conversationOf('Yazoo', 40).byteLength * 1.3)
    expect(bytes(whole) / bytes(once)).toBeGreaterThan(8)
  })
})

describe('a log with passages', () => {
  const bodies = [1, 2, 3, 4, 5, 6].map((turns) => conversationOf('Biloxi', turns))
  let folder: string

  beforeAll(async () => {
    folder = newFolder()
    const store = await openStore(folder)
    for (const body of bodies) await store.append(promptOf(body, 'a'))
    await store.checkpoint()
    await store.close()
  })

  test('is sound, and one in which a passage was altered, swapped, left out or left behind is not', async () => {
    expect(verify(folder).faults).toEqual([])
    const tampering: readonly (readonly [string, RegExp])[] = [
      [
        'UPDATE passage SET ciphertext = zeroblob(length(ciphertext)) WHERE rowid = (SELECT min(rowid) FROM passage)',
        /body was altered/,
      ],
      ['DELETE FROM passage WHERE rowid = (SELECT max(rowid) FROM passage)', /body was altered/],
      [
        'UPDATE part SET beginning = (SELECT beginning FROM part WHERE beginning IS NOT NULL ORDER BY key LIMIT 1) WHERE key = (SELECT max(key) FROM part)',
        /body was altered/,
      ],
      ['UPDATE part SET beginning = NULL, ending = NULL', /body was altered/],
      ['UPDATE passage SET parent = NULL', /body was altered/],
      [
        "INSERT INTO passage SELECT 4095, x'00', NULL, kek, seal, ciphertext FROM passage LIMIT 1",
        /1 passages lie there that no record refers to/,
      ],
    ]
    for (const [sql, expected] of tampering) {
      const copy = newFolder()
      await restored(folder, copy)
      const db = new DatabaseSync(join(copy, 'records.db'))
      db.exec(sql)
      db.close()
      const { faults } = verify(copy)
      expect(faults.map(({ message }) => message).join()).toMatch(expected)
    }
  })

  test('is backed up and restored with them, and goes on from there', async () => {
    const copy = newFolder()
    await restored(folder, copy)
    expect(passagesIn(copy)).toEqual(passagesIn(folder))
    expect(verify(copy).faults).toEqual([])
    const store = await openStore(copy)
    for (const [i, body] of bodies.entries()) expect((await store.entry(i))!.parts['body']).toEqual(body)
    const { index } = await store.append(promptOf(conversationOf('Biloxi', 7), 'a'))
    expect((await store.entry(index))!.parts['body']).toEqual(conversationOf('Biloxi', 7))
    await store.close()
    expect(passagesIn(copy).length).toBeLessThan(passagesIn(folder).length + 4)
  })

  test('is restored from a copy that was made after the turn that a passage came with was destroyed', async () => {
    const [old, copy] = [newFolder(), newFolder()]
    await restored(folder, old)
    const store = await openStore(old)
    const disposition = draft('disposition')
    await store.append(disposition)
    await store.destroy({ disposition: disposition.id, indexes: [0, 1, 2, 3] })
    await store.close()
    await restored(old, copy)
    const again = await openStore(copy)
    for (const [i, body] of bodies.entries()) expect((await again.entry(i))!.parts['body']).toEqual(i < 4 ? null : body)
    await again.close()
    expect(passagesIn(copy)).toEqual([...new Set(bodies.slice(4).flatMap((body) => passagesOf(body, 'a')))].sort())
  })

  test('is found by its words, from its first day and after the index was made anew', async () => {
    const copy = newFolder()
    const word = 'Tishomingo'
    const body = (turns: number) =>
      Buffer.from(conversationOf('Alcorn', turns).toString().replace('"content":"', `"content":"${word} `))
    const find = async () => {
      const store = await openStore(copy)
      const ask = async () =>
        (await store.search({ query: word, agencies: ['MDOT'], limit: 5 })).hits.map(({ index }) => index)
      await expect
        .poll(async () => (await store.search({ query: 'user:jdoe', agencies: ['MDOT'], limit: 9 })).hits.length, {
          timeout: 20_000,
        })
        .toBe(4)
      const found = await ask()
      await store.close()
      return found
    }
    const store = await openStore(copy)
    for (const turns of [1, 2, 3, 4]) {
      const bytes = body(turns)
      const start = bytes.indexOf(`"${word}`)
      const spans = [[[start, bytes.indexOf('"}', start) + 1]]] as const
      await store.append({ ...promptOf(bytes, 'a'), search: { text: '', spans, facets: { user: 'jdoe' } } })
    }
    await store.close()
    const found = await find()
    expect(found).toContain(0)
    for (const file of ['search.db', 'search.db-wal', 'search.db-shm']) dropFolder(join(copy, file))
    expect(await find()).toEqual(found)
  })
})

test('a store from before there were passages reads as it lies there, and is brought forward with all it holds', async () => {
  const folder = newFolder()
  const bodies = [1, 2, 3].map((turns) => conversationOf('Tupelo', turns))
  const before = await openStore(folder)
  for (const body of bodies) {
    const { caller: _, ...prompt } = promptOf(body, 'a')
    await before.append(prompt)
  }
  await before.checkpoint()
  await before.close()
  for (const version of [2, 1]) {
    const db = new DatabaseSync(join(folder, 'records.db'))
    db.exec(`
      DROP TABLE passage; DROP INDEX part_beginning; DROP INDEX part_ending;
      ALTER TABLE part DROP COLUMN beginning; ALTER TABLE part DROP COLUMN ending;
      DELETE FROM schema_version WHERE version > ${version};
      ${version === 1 ? 'DROP INDEX log_entry_access' : ''}`)
    db.close()
    expect(verify(folder).faults).toEqual([])
    const store = await openStore(folder)
    for (const [i, body] of bodies.entries()) expect((await store.entry(i))!.parts['body']).toEqual(body)
    await store.close()
  }
  const store = await openStore(folder)
  const { index } = await store.append(promptOf(conversationOf('Tupelo', 4), 'a'))
  expect((await store.entry(index))!.parts['body']).toEqual(conversationOf('Tupelo', 4))
  await store.close()
  expect(passagesIn(folder)).not.toHaveLength(0)
})

/** By a backup: a store is never copied from inside a process that has it open. */
async function restored(from: string, to: string): Promise<void> {
  const kept = join(newFolder(), 'backup')
  const log = openLogFolder(from)
  await writeBackup(log, kept, Date.now(), async () => undefined)
  log.close()
  const target = importToFolder(to)
  await restoreLog([kept], recordKey, target, async () => undefined)
  target.close()
}
