import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run as checkCommand } from '#src/cli/log-check.ts'
import { signingKey } from '#test/support/record-store.ts'
import {
  counsel,
  granted,
  officer,
  openProductionsBed,
  type ProductionsBed,
  SSN_LAW,
} from '../../support/productions-bed.ts'

let bed: ProductionsBed
beforeEach(async () => {
  bed = await openProductionsBed({ chunkSize: 2 })
})
afterEach(() => bed.close())

describe('a package', { tags: ['MS-24', 'MO-06'] }, () => {
  test('holds what was coded responsive, is accepted by sha256sum, and each record by the offline verifier', async () => {
    const refs = await bed.records(5, (at) => ({ prompt: `Order gravel ${at}`, subject: `p${at}` }))
    const removed = await bed.record({ prompt: 'My number is [US_SSN_1]', removed: { US_SSN_1: '123-45-6789' } })
    await bed.request()
    await bed.code([...refs, removed], 'responsive')
    const id = await bed.make()
    const shown = granted(await bed.productions.record(id, removed, officer))
    const [place] = shown.judged.open
    expect(place).toMatchObject({ part: 'prompt', what: 'placeholder', shown: '[US_SSN_1]' })
    granted(
      await bed.productions.decide(
        id,
        removed,
        [{ part: 'prompt', start: place!.start, end: place!.end, decision: 'withhold', exemption: SSN_LAW }],
        officer,
      ),
    )
    await bed.build(id)
    await bed.seal(id)
    const { folder, files } = bed.unpack(id)
    expect([...files.keys()].filter((name) => !/^(proofs|text|html)/.test(name))).toEqual([
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
    expect(execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: folder }).toString()).not.toContain(
      'FAILED',
    )
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as { files: { path: string; bytes: number }[] }
    expect(manifest).toMatchObject({
      counts: { hits: 6, released: 6, redactions: 1 },
      bates: { first: '2026-0001-000001' },
    })
    expect(manifest.files.map(({ path }) => path).toSorted()).toEqual(
      [...files.keys()].filter((path) => path !== 'manifest.json').toSorted(),
    )
    for (const { path, bytes } of manifest.files) expect(files.get(path)!.byteLength, path).toBe(bytes)
    const lines: string[] = []
    const context = {
      env: {},
      stdout: (line: string) => void lines.push(line),
      stderr: (line: string) => void lines.push(line),
    }
    const none = { dataFolder: '', recordKeyFile: '', logKeyFile: '' }
    expect(await checkCommand([`${folder}/proofs`, '--vkey', signingKey.vkey], { ...context, ...none })).toBe(0)
    expect(lines.filter((line) => line.startsWith('sound'))).toHaveLength(12)
    expect(lines.filter((line) => line === '  body: intact')).toHaveLength(10)
    expect(lines.filter((line) => line === '  body: withheld')).toHaveLength(2)
    expect(counsel).toBeDefined()
  })
})
