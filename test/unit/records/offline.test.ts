import { createHash, webcrypto } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as logCheck from '#src/cli/log-check.ts'
import * as logProve from '#src/cli/log-prove.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import { cosignatureLine, parseSignedNote } from '#src/core/signed-note.ts'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile } from '#src/records/signing-key.ts'
import { witnessKeyFromSeed } from '#src/records/witness/witness-key.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'
import { project } from '../../support/source-files.ts'

/** The page’s own script, as a browser would run it. */
interface Page {
  readKey(line: string): Promise<unknown>
  sortFiles(files: Record<string, Uint8Array>): Record<string, object>
  verifyEntry(given: object, keys: readonly unknown[]): Promise<{ parts: Record<string, string>; witnesses: object[] }>
}
const html = readFileSync(join(project, 'docs', 'verify.html'), 'utf8')
const script = /\/\/ verifier: begin\n([\s\S]*)\/\/ verifier: end/.exec(html)![1]!
// oxlint-disable-next-line typescript/no-implied-eval -- the page's own script is what is tested
const page = new Function('crypto', `${script}; return { readKey, sortFiles, verifyEntry }`)(webcrypto) as Page

const witness = witnessKeyFromSeed('auditor.example/witness', Buffer.alloc(32, 4))
let folder: string
let out: string
let vkey: string
let said: string[]
let context: RecordsContext
beforeAll(async () => {
  folder = makeFolder()
  said = []
  const line = (text: string) => void said.push(text)
  context = {
    env: {},
    stdout: line,
    stderr: line,
    dataFolder: join(folder, 'data'),
    recordKeyFile: join(folder, 'r'),
    logKeyFile: join(folder, 'l'),
  }
  const recordKey = await createKeyRingFile(context.recordKeyFile)
  const signingKey = await createSigningKeyFile(context.logKeyFile, 'log.example.gov/ai')
  vkey = signingKey.vkey
  const store = await openStore(context.dataFolder, { origin: signingKey.name, signingKey, recordKey })
  for (let i = 0; i < 5; i++) await store.append(draft('boot'))
  const ref = ids.exchangeId()
  const bytes = Buffer.from('Draft a reply about Route 63 — café')
  const orig = { name: 'orig' as const, key: 'sealed' as const, bytes: Buffer.from('as typed') }
  await store.append(draft('prompt', ref, { parts: [{ name: 'body', key: 'record', bytes }, orig] }))
  await store.append(draft('response', ref))
  for (let i = 0; i < 300; i++) void store.append(draft('boot'))
  await store.append(draft('boot'))
  await store.checkpoint()
  await store.close()
  out = join(folder, 'given')
  expect(await logProve.run([ref, '--out', out, '--contents'], context)).toBe(0)
  for (const name of readdirSync(out).filter((one) => one.endsWith('.tlog-proof'))) {
    const proof = readFileSync(join(out, name), 'utf8')
    const { text } = parseSignedNote(proof.slice(proof.indexOf('\n\n') + 2))
    writeFileSync(join(out, name), proof + cosignatureLine(text, witness.name, witness.privateKey, 1_795_359_601))
  }
})
afterAll(() => dropFolder(folder))

const files = (): Record<string, Uint8Array> =>
  Object.fromEntries(readdirSync(out).map((name) => [name, new Uint8Array(readFileSync(join(out, name)))]))

/** Both verifiers over what was given; whether each found it sound, and the command’s words. */
async function both(given: Record<string, Uint8Array>, keys: readonly string[]) {
  const copy = join(makeFolder(), 'given')
  mkdirSync(copy)
  for (const [name, bytes] of Object.entries(given)) writeFileSync(join(copy, name), bytes)
  const code = await logCheck.run([copy, ...keys.flatMap((key) => ['--vkey', key]), '--json'], context)
  const answer = said.at(-1)!
  dropFolder(join(copy, '..'))
  let isSound: boolean
  try {
    const read = await Promise.all(keys.map((key) => page.readKey(key)))
    const results = await Promise.all(Object.values(page.sortFiles(given)).map((one) => page.verifyEntry(one, read)))
    isSound = results.every(({ parts }) => !Object.values(parts).includes('altered'))
  } catch {
    isSound = false
  }
  return { command: code === 0, page: isSound, answer }
}

