import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as backup from '#src/cli/backup.ts'
import * as custodian from '#src/cli/keys-custodian.ts'
import * as escrow from '#src/cli/keys-escrow.ts'
import * as rotate from '#src/cli/keys-rotate.ts'
import * as logVerify from '#src/cli/log-verify.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import * as restore from '#src/cli/restore.ts'
import { openCopyWriter } from '#src/records/copy/write-copy.ts'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { startMirror } from '#src/records/mirror.ts'
import { createSigningKeyFile, readSigningKeyFile } from '#src/records/signing-key.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'

let folder: string
let here: RecordsContext
let there: RecordsContext
let said: string[]
let shares: string[]
beforeEach(async () => {
  folder = makeFolder()
  said = []
  const line = (text: string) => void said.push(text)
  const machine = (name: string): RecordsContext => ({
    env: {},
    stdout: line,
    stderr: line,
    dataFolder: join(folder, name, 'data'),
    recordKeyFile: join(folder, name, 'record-key.json'),
    logKeyFile: join(folder, name, 'log-key.json'),
  })
  here = machine('here')
  there = machine('there')
  await createKeyRingFile(here.recordKeyFile)
  await createSigningKeyFile(here.logKeyFile, 'log.example.gov/ai')
})
afterEach(() => dropFolder(folder))

async function open(context: RecordsContext) {
  const signingKey = await readSigningKeyFile(context.logKeyFile)
  const recordKey = await readKeyRingFile(context.recordKeyFile)
  return openStore(context.dataFolder, { origin: signingKey.name, signingKey, recordKey })
}

async function escrowed(): Promise<void> {
  const files: string[] = []
  for (const name of ['archives', 'auditor']) {
    await custodian.run([name, '--out', join(folder, `${name}.private`)], here)
    files.push('--custodian', join(folder, `${name}.jwk`))
    writeFileSync(files.at(-1)!, said.at(-1)!)
  }
  expect(await escrow.run([...files, '--out', join(folder, 'shares'), '--json'], here)).toBe(0)
  const { files: sealed } = JSON.parse(said.at(-1)!) as { files: string[] }
  shares = sealed.flatMap((file, i) => [
    '--share',
    file,
    '--key',
    join(folder, ['archives.private', 'auditor.private'][i]!),
  ])
}

const out = () => join(folder, 'backup')

