import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { setDigest } from '#src/records/destruction-set.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { type VerifyResult, verifyLog } from '#src/records/verify.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey, signingKey } from '../../support/record-store.ts'

const START = Date.parse('2026-08-31T15:00:00Z')
const DUE = '2032-02-29'
const folders: string[] = []
afterAll(() => folders.forEach(dropFolder))

interface Case {
  /** ISO date of the disposition. */
  readonly at?: string
  readonly rule?: string
  readonly series?: string
  readonly retain?: string
  readonly cutoff?: string
  readonly approvals?: readonly string[]
  readonly setSha256?: string
  readonly from?: string
  /** A second version of the rule, written down after the first. */
  readonly longer?: string
  readonly hold?: 'before' | 'released' | 'elsewhere'
  readonly targets?: readonly object[]
  /** What is really deleted. */
  readonly deleted?: readonly (readonly [index: number, part: 0 | 1])[]
  readonly done?: { readonly failures: readonly object[] } | 'other' | null
}

/** A log with two records at 0 and 1, a rule at 2, a hold at 3, its release or nothing at 4, a disposition, its report. */
async function logWith(given: Case): Promise<string> {
  const folder = makeFolder()
  folders.push(folder)
  let now = START
  const clock = { now: () => now }
  const store = await openStore(folder, { clock })
  const act = (type: 'retention_rule' | 'hold' | 'hold_release' | 'disposition' | 'disposition_done', body: object) =>
    store.append(
      draft(type, undefined, { parts: [{ name: 'body', key: 'record', bytes: Buffer.from(JSON.stringify(body)) }] }),
    )
  await store.append(draft('boot'))
  await store.append(draft('boot'))
  await act('retention_rule', {
    rule: 'general@1',
    series: given.series ?? 'general',
    retain: given.retain ?? 'P5Y6M',
    zone: 'America/Chicago',
    ...(given.from === undefined ? {} : { from: given.from }),
  })
  if (given.longer !== undefined)
    await act('retention_rule', { rule: 'general@2', series: 'general', retain: given.longer, zone: 'America/Chicago' })
  const ranges = given.hold === 'elsewhere' ? [{ first: 7, last: 9 }] : [{ first: 0, last: 1 }]
  if (given.hold !== undefined) await act('hold', { matter: '2026-14', ranges })
  if (given.hold === 'released') await act('hold_release', { matter: '2026-14' })
  now = Date.parse(`${given.at ?? '2032-03-01'}T18:00:00Z`)
  const disposition = draft('disposition', undefined, {
    parts: [
      {
        name: 'body',
        key: 'record',
        bytes: Buffer.from(
          JSON.stringify({
            action: 'destroy',
            approvals: (given.approvals ?? ['rec.officer', 'counsel']).map((by) => ({ by, at: '', role: '' })),
            authority: { rule: given.rule ?? 'general@1' },
            cutoff: given.cutoff ?? DUE,
            set_sha256: given.setSha256,
            targets: given.targets ?? [{ first: 0, last: 1, parts: ['body'] }],
          }),
        ),
      },
    ],
  })
  await store.append(disposition)
  if (given.done !== null) {
    const named = given.done === 'other' ? ids.entryId() : disposition.id
    const failures = typeof given.done === 'object' ? given.done.failures : []
    await act('disposition_done', { disposition: named, failures })
  }
  await store.checkpoint()
  await store.close()
  const db = new DatabaseSync(join(folder, 'records.db'))
  for (const [index, part] of given.deleted ?? [
    [0, 1],
    [1, 1],
  ])
    db.exec(`DELETE FROM part WHERE key = ${index * 1024 + part}`)
  db.close()
  return folder
}

function verify(folder: string, ring: typeof recordKey | null = recordKey): VerifyResult {
  const log = openLogFolder(folder)
  try {
    return verifyLog(log, { verifiers: [parseVerifierKey(signingKey.vkey)], recordKey: ring })
  } finally {
    log.close()
  }
}

