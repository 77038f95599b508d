import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RECORD_MARK } from '#src/core/record-mark.ts'
import { RECORDS_REQUEST } from '#src/core/records-request.ts'
import {
  AGENCY,
  COUNSEL_LAW,
  counsel,
  granted,
  officer,
  openProductionsBed,
  type ProductionsBed,
  person,
  REQUEST,
  SSN_LAW,
  secondCounsel,
  secondOfficer,
} from '../../support/productions-bed.ts'

let bed: ProductionsBed
beforeEach(async () => {
  bed = await openProductionsBed()
})
afterEach(() => bed.close())

const refused = (rule: string) => ({ code: 'production_refused', rule })

describe('a production', { tags: ['MS-24', 'MO-06'] }, () => {
  test('is made for an open request whose plan was run, by the roles of its mode', async () => {
    await bed.record()
    const make = (who: typeof officer, mode: 'open-records' | 'legal-process' = 'open-records', request = REQUEST) =>
      bed.productions.create({ request, mode, reason: 'answer' }, who)
    expect(await make(officer)).toMatchObject(refused('request'))
    await bed.request()
    for (const roles of [['supervisor'], ['hr'], ['auditor'], ['executive-director'], ['cto', 'records-officer']])
      expect(await make(person('x', ...roles)), roles.join()).toMatchObject({ code: 'audience_not_granted' })
    expect(await make(officer, 'legal-process')).toMatchObject({ code: 'audience_not_granted' })
    expect(await make({ ...officer, agency: 'OTHER' })).toMatchObject(refused('request'))
    expect(await make(officer, 'open-records', 'nothing')).toMatchObject(refused('request'))
    const facts = bed.ledger.state.get(RECORDS_REQUEST, REQUEST) as object
    const say = async (more: object) =>
      bed.ledger.write({
        type: 'admin',
        agency: AGENCY,
        actor: null,
        meta: {},
        state: [{ kind: RECORDS_REQUEST, key: REQUEST, value: { ...facts, ...more } }],
      })
    await say({ frozenAt: null })
    expect(await make(officer)).toMatchObject({ ...refused('request'), message: expect.stringContaining('plan') })
    await say({ status: 'closed' })
    expect(await make(officer)).toMatchObject({ ...refused('request'), message: 'The request is closed.' })
    await say({ status: 'paused' })
    expect(granted(await make(officer)).row).toMatchObject({ status: 'open', number: 1 })
  })

  test('isn’t built while a record is uncoded, a placeholder undecided or a proposal open; where it is, is told', async () => {
    const [coded, uncoded] = (await bed.records(2, () => ({
      prompt: 'Ask [US_SSN_1] of Ana Reyes',
      removed: { US_SSN_1: '1' },
    }))) as unknown as [string, string]
    await bed.request()
    await bed.code([coded], 'responsive')
    const id = await bed.make()
    await expect(bed.build(id)).rejects.toThrow(`record ${coded} has 1 places`)
    const undecided = async () => granted(await bed.productions.undecided(id, null, officer))
    expect(await undecided()).toMatchObject({
      uncoded: 1,
      places: 1,
      records: [
        { exchange: coded, open: [{ part: 'prompt', what: 'placeholder', shown: '[US_SSN_1]' }] },
        { exchange: uncoded, uncoded: true },
      ],
    })
    const [
      {
        open: [place],
      },
    ] = (await undecided()).records as unknown as [{ open: [{ start: number; end: number }] }]
    const decide = async (asked: object) =>
      bed.productions.decide(id, coded, [{ part: 'prompt', ...place, ...asked } as never], officer)
    expect(await decide({ decision: 'withhold' })).toMatchObject(refused('exemption'))
    expect(await decide({ decision: 'withhold', exemption: 'my-own' })).toMatchObject(refused('exemption'))
    expect(await decide({ decision: 'withhold', exemption: COUNSEL_LAW })).toMatchObject(refused('exemption'))
    expect(await decide({ decision: 'keep' })).toMatchObject(refused('place'))
    expect(await decide({ start: 0, end: 9_999, decision: 'withhold', exemption: SSN_LAW })).toMatchObject(
      refused('place'),
    )
    expect(await decide({ part: 'nothing', decision: 'withhold', exemption: SSN_LAW })).toMatchObject(refused('place'))
    granted(await decide({ decision: 'restore' }))
    await expect(bed.build(id)).rejects.toThrow(`record ${uncoded} is not coded`)
    await bed.code([uncoded], 'not-responsive')
    const pattern = granted(
      await bed.productions.addPattern(id, { kind: 'literal', find: 'ana reyes', exemption: SSN_LAW }, officer),
    )
    expect(await undecided()).toMatchObject({
      uncoded: 0,
      places: 1,
      records: [{ open: [{ what: 'proposal', pattern: pattern.id }] }],
    })
    await expect(bed.build(id)).rejects.toThrow('nobody has decided')
    const all = (asked: object) =>
      bed.productions.decidePattern(id, pattern.id, { decision: 'withhold', hits: 1, ...asked } as never, officer)
    expect(await all({ hits: 7 })).toMatchObject(refused('hits'))
    expect(await all({ decision: 'restore' })).toMatchObject(refused('decision'))
    granted(await all({ decision: 'keep' }))
    expect(await bed.build(id)).toMatchObject({ build: { counts: { released: 1, redactions: 0, restored: 1 } } })
    expect(await bed.productions.addPattern(id, { kind: 'regex', find: '(a+)+' }, officer)).toMatchObject(
      refused('pattern'),
    )
  })

  test('is sealed by somebody else whose role it is, for exactly the package that was built', async () => {
    const [ref, other] = (await bed.records(2, () => ({}))) as unknown as [string, string]
    await bed.request()
    await bed.code([ref], 'responsive')
    await bed.code([other], 'not-responsive')
    const id = await bed.make()
    const seal = async (who: typeof officer, manifest?: string) => {
      const { row } = granted(bed.productions.find(id, officer))
      return bed.productions.seal(id, manifest ?? row.build?.manifest ?? '', who)
    }
    expect(await seal(secondOfficer)).toMatchObject(refused('not-open'))
    expect(await bed.productions.deliver(id, 'package', officer)).toMatchObject(refused('not-sealed'))
    await bed.build(id)
    expect(await bed.productions.deliver(id, 'package', officer)).toMatchObject(refused('not-sealed'))
    expect(await seal(officer)).toMatchObject(refused('two-people'))
    expect(await seal(person('x', 'auditor'))).toMatchObject({ code: 'route_not_governed' })
    expect(await seal(secondOfficer, '0'.repeat(64))).toMatchObject(refused('stale'))
    await bed.code([other], 'responsive')
    expect(await seal(secondOfficer)).toMatchObject(refused('stale'))
    await bed.build(id)
    const file = join(bed.folder, 'exports', id, 'chunks', '000001', 'records.jsonl')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Order', 'order'))
    expect(await seal(secondOfficer)).toMatchObject(refused('not-sound'))
    const { build } = await bed.build(id)
    const size = await bed.store.size()
    expect(granted(await seal(secondOfficer)).row).toMatchObject({ status: 'sealed', sealedBy: secondOfficer.key })
    const entry = await bed.store.entry(size)
    expect(entry!.type).toBe('export')
    expect(JSON.parse(entry!.parts['body']!.toString())).toMatchObject({
      production: id,
      manifest_sha256: build!.manifest,
      package_sha256: build!.sha256,
    })
    expect(granted(await bed.productions.deliver(id, 'package', officer))).toMatchObject({ bytes: build!.bytes })
    const look = await bed.store.entry(size + 1)
    expect(JSON.parse(look!.parts['meta']!.toString())).toMatchObject({
      action: 'download-package',
      production: id,
      by: { subject: 'rec.officer' },
    })
    for (const late of [
      bed.productions.build(id, officer),
      bed.productions.cancel(id, officer),
      bed.productions.decide(id, ref, [{ part: 'prompt', decision: 'withhold', exemption: SSN_LAW }], officer),
    ])
      expect(await late).toMatchObject(refused('not-open'))
  })

  test('gives no record a label that another production of the request has given', async () => {
    const record = await bed.record()
    await bed.request()
    const made = [await bed.make('legal-process'), await bed.make('legal-process')]
    await bed.code([record], 'responsive')
    for (const id of made) await bed.build(id)
    await bed.seal(made[0]!)
    const { build } = granted(bed.productions.find(made[1]!, counsel)).row
    expect(await bed.productions.seal(made[1]!, build!.manifest, secondCounsel)).toMatchObject(refused('stale'))
    await bed.build(made[1]!)
    const first = granted(bed.productions.find(made[0]!, counsel)).row
    const second = await bed.seal(made[1]!)
    expect(second.batesFirst).toBe(first.batesFirst! + first.build!.counts.released)
  })

  test('for legal process is counsel’s, whole, and sealed by a second one', async () => {
    const ref = await bed.record({ prompt: 'My number is [US_SSN_1]', removed: { US_SSN_1: '123-45-6789' } })
    await bed.request()
    await bed.code([ref], 'responsive')
    const id = await bed.make('legal-process')
    expect(bed.productions.find(id, officer)).toMatchObject({ code: 'route_not_governed' })
    expect(granted(bed.productions.list(officer))).toEqual([])
    const decision = { part: 'prompt', decision: 'withhold', exemption: SSN_LAW } as const
    expect(await bed.productions.decide(id, ref, [decision], counsel)).toMatchObject(refused('decision'))
    await bed.build(id)
    const manifest = granted(bed.productions.find(id, counsel)).row.build!.manifest
    expect(await bed.productions.seal(id, manifest, counsel)).toMatchObject(refused('two-people'))
    granted(await bed.productions.seal(id, manifest, secondCounsel))
    expect(await bed.productions.deliver(id, 'package', officer)).toMatchObject({ code: 'route_not_governed' })
    expect((await bed.unpack(id)).files.get('records.jsonl')!.toString()).toContain('My number is 123-45-6789')
  })

  test('stops at an entry that was altered since it was recorded, and says at which', async () => {
    const refs = await bed.records(3, () => ({}))
    await bed.request()
    await bed.code(refs, 'responsive')
    const id = await bed.make()
    const [entry] = await bed.store.exchange(refs[1]!)
    const db = new DatabaseSync(join(bed.folder, 'records.db'), { timeout: 20_000 })
    db.exec('DROP TRIGGER IF EXISTS log_entry_no_update')
    const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[]
    for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
    const changed = entry!.entry.replace('"series":"general-correspondence"', '"series":"general-correspondencf"')
    db.prepare('UPDATE log_entry SET entry = ? WHERE idx = ?').run(Buffer.from(changed), entry!.index)
    db.close()
    await expect(bed.build(id)).rejects.toThrow(`entry ${entry!.index} isn’t the one that the log’s checkpoint`)
    expect(granted(bed.productions.find(id, officer)).row.status).toBe('failed')
  })

  test('stops where content is gone and no disposition says so', async () => {
    const refs = await bed.records(2, () => ({}))
    await bed.request()
    await bed.code(refs, 'responsive')
    const id = await bed.make()
    const [entry] = await bed.store.exchange(refs[1]!)
    const db = new DatabaseSync(join(bed.folder, 'records.db'), { timeout: 20_000 })
    const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[]
    for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
    db.prepare("DELETE FROM part WHERE key / 1024 = ? AND name = 'body'").run(entry!.index)
    db.close()
    const gone = (await bed.store.exchange(refs[1]!))[0]!.parts['body']
    expect(gone).toBeNull()
    await expect(bed.build(id)).rejects.toThrow(`part body of entry ${entry!.index} is missing`)
  })

  test('takes its package away when what it holds is destroyed', async () => {
    const ref = await bed.record()
    await bed.request()
    await bed.code([ref], 'responsive')
    const id = await bed.make()
    await bed.build(id)
    await bed.seal(id)
    await bed.productions.dropDestroyed()
    expect(granted(await bed.productions.deliver(id, 'package', officer)).bytes).toBeGreaterThan(0)
    const authority = { disposition: 'd', rule: 'r', citation: 'c', schedule: null, kept: [] }
    bed.authorities.push({ ...authority, finishedAt: '2032-01-01T00:00:00.000Z', targets: [[0, 1]] })
    await bed.productions.dropDestroyed()
    expect(await bed.productions.deliver(id, 'package', officer)).toMatchObject(refused('destroyed'))
  })
})