describe('a stranger with the files and the key', { tags: ['MO-13', 'MS-24'] }, () => {
  test('finds the exchange sound, its sealed part withheld, and the witness’s signature', async () => {
    const { command, page: isSound, answer } = await both(files(), [vkey, witness.vkey])
    expect({ command, isSound }).toEqual({ command: true, isSound: true })
    const { entries } = JSON.parse(answer) as { entries: { checked: { parts: object[]; witnesses: object[] } }[] }
    expect(entries[0]!.checked).toMatchObject({
      parts: [
        { name: 'meta', answer: 'intact' },
        { name: 'body', answer: 'intact' },
        { name: 'orig', answer: 'withheld' },
      ],
      witnesses: [{ name: 'auditor.example/witness', at: '2026-11-22T15:00:01.000Z' }],
    })
    const keys = await Promise.all([vkey, witness.vkey].map((key) => page.readKey(key)))
    const [first] = Object.values(page.sortFiles(files()))
    expect(await page.verifyEntry(first!, keys)).toMatchObject({
      index: 5,
      parts: { meta: 'intact', body: 'intact', orig: 'withheld' },
      witnesses: [{ name: 'auditor.example/witness', at: '2026-11-22T15:00:01.000Z' }],
    })
  })

  test('needs no more than a hash for a commitment', () => {
    const hash = createHash('sha256').update('P').update(files()['5.body.salt']!).update(files()['5.body']!)
    expect(Buffer.from(files()['5.entry.json']!).toString()).toContain(hash.digest('base64'))
  })

  const changed = (name: string, change: (bytes: Buffer) => Uint8Array) => (given: Record<string, Uint8Array>) => {
    given[name] = change(Buffer.from(given[name]!))
  }
  const flipped = (bytes: Buffer) => {
    bytes[bytes.byteLength >> 1]! ^= 1
    return bytes
  }
  const replaced = (from: string | RegExp, to: string) => (bytes: Buffer) =>
    Buffer.from(bytes.toString().replace(from, to))
  test.each<[string, (given: Record<string, Uint8Array>) => void]>([
    ['a content changed', changed('5.body', flipped)],
    ['a salt changed', changed('5.body.salt', flipped)],
    ['a salt cut off', changed('5.meta.salt', (bytes) => bytes.subarray(1))],
    ['an entry changed', changed('5.entry.json', replaced('MDOT', 'MDOR'))],
    ['another index in the proof', changed('5.tlog-proof', replaced('index 5', 'index 4'))],
    ['the proof of another entry', (given) => Object.assign(given, { '5.tlog-proof': given['6.tlog-proof'] })],
    ['a hash of the proof changed', changed('5.tlog-proof', replaced(/index 5\n\S{4}/, 'index 5\nAAAA'))],
    ['a hash of the proof left out', changed('5.tlog-proof', replaced(/index 5\n\S+\n/, 'index 5\n'))],
    ['another size in the checkpoint', changed('5.tlog-proof', replaced(/\n308\n/, '\n309\n'))],
    ['no signature of the log', changed('5.tlog-proof', replaced(/— log\.example\.gov\/ai \S+\n/, ''))],
    [
      'a part that isn’t one',
      (given) => Object.assign(given, { '5.x': Buffer.from('x'), '5.x.salt': Buffer.alloc(32) }),
    ],
  ])('finds %s', async (_name, change) => {
    const given = files()
    change(given)
    expect(given).not.toEqual(files())
    expect(await both(given, [vkey])).toMatchObject({ command: false, page: false })
  })

  test('is not taken in by another key', async () => {
    const other = await createSigningKeyFile(join(folder, `other-${Date.now()}`), 'log.example.gov/ai')
    expect(await both(files(), [other.vkey])).toMatchObject({ command: false, page: false })
    expect(await both(files(), [witness.vkey])).toMatchObject({ command: false, page: false })
  })
})

test('the page reaches no network and loads nothing', () => {
  expect(html).toContain("default-src 'none'")
  expect(html).not.toMatch(/<(link|img|iframe|script src)|fetch\(|XMLHttpRequest|WebSocket|https?:\/\//)
})

test('contents that are handed out are a look that the log knows', { tags: ['MO-04'] }, async () => {
  const recordKey = await readKeyRingFile(context.recordKeyFile)
  const signingKey = await readSigningKeyFile(context.logKeyFile)
  const store = await openStore(context.dataFolder, { origin: signingKey.name, signingKey, recordKey })
  const look = (await store.entry((await store.size()) - 1))!
  await store.close()
  expect(look.type).toBe('access')
  expect(JSON.parse(look.parts['meta']!.toString())).toMatchObject({ action: 'prove' })
})

test('wrong use is 2', async () => {
  expect(await logProve.run([ids.exchangeId(), '--contents'], context)).toBe(2)
  expect(await logCheck.run(['--help'], context)).toBe(0)
  expect(await logCheck.run([out], context)).toBe(2)
})