describe('a verifier judges each destruction by the log itself', { tags: ['MS-24', 'MO-13'] }, () => {
  test.each<[string, Case]>([
    ['at the end of its period, by two people', {}],
    ['under a hold that was released', { hold: 'released' }],
    ['beside what is held', { hold: 'elsewhere' }],
    ['with the digest of its set', { setSha256: setDigest([0, 1].map((index) => ({ index, parts: ['body'] }))) }],
    ['by a rule that a shorter one followed', { longer: 'P1Y' }],
    ['after the fiscal year', { from: 'fiscal-year-end', retain: 'P4Y', cutoff: '2031-06-30' }],
    [
      'whole, `meta` included',
      {
        targets: [{ first: 0, last: 0, parts: ['*'] }],
        deleted: [
          [0, 0],
          [0, 1],
        ],
      },
    ],
  ])('lawful: %s', async (_name, given) => {
    const { ok, parts, faults } = verify(await logWith(given))
    expect(faults).toEqual([])
    expect({ ok, ...parts }).toMatchObject({ ok: true, destroyed: 2, missing: 0 })
  })

  test.each<[string, Case, string]>([
    ['no disposition covers it', { targets: [] }, 'no disposition covers it'],
    [
      'the disposition is of another part',
      { targets: [{ first: 0, last: 1, parts: ['orig'] }] },
      'no disposition covers it',
    ],
    [
      'the disposition came before the record',
      { targets: [{ first: 0, last: 9, parts: ['*'] }], deleted: [[4, 1]] },
      'no disposition covers it',
    ],
    ['before its period was over', { cutoff: '2032-02-28' }, 'prematurely'],
    [
      'before its fiscal year was over',
      { from: 'fiscal-year-end', retain: 'P4Y', cutoff: '2031-06-29' },
      'prematurely',
    ],
    ['before a longer rule let it go', { longer: 'P6Y' }, 'prematurely'],
    ['though a later rule keeps it for ever', { longer: 'indefinite' }, 'doesn’t let it go'],
    ['where its case was never closed', { from: 'case-closed' }, 'doesn’t let it go'],
    [
      'though it was reported as kept',
      { deleted: [[0, 1]], done: { failures: [0, 1].map((index) => ({ index, part: 'body' })) } },
      'reports that it was kept',
    ],
    ['before the cutoff came', { at: '2032-02-28' }, 'prematurely'],
    ['under hold', { hold: 'before' }, 'under hold'],
    ['under a rule that the log doesn’t have', { rule: 'general@2' }, 'no rule then'],
    ['under the rule of another series', { series: 'traffic' }, 'series traffic'],
    ['where the rule keeps for ever', { retain: 'indefinite' }, 'indefinitely'],
    ['on one person’s word', { approvals: ['rec.officer', 'rec.officer'] }, 'fewer than two people'],
  ])('missing: %s', async (_name, given, why) => {
    const { ok, parts, faults } = verify(await logWith({ done: null, ...given }))
    expect(ok).toBe(false)
    expect(parts.destroyed).toBe(0)
    const first = given.deleted?.[0]?.[0] ?? 0
    expect(faults.filter(({ kind }) => kind === 'part')).toContainEqual({
      kind: 'part',
      index: first,
      record: expect.any(String) as string,
      message: expect.stringContaining(why) as string,
    })
  })

  test('a set that isn’t the approved one is a fault of the disposition', async () => {
    const { ok, faults } = verify(await logWith({ setSha256: '0'.repeat(64) }))
    expect(ok).toBe(false)
    expect(faults.map(({ kind, message }) => [kind, message])).toEqual([
      ['disposition', 'its targets are not the set whose digest was approved'],
    ])
  })

  test('incomplete: what is reported destroyed and still there is a fault, unless it was reported as failed', async () => {
    const { faults } = verify(await logWith({ deleted: [[0, 1]] }))
    expect(faults).toMatchObject([
      { kind: 'disposition', index: 1, message: expect.stringContaining('still there') as string },
    ])
    const failures = [{ index: 1, part: 'body' }]
    expect(verify(await logWith({ deleted: [[0, 1]], done: { failures } })).faults).toEqual([])
  })

  test('while a disposition is carried out nothing is wrong, and it is listed', async () => {
    expect(verify(await logWith({ deleted: [[0, 1]], done: null }))).toMatchObject({
      ok: true,
      pending: [expect.any(String)],
    })
  })

  test('the end of a disposition that isn’t in the log is a fault', async () => {
    const { faults } = verify(await logWith({ deleted: [], done: 'other' }))
    expect(faults).toMatchObject([
      { kind: 'disposition', message: expect.stringContaining('not in the log') as string },
    ])
  })

  test('without the record key, nobody can tell why a part is absent', async () => {
    expect(verify(await logWith({}), null)).toMatchObject({ ok: true, parts: { missing: 0, destroyed: 0 } })
  })

  test('a disposition whose body was swapped is no authority', async () => {
    const folder = makeFolder()
    folders.push(folder)
    cpSync(await logWith({ done: null }), folder, { recursive: true })
    const db = new DatabaseSync(join(folder, 'records.db'))
    const { idx } = db.prepare("SELECT idx FROM log_entry WHERE type = 'disposition'").get() as { idx: number }
    db.exec(`UPDATE part SET ciphertext = zeroblob(length(ciphertext)) WHERE key = ${idx * 1024 + 1}`)
    db.close()
    const { faults } = verify(folder)
    expect(faults.map(({ kind, index }) => `${kind} ${index}`)).toEqual([
      `disposition ${idx}`,
      'part 0',
      'part 1',
      `part ${idx}`,
    ])
  })
})
