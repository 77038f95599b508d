import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run as rotate } from '#src/cli/keys-rotate.ts'
import { run as verify } from '#src/cli/log-verify.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile } from '#src/records/signing-key.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openGateway } from '../support/postgres-store.ts'
import { draft, dropFolder, makeFolder } from '../support/record-store.ts'

let server: PostgresServer
let context: RecordsContext
const folder = makeFolder()
const said: string[] = []

beforeAll(async () => {
  server = await startPostgres()
  const line = (text: string) => void said.push(text)
  context = {
    env: {},
    stdout: line,
    stderr: line,
    dataFolder: join(folder, 'shell'),
    databaseUrl: await server.createDatabase(),
    recordKeyFile: join(folder, 'r'),
    logKeyFile: join(folder, 'l'),
  }
  await createKeyRingFile(context.recordKeyFile)
  await createSigningKeyFile(context.logKeyFile, 'log.example.gov/ai')
})
afterAll(async () => {
  await server.stop()
  dropFolder(folder)
})

async function gateway(name: string, keys: Pick<RecordsContext, 'recordKeyFile' | 'logKeyFile'> = context) {
  const signingKey = await readSigningKeyFile(keys.logKeyFile)
  const recordKey = await readKeyRingFile(keys.recordKeyFile)
  const own = { instance: name, signingKey, origin: signingKey.name, recordKey }
  return openGateway(context.databaseUrl!, join(folder, name), own)
}

test('keys of a log of many gateways are rotated while none runs; one that has the old files doesn’t start', async () => {
  const first = await gateway('gw-1')
  await first.append(draft('boot'))
  expect(await rotate([], context)).toBe(2)
  expect(said.join('\n')).toContain('stop every gateway of the log first, they would go on with the old keys: gw-1')
  await first.close()

  const old = { recordKeyFile: join(folder, 'r.old'), logKeyFile: join(folder, 'l.old') }
  copyFileSync(context.recordKeyFile, old.recordKeyFile)
  copyFileSync(context.logKeyFile, old.logKeyFile)
  const { vkey } = await readSigningKeyFile(old.logKeyFile)
  expect(await rotate([], context)).toBe(0)
  expect(said.at(-1)).toContain('every gateway of the log gets both key files')
  await expect(gateway('gw-2', old)).rejects.toThrow(/whoever writes it has the same file/)

  const second = await gateway('gw-2')
  await second.append(draft('boot'))
  expect((await second.entry(0))!.parts['body']!.toString()).toBe('body of boot')
  await second.close()
  expect(await verify(['--vkey', vkey], context)).toBe(0)
})
