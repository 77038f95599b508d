import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordDecision } from '#src/productions/production-row.ts'
import type { AskedDecision } from '#src/productions/review.ts'
import { PARTS } from '#src/productions/show-record.ts'
import { checkProofs, checkSums } from '../../support/production-package.ts'
import {
  granted,
  OTHER_LAW,
  officer,
  openProductionsBed,
  type ProductionsBed,
  REQUEST,
  SSN_LAW,
} from '../../support/productions-bed.ts'
import { draft } from '../../support/record-store.ts'

let bed: ProductionsBed
beforeEach(async () => {
  bed = await openProductionsBed({ chunkSize: 2 })
})
afterEach(() => bed.close())

const decide = async (id: string, exchange: string, ...asked: AskedDecision[]) =>
  granted(await bed.productions.decide(id, exchange, asked, officer))

/** Everything that is open in a record, decided one way. */
async function decideOpen(id: string, exchange: string, decision: RecordDecision['decision']): Promise<void> {
  const { judged } = granted(await bed.productions.record(id, exchange, officer))
  const exemption = decision === 'withhold' ? { exemption: SSN_LAW } : {}
  await decide(
    id,
    exchange,
    ...judged.open.map(({ part, start, end }) => ({ part, start, end, decision, ...exemption })),
  )
}