describe('what counsel alone may know', { tags: ['MS-24', 'MO-04', 'MO-06', 'MO-30'] }, () => {
  test('is in no list, count, look, proposal, package or refusal of anybody else', async () => {
    const plain = await bed.records(3, () => ({ prompt: 'Order gravel' }))
    const byUnit = await bed.record({ prompt: 'gravel lawsuit [US_SSN_1]', unit: 'CCO' })
    const byPurpose = await bed.record({ prompt: 'gravel advice', purpose: 'legal-advice' })
    const byMark = await bed.record({ prompt: 'gravel memo' })
    const byCoding = await bed.record({ prompt: 'gravel draft' })
    await bed.request()
    const id = await bed.make()
    await bed.code([...plain, byMark], 'responsive')
    await bed.code([byCoding], 'privileged')
    const mark = { labels: ['privileged'], holds: [], reviewed: false, at: Date.parse('2026-11-23T02:30:00Z') }
    const state = [{ kind: RECORD_MARK, key: byMark, value: mark }]
    await bed.ledger.write({ type: 'review', agency: AGENCY, actor: counsel, meta: {}, state })
    const hidden = [byUnit, byPurpose, byMark, byCoding]
    const { productions } = bed

    const seen = granted(productions.records(id, officer, { limit: 100 }))
    expect(seen).toEqual({ records: plain.map((exchange) => ({ exchange, outcome: 'released' })), next: null })
    expect(granted(productions.records(id, counsel, { limit: 100 })).records).toHaveLength(7)
    expect([granted(productions.find(id, officer)).records, granted(productions.find(id, counsel)).records]).toEqual([
      3, 7,
    ])
    for (const exchange of [...hidden, 'nothing']) {
      expect(await productions.record(id, exchange, officer)).toMatchObject({ code: 'route_not_governed' })
      const decision = { part: 'prompt', decision: 'withhold', exemption: SSN_LAW } as const
      expect(await productions.decide(id, exchange, [decision], officer)).toMatchObject({ code: 'route_not_governed' })
    }
    expect(granted(await productions.undecided(id, null, officer))).toEqual({ uncoded: 0, places: 0, records: [] })
    const pattern = granted(await productions.addPattern(id, { kind: 'literal', find: 'gravel' }, officer))
    expect(pattern.hits).toBe(3)
    granted(await productions.decidePattern(id, pattern.id, { decision: 'keep', hits: 3 }, officer))
    const { build } = await bed.build(id)
    expect(build!.counts).toMatchObject({ released: 3, privileged: 4 })
    const { files } = await bed.unpack(id)
    expect(JSON.parse(files.get('manifest.json')!.toString())).toMatchObject({ counts: { hits: 3, released: 3 } })
    for (const [path, bytes] of files)
      for (const exchange of hidden) expect(bytes.includes(exchange), `${exchange} in ${path}`).toBe(false)
    granted(await productions.seal(id, build!.manifest, secondOfficer))
    expect(await productions.deliver(id, 'privilege-log', officer)).toMatchObject({ code: 'audience_not_granted' })
    expect(granted(await productions.deliver(id, 'privilege-log', counsel)).bytes).toBeGreaterThan(0)
  })
})

test('a build can be given up; the others wait for their turn, and a stop leaves what is under way to the next start', {
  tags: ['MO-06'],
}, async () => {
  const refs = await bed.records(40, () => ({}))
  await bed.request()
  await bed.code(refs, 'responsive')
  const [one, two] = [await bed.make(), await bed.make()]
  const { productions } = bed
  granted(await productions.build(one, officer))
  granted(await productions.build(two, officer))
  expect(await productions.build(one, officer)).toMatchObject(refused('not-open'))
  const cancelled = granted(await productions.cancel(one, officer))
  expect(cancelled.row).toMatchObject({ status: 'open', build: null })
  await bed.restart()
  expect(granted(bed.productions.find(two, officer)).row.status).toBe('building')
  bed.productions.builds.resume()
  await bed.productions.builds.idle()
  expect(granted(bed.productions.find(two, officer)).row).toMatchObject({
    status: 'built',
    build: { counts: { released: 40 } },
  })
  expect(granted(bed.productions.find(one, officer)).row.status).toBe('open')
})
