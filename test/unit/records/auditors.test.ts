import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as backup from '#src/cli/backup.ts'
import { COMMANDS } from '#src/cli/commands.ts'
import type { CommandContext } from '#src/cli/context.ts'
import * as custodian from '#src/cli/keys-custodian.ts'
import * as escrow from '#src/cli/keys-escrow.ts'
import { openCopyWriter } from '#src/records/copy/write-copy.ts'
import { createKeyRingFile } from '#src/records/key-ring.ts'
import { createSigningKeyFile } from '#src/records/signing-key.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { exportedIncident } from '../../support/exported-incident.ts'
import { draft, dropFolder, ids, makeFolder, openStore } from '../../support/record-store.ts'
import { project } from '../../support/source-files.ts'

const text = readFileSync(join(project, 'docs', 'auditors.md'), 'utf8')
const lines = [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block]) => block!.trim().split('\n'))
  .filter((line) => line.startsWith('npm run -s statehouse -- '))
  .map((line) => line.slice('npm run -s statehouse -- '.length))

let folder: string
let said: string[]
const made = (name: string): string => join(folder, name)
const context = (data: string, user = 'alice'): CommandContext =>
  ({
    env: { SUDO_USER: user, STATEHOUSE_ANCHOR: made('anchor') },
    stdout: (line: string) => void said.push(line),
    stderr: (line: string) => void said.push(line),
    dataFolder: made(data),
    recordKeyFile: made('record-key'),
    logKeyFile: made('log-key'),
  }) as unknown as CommandContext

beforeEach(() => {
  folder = makeFolder()
  said = []
})
afterEach(() => dropFolder(folder))

async function run(line: string, names: Readonly<Record<string, string>>, where = context('data')): Promise<number> {
  const words = line.split(' ').map((word) => names[word] ?? word)
  const command = COMMANDS.find(({ words: known }) => known === words.slice(0, 2).join(' ') || known === words[0])!
  const loaded = await command.load()
  return loaded.run(words.slice(command.words.split(' ').length), where)
}

test('every command that the auditors’ page shows does what it says, as it is written', {
  tags: ['MO-13'],
}, async () => {
  const recordKey = await createKeyRingFile(made('record-key'))
  const signingKey = await createSigningKeyFile(made('log-key'), 'log.example.gov/ai')
  const store = await openStore(made('data'), { origin: signingKey.name, signingKey, recordKey })
  const ref = ids.exchangeId()
  await store.append(draft('prompt', ref))
  await store.append(draft('response', ref))
  writeFileSync(made('incident.json'), await exportedIncident(store))
  writeFileSync(made('checkpoint'), await store.checkpoint())
  await store.close()
  const names: Record<string, string> = {
    FOLDER: made('given'),
    VKEY: signingKey.vkey,
    ID: ref,
    CHECKPOINT: made('checkpoint'),
    PLACE: made('place'),
    DIR: made('witness'),
    NAME: 'auditor.example/ai',
    TEXT: 'image put back',
    BACKUP: made('backup'),
    MIRROR: made('mirror'),
    'INC-….json': made('incident.json'),
  }
  const custodians: string[] = []
  for (const [i, name] of ['archives', 'auditor'].entries()) {
    await custodian.run([name, '--out', made(name)], context('data'))
    writeFileSync(made(`${name}.jwk`), said.at(-1)!)
    custodians.push('--custodian', made(`${name}.jwk`))
    names[`K${i + 1}`] = made(name)
  }
  await escrow.run([...custodians, '--out', made('shares'), '--json'], context('data'))
  const { files } = JSON.parse(said.at(-1)!) as { files: [string, string] }
  ;[names['S1'], names['S2']] = files
  await backup.run(['--out', made('backup')], context('data'))
  const log = openLogFolder(made('data'))
  const mirror = openCopyWriter(made('mirror'))
  for (const entry of log.entries(0, true)) mirror.add(entry)
  mirror.close()
  log.close()

  const tried: string[] = []
  const expectDone = async (wanted: RegExp, where = context('data')): Promise<void> => {
    for (const line of lines.filter((one) => wanted.test(one))) {
      expect([line, await run(line, names, where)]).toEqual([line, 0])
      tried.push(line)
    }
  }
  await expectDone(/^log (key|prove)/)
  await expectDone(/^log (check|verify)/)
  await expectDone(/^witness .*--init/)
  const served = lines.find((line) => /^witness .*--log/.test(line))!
  const listening = Promise.withResolvers<void>()
  const told = { ...context('data'), stdout: () => listening.resolve() }
  const serving = run(`${served} --listen 127.0.0.1:0`, names, told)
  await listening.promise
  process.emit('SIGTERM')
  expect(await serving).toBe(0)
  tried.push(served)
  await expectDone(/^restore/, context('restored'))
  mkdirSync(made('empty'))
  writeFileSync(made('anchor'), readFileSync(made('checkpoint')))
  await expectDone(/^log recover/, context('empty'))
  await run(lines.find((line) => line.startsWith('log recover'))!, names, context('empty', 'bob'))
  expect(said.at(-1)).toContain('log.example.gov/ai/2 has begun')
  expect(new Set(tried)).toEqual(new Set(lines))
})