describe('a package', { tags: ['MS-24', 'MO-06'] }, () => {
  test('is accepted by sha256sum, and each entry by the offline verifier; whole records with their contents', async () => {
    const refs = await bed.records(5, (at) => ({ prompt: `Order gravel ${at}`, subject: `p${at}` }))
    const removed = await bed.record({ prompt: 'My number is [US_SSN_1]', removed: { US_SSN_1: '123-45-6789' } })
    await bed.request()
    await bed.code([...refs, removed], 'responsive')
    const id = await bed.make()
    await decideOpen(id, removed, 'withhold')
    await bed.build(id)
    const { folder, files } = await bed.unpack(id)
    expect([...files.keys()].filter((name) => !/^(proofs|text|html)\//.test(name))).toEqual([
      'README.txt',
      'SHA256SUMS',
      'chain-of-custody.csv',
      'checkpoint',
      'destroyed.csv',
      'exemption-log.csv',
      'index.html',
      'load/production.dat',
      'load/production.opt',
      'manifest.json',
      'records.csv',
      'records.jsonl',
    ])
    checkSums(folder)
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as { files: { path: string; bytes: number }[] }
    expect(manifest).toMatchObject({
      counts: { hits: 6, released: 6, redactions: 1, destroyed_since: 0 },
      bates: { first: '2026-0001-000001', last: '2026-0001-000006' },
      time_zone: 'America/Chicago',
      tool: { name: 'statehouse' },
      operator: { created_by: officer.key, built_by: officer.key },
    })
    expect(manifest.files.map(({ path }) => path).toSorted()).toEqual(
      [...files.keys()].filter((path) => path !== 'manifest.json').toSorted(),
    )
    for (const { path, bytes } of manifest.files) expect(files.get(path)!.byteLength, path).toBe(bytes)
    const { code, lines } = await checkProofs(folder)
    expect(code).toBe(0)
    const say = (line: string) => lines.filter((one) => one.startsWith(line)).length
    expect([say('sound'), say('  body: intact'), say('  body: withheld')]).toEqual([12, 10, 2])
  })

  test('holds nothing that is withheld, in any byte of it: text, facts, names of files, proofs, logs', async () => {
    const secret = (name: string): string => `Zq7${name}Secret`
    const said = {
      prompt: `Tell ${secret('prompt')} of "[US_SSN_1]" \n and [PERSON_NAME_1]`,
      response: `I tell ${secret('response')} and [US_SSN_1]`,
      subject: secret('custodian'),
      unit: secret('unit'),
      purpose: secret('purpose'),
      removed: { US_SSN_1: '999-88-7777', PERSON_NAME_1: 'Zq7 Withheld Name' },
    }
    const redacted = await bed.record(said)
    const exempt = await bed.record({ prompt: secret('exempt'), subject: secret('exemptPerson') })
    const privileged = await bed.record({ prompt: secret('privileged'), subject: secret('client'), unit: 'CCO' })
    const out = await bed.record({ prompt: secret('unasked') })
    const plain = await bed.record({ prompt: 'Order gravel' })
    await bed.request()
    await bed.code([redacted, plain], 'responsive')
    await bed.code([exempt], 'exempt')
    await bed.code([out], 'not-responsive')
    const id = await bed.make()
    await decide(
      id,
      redacted,
      ...['custodian', 'unit', 'purpose'].map(
        (part) => ({ part, decision: 'withhold', exemption: OTHER_LAW }) as const,
      ),
    )
    for (const find of [secret('prompt'), secret('response').toUpperCase()]) {
      const pattern = granted(
        await bed.productions.addPattern(id, { kind: 'literal', find, exemption: OTHER_LAW }, officer),
      )
      expect(pattern.hits).toBe(1)
      granted(await bed.productions.decidePattern(id, pattern.id, { decision: 'withhold', hits: 1 }, officer))
    }
    await decideOpen(id, redacted, 'withhold')
    await bed.build(id)
    await bed.seal(id)
    const { files } = await bed.unpack(id)
    const hidden = [/Zq7/i, /999-?88-?7777/, new RegExp(privileged), new RegExp(out)]
    for (const [path, bytes] of files)
      for (const needle of hidden) {
        expect(path).not.toMatch(needle)
        expect(bytes.toString('latin1'), path).not.toMatch(needle)
      }
    const text = files.get('text/0001/2026-0001-000001.txt')!.toString()
    expect(text).toContain(`Tell [Withheld: ${OTHER_LAW}] of "[Withheld: ${SSN_LAW}]"`)
    expect(text).toContain(`custodian: [Withheld: ${OTHER_LAW}]`)
    expect(JSON.parse(files.get('manifest.json')!.toString())).toMatchObject({
      counts: { hits: 4, released: 2, withheld: 1, not_responsive: 1 },
    })
    const log = files.get('exemption-log.csv')!.toString()
    expect(log.split('\r\n')).toHaveLength(1 + 1 + 8 + 1)
    expect(log).toContain(`prompt,`)
    expect(log).toContain('RSMo 610.035')
    expect(log).toContain(`,${exempt},`)
    // Contents and salts of a record of which anything is withheld stay where they are.
    const proofs = [...files.keys()].filter((path) => path.startsWith('proofs/') && path.endsWith('.salt'))
    expect(proofs).toHaveLength(2)
  })

  test('has a removed value again where a named person restored it, and everywhere that it is said', async () => {
    const ref = await bed.record({
      prompt: 'Write to [PERSON_NAME_1]',
      response: 'Dear [PERSON_NAME_1],',
      removed: { PERSON_NAME_1: 'Ana "Bee" Reyes' },
    })
    await bed.request()
    await bed.code([ref], 'responsive')
    const id = await bed.make()
    await decideOpen(id, ref, 'restore')
    expect((await bed.build(id)).build!.counts).toMatchObject({ restored: 2, redactions: 0 })
    const [line] = (await bed.unpack(id)).files.get('records.jsonl')!.toString().split('\n')
    const record = JSON.parse(line!) as { prompt: string; response: string }
    expect(record.prompt).toContain('user: Write to Ana "Bee" Reyes\n')
    expect(record.response).toContain('assistant: Dear Ana "Bee" Reyes,\n')
  })

  test('of both modes has the same number of rows; only the open-records one has redactions', async () => {
    const [first, second, exempt, closed, out] = (await bed.records(5, (at) => ({
      prompt: `Words ${at} [US_SSN_1]`,
    }))) as string[]
    await bed.request()
    await bed.code([first!, second!], 'responsive')
    await bed.code([exempt!], 'exempt')
    await bed.code([closed!], 'privileged')
    await bed.code([out!], 'not-responsive')
    const open = await bed.make('open-records')
    const legal = await bed.make('legal-process')
    const placeholders = granted(
      await bed.productions.addPattern(open, { kind: 'placeholder', find: 'us_ssn', exemption: SSN_LAW }, officer),
    )
    expect(placeholders.hits).toBe(2)
    granted(await bed.productions.decidePattern(open, placeholders.id, { decision: 'withhold', hits: 2 }, officer))
    const [a, b] = [(await bed.build(open)).build!.counts, (await bed.build(legal)).build!.counts]
    const rows = (counts: typeof a) => counts.released + counts.withheld + counts.privileged
    expect([rows(a), rows(b)]).toEqual([4, 4])
    expect([a.redactions, b.redactions]).toEqual([2, 0])
    expect([a.released, b.released]).toEqual([2, 3])
    expect((await bed.unpack(open)).files.has('privilege-log.csv')).toBe(false)
    const log = (await bed.unpack(legal)).files.get('privilege-log.csv')!.toString()
    expect(log.split('\r\n')).toHaveLength(3)
    expect(log).toContain(closed!)
    const opened = [...(await bed.unpack(legal)).files.keys()].filter((path) => /\.meta\.salt$/.test(path))
    expect(opened).toHaveLength(6)
    const { code } = await checkProofs((await bed.unpack(legal)).folder)
    expect(code).toBe(0)
  })

  test('built twice is the same to the byte, apart from the manifest, also in a new process', async () => {
    const refs = await bed.records(7, (at) => ({ prompt: `Words ${at}` }))
    await bed.request()
    await bed.code(refs, 'responsive')
    const id = await bed.make()
    await bed.build(id)
    const before = (await bed.unpack(id)).files
    await bed.restart()
    await bed.records(3, () => ({}))
    await bed.build(id)
    const after = (await bed.unpack(id)).files
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [path, bytes] of before)
      if (path !== 'manifest.json') expect(after.get(path)!.equals(bytes), path).toBe(true)
  })

  test('goes on with its numbers where the request’s last sealed production ended', async () => {
    const refs = await bed.records(5, () => ({}))
    await bed.request()
    await bed.code(refs.slice(0, 3), 'responsive')
    await bed.code(refs.slice(3), 'not-responsive')
    const one = await bed.make()
    expect((await bed.build(one)).batesFirst).toBe(1)
    expect((await bed.build(one)).batesFirst).toBe(1)
    await bed.seal(one)
    await bed.code(refs.slice(0, 3), 'not-responsive')
    await bed.code(refs.slice(3), 'responsive')
    const two = await bed.make()
    expect((await bed.build(two)).batesFirst).toBe(4)
    const texts = [...(await bed.unpack(two)).files.keys()].filter((path) => path.startsWith('text/'))
    expect(texts.map((path) => path.slice('text/0001/'.length))).toEqual([
      '2026-0001-000004.txt',
      '2026-0001-000005.txt',
    ])
  })

  test('tells of what was destroyed lawfully since the scope was frozen, by what authority', async () => {
    const refs = await bed.records(2, () => ({}))
    await bed.request()
    await bed.code(refs, 'responsive')
    const id = await bed.make()
    const entries = await bed.store.exchange(refs[0]!)
    bed.authorities.push({
      disposition: 'disposition-7',
      rule: 'general-correspondence@1',
      citation: 'Policy 2503',
      schedule: null,
      finishedAt: '2026-11-23T01:00:00.000Z',
      targets: [[entries[0]!.index, entries[1]!.index]],
      kept: [],
    })
    await destroyed(entries.map(({ index }) => index))
    await bed.build(id)
    const { files } = await bed.unpack(id)
    expect(files.get('destroyed.csv')!.toString()).toContain(`${refs[0]},`)
    expect(files.get('destroyed.csv')!.toString()).toContain('disposition-7,general-correspondence@1,Policy 2503')
    expect(JSON.parse(files.get('manifest.json')!.toString())).toMatchObject({
      counts: { released: 1, destroyed_since: 1 },
    })
  })

  describe('says how its records were found', () => {
    const accounts = [{ account: 'https://idp.test|dana.hale', reason: 'as her divorce papers say' }]
    const names = [{ name: 'Marisol Quintero', reason: 'her maiden name' }]
    const plan = { persons: [{ id: 'dana', accounts, names }], lines: [{ id: 'one', query: 'levee', by: ['dana'] }] }
    const manifestOf = (files: ReadonlyMap<string, Buffer>) =>
      JSON.parse(files.get('manifest.json')!.toString()) as { search: { plan: { file: object | null } } }

    test('by a plan that stays in the log, unless whoever makes it lets it out', async () => {
      const ref = await bed.record()
      const entry = await bed.request(REQUEST, plan)
      await bed.code([ref], 'responsive')
      const id = await bed.make('open-records')
      await bed.build(id)
      const { files } = await bed.unpack(id)
      expect(manifestOf(files).search).toEqual({
        plan: { entry, file: null },
        run: 'run-1',
        begun: '2026-11-23T01:30:00.000Z',
        cut_off_at_entry: 3,
        destroyed_before: 2,
      })
      for (const [path, bytes] of files)
        expect(bytes.toString('latin1'), path).not.toMatch(/dana|hale|Marisol|Quintero|levee/i)
    })

    test('by a plan that goes out whole with a legal process, but for what officers said of it', async () => {
      const ref = await bed.record()
      const entry = await bed.request(REQUEST, plan)
      await bed.code([ref], 'responsive')
      const id = await bed.make('legal-process')
      await bed.build(id)
      const { folder, files } = await bed.unpack(id)
      checkSums(folder)
      const file = files.get('search-plan.json')!
      const sha256 = createHash('sha256').update(file).digest('hex')
      expect(manifestOf(files).search.plan).toEqual({ entry, file: { path: 'search-plan.json', sha256 } })
      expect(JSON.parse(file.toString())).toEqual({
        persons: [{ id: 'dana', accounts: [{ account: accounts[0]!.account }], names: [{ name: names[0]!.name }] }],
        lines: plan.lines,
      })
      writeFileSync(join(bed.folder, 'exports', id, 'search-plan.json'), '{}')
      await expect(bed.build(id)).rejects.toThrow('search plan on disk')
    })

    test('by no plan that says what a pattern withholds', async () => {
      const ref = await bed.record({ prompt: 'Write to Marisol Quintero' })
      await bed.request(REQUEST, plan)
      await bed.code([ref], 'responsive')
      const order = { request: REQUEST, mode: 'open-records', reason: 'answer', withPlan: true } as const
      const { id } = granted(await bed.productions.create(order, officer)).row
      const asked = { kind: 'literal', find: 'marisol quintero', exemption: OTHER_LAW } as const
      const pattern = granted(await bed.productions.addPattern(id, asked, officer))
      granted(await bed.productions.decidePattern(id, pattern.id, { decision: 'withhold', hits: 1 }, officer))
      expect(await bed.productions.build(id, officer)).toMatchObject({ code: 'production_refused', rule: 'pattern' })
      granted(await bed.productions.decidePattern(id, pattern.id, { decision: 'keep', hits: 1 }, officer))
      await bed.build(id)
    })
  })

  async function destroyed(indexes: readonly number[]): Promise<void> {
    const disposition = draft('disposition')
    await bed.store.append(disposition)
    await bed.store.destroy({ disposition: disposition.id, indexes })
  }

  test('covers every part that a reviewer can name', () => {
    expect([...PARTS]).toEqual([
      'custodian',
      'unit',
      'system',
      'client',
      'purpose',
      'matter',
      'fields',
      'prompt',
      'response',
    ])
  })
})