describe('loss of the machine', { tags: ['MS-24', 'MS-64'] }, () => {
  test('every acknowledged record is readable elsewhere, from a backup made while the store wrote, with the escrowed keys', async () => {
    const before = await open(here)
    for (let i = 0; i < 700; i++) void before.append(draft('boot'))
    await before.append(draft('admin', undefined, { state: [{ kind: 'revocation', key: 'jdoe', value: { at: 1 } }] }))
    await before.close()
    await rotate.run(['--record'], here)
    await escrowed()
    const store = await open(here)
    const acknowledged = new Map<number, string>()
    const refs = Array.from({ length: 40 }, () => ids.exchangeId())
    for (const ref of refs) {
      const bytes = Buffer.from(`words of ${ref}`)
      const { index } = await store.append(draft('prompt', ref, { parts: [{ name: 'body', key: 'record', bytes }] }))
      acknowledged.set(index, bytes.toString())
    }
    await store.checkpoint()
    let isOver = false
    const writing = (async () => {
      while (!isOver) await store.append(draft('boot'))
    })()
    expect(await backup.run(['--out', out(), '--json'], here)).toBe(0)
    isOver = true
    await writing
    await store.close()
    rmSync(join(folder, 'here'), { recursive: true })

    expect(await restore.run(['--from', out(), '--verify', ...shares], there)).toBe(0)
    expect(await logVerify.run([], there)).toBe(0)
    const restored = await open(there)
    for (const [index, text] of acknowledged) {
      expect((await restored.entry(index))!.parts['body']!.toString()).toBe(text)
    }
    expect(await restored.stateOf('revocation', 'jdoe')).toEqual({ at: 1 })
    // It goes on: prompts without an end are ended, new records follow.
    expect(await restored.recoverInterrupted({ open: new Set() })).toHaveLength(40)
    await restored.append(draft('boot'))
    await restored.close()
    expect(await logVerify.run([], there)).toBe(0)
  })

  test('what was acknowledged after the backup comes from the second disk', async () => {
    const store = await open(here)
    for (let i = 0; i < 3; i++) await store.append(draft('boot'))
    await store.checkpoint()
    const worker = new URL('../../../src/records/sqlite/mirror-worker.ts', import.meta.url)
    const mirrorFolder = join(folder, 'mirror')
    const settings = { dataFolder: here.dataFolder, mirrorFolder }
    const mirror = startMirror(worker, settings, () => store.health().size)
    expect(await backup.run(['--out', out()], here)).toBe(0)
    const bytes = Buffer.from('acknowledged last')
    const { index } = await store.append(draft('boot', undefined, { parts: [{ name: 'body', key: 'record', bytes }] }))
    await mirror.close()
    await store.close()
    mkdirSync(join(folder, 'there'))
    for (const key of ['recordKeyFile', 'logKeyFile'] as const) writeFileSync(there[key], readFileSync(here[key]))
    rmSync(join(folder, 'here'), { recursive: true })
    expect(await restore.run(['--from', out(), '--mirror', mirrorFolder], there)).toBe(0)
    const restored = await open(there)
    expect((await restored.entry(index))!.parts['body']!.toString()).toBe('acknowledged last')
    await restored.close()
    // The mirror alone is enough as well.
    const alone = { ...there, dataFolder: join(folder, 'alone') }
    expect(await restore.run(['--mirror', mirrorFolder], alone)).toBe(0)
  })

  test('no file of a backup holds a key or a word of what was recorded', async () => {
    const store = await open(here)
    const bytes = Buffer.from('the culvert on Route 63')
    await store.append(draft('boot', undefined, { parts: [{ name: 'body', key: 'record', bytes }] }))
    await store.checkpoint()
    await store.close()
    await backup.run(['--out', out()], here)
    const { record, sealed } = await readKeyRingFile(here.recordKeyFile)
    const secrets = [bytes, record.export(), sealed.export()]
    for (const name of readdirSync(out())) {
      const file = readFileSync(join(out(), name))
      for (const secret of secrets) {
        expect(file.includes(secret)).toBe(false)
        expect(file.includes(secret.toString('base64'))).toBe(false)
      }
    }
  })

  test.each<[string, () => Promise<void>]>([
    ['a byte of the contents changed', async () => flip('contents.records')],
    ['a byte of the wrapped keys changed', async () => flip('keys.records')],
    ['its end cut off', async () => truncateSync(join(out(), 'contents.records'), 2_000)],
    ['no manifest', async () => rmSync(join(out(), 'backup.json'))],
    [
      'other keys in place',
      async () => {
        rmSync(there.recordKeyFile)
        await createKeyRingFile(there.recordKeyFile)
      },
    ],
  ])('a backup with %s is not restored, and nothing is left behind', async (_name, harm) => {
    const store = await open(here)
    for (let i = 0; i < 20; i++) await store.append(draft('boot'))
    await store.checkpoint()
    await store.close()
    await backup.run(['--out', out()], here)
    mkdirSync(join(folder, 'there'))
    writeFileSync(there.recordKeyFile, readFileSync(here.recordKeyFile))
    writeFileSync(there.logKeyFile, readFileSync(here.logKeyFile))
    await harm()
    expect(await restore.run(['--from', out()], there)).toBe(1)
    expect(existsSync(there.dataFolder) ? readdirSync(there.dataFolder) : []).toEqual([])
  })

  test('records that are there are never written over, and --verify asks for the escrow', async () => {
    const store = await open(here)
    await store.append(draft('boot'))
    await store.close()
    await backup.run(['--out', out()], here)
    expect(await restore.run(['--from', out()], here)).toBe(2)
    expect(await restore.run(['--from', out(), '--verify'], there)).toBe(2)
    expect(await backup.run(['--out', out()], here)).toBe(2)
  })

  test('without the wrapped keys of a record it is missing, not readable', async () => {
    const store = await open(here)
    for (let i = 0; i < 3; i++) await store.append(draft('boot'))
    await store.checkpoint()
    await store.close()
    await backup.run(['--out', out()], here)
    rmSync(join(out(), 'keys.records'))
    const manifest = JSON.parse(readFileSync(join(out(), 'backup.json'), 'utf8')) as { files: Record<string, string> }
    delete manifest.files['keys.records']
    writeFileSync(join(out(), 'backup.json'), JSON.stringify(manifest))
    mkdirSync(join(folder, 'there'))
    writeFileSync(there.recordKeyFile, readFileSync(here.recordKeyFile))
    writeFileSync(there.logKeyFile, readFileSync(here.logKeyFile))
    expect(await restore.run(['--from', out(), '--json'], there)).toBe(1)
    expect(JSON.parse(said.at(-1)!)).toMatchObject({ parts: { missing: 6, intact: 0 } })
  })
})

test('a copy that a crash cut off is gone on with where both of its files are whole', async () => {
  const store = await open(here)
  for (let i = 0; i < 5; i++) await store.append(draft('boot'))
  await store.close()
  const mirror = join(folder, 'mirror')
  const log = openLogFolder(here.dataFolder)
  const entries = [...log.entries(0, true)]
  log.close()
  const first = openCopyWriter(mirror)
  for (const entry of entries.slice(0, 3)) first.add(entry)
  first.sync()
  first.close()
  appendFileSync(join(mirror, 'keys.records'), Buffer.alloc(13, 1))
  truncateSync(join(mirror, 'contents.records'), readFileSync(join(mirror, 'contents.records')).byteLength - 5)
  const second = openCopyWriter(mirror)
  expect(second.size).toBe(2)
  for (const entry of entries.slice(2)) second.add(entry)
  second.close()
  expect(openCopyWriter(mirror).size).toBe(5)
})

function flip(name: string): void {
  const path = join(out(), name)
  const bytes = readFileSync(path)
  bytes[bytes.byteLength - 40]! ^= 1
  writeFileSync(path, bytes)
}

test.each([backup, restore])('each command explains itself, and wrong use is 2', async (command) => {
  expect(await command.run(['--help'], here)).toBe(0)
  expect(said[0]).toBe(command.usage)
  expect(await command.run(['--no-such-option'], here)).toBe(2)
  expect(await command.run([], here)).toBe(2)
})
