import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { COMMANDS } from '#src/cli/commands.ts'
import { readConfig } from '#src/config.ts'
import { createKeyRingFile } from '#src/records/key-ring.ts'
import { freePort } from '../support/free-port.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { project } from '../support/source-files.ts'

let folder: string
let running: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statehouse-'))
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  await rm(folder, { recursive: true, force: true })
})

interface Ended {
  code: number | null
  output: string
}

/** The whole line: the operator’s socket listens too, and output comes in any pieces. */
const LISTENING = /Server listening at (http:[^"]+)"/

function start(
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ended>; url: () => Promise<string>; said: () => string } {
  const child = spawn(process.execPath, [join(project, 'src/main.ts'), ...args], {
    cwd: project,
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
      STATEHOUSE_DATA: join(folder, 'data'),
      STATEHOUSE_PORT: '0',
      ...CREDENTIALS,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const listener of listeners) listener()
    })
  }
  const url = async (): Promise<string> => {
    await says(LISTENING)
    return LISTENING.exec(output)![1]!
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))
  const says = (text: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (text.test(output)) resolve()
      }
      listeners.add(look)
      look()
      void ended.then(() => reject(new Error(`ended without saying ${text}: ${output}`)))
    })
  return { child, ended, url, said: () => output }
}

/** Of the workers that serve. */
function pidsIn(output: string): number[] {
  return Array.from(output.matchAll(/worker \d serves \(process (\d+)\)/g), ([, pid]) => Number(pid))
}

/** The profile's systems name credentials; a test's are as good as any. */
const CREDENTIALS = { MAGNOLIA_API_KEY: 'test', DELTA_API_KEY: 'test', PAGES_CLIENT_SECRET: 'test' }

/** The shipped profile names a credential file that only its own deployment has. */
async function profile(): Promise<string> {
  await cp(join(project, 'policies'), join(folder, 'policies'), { recursive: true })
  const copy = join(folder, 'policies', 'us-ms-its')
  const { readFile, writeFile } = await import('node:fs/promises')
  const catalog = join(copy, 'catalog.yaml')
  await writeFile(
    catalog,
    (await readFile(catalog, 'utf8')).replace(/file:\/run\/secrets\/[a-z-]+/g, 'env:MAGNOLIA_API_KEY'),
  )
  return copy
}

describe('demo', () => {
  test('`demo --once` tells one governed exchange, each step of it checked, and ends with 0; started again it goes on with its own records', async () => {
    const { code, output } = await start(['demo', '--once']).ended
    expect(output).toMatch(
      /sent[\s\S]*found[\s\S]*decided[\s\S]*forwarded[\s\S]*answered[\s\S]*labelled[\s\S]*recorded[\s\S]*proved[\s\S]*refused/,
    )
    expect(code).toBe(0)
    const second = await start(['demo', '--once']).ended
    expect(second.code).toBe(0)
    expect(second.output).not.toContain('prompt is entry 2,')
  })

  test.each([
    ['production', { NODE_ENV: 'production' }, 'NODE_ENV=production'],
    [
      'an address beyond this machine',
      { STATEHOUSE_HOST: '0.0.0.0', STATEHOUSE_TRUSTED_PROXIES: '10.0.0.1' },
      'loopback only',
    ],
    ['an unknown variable', { STATEHOUSE_NO_LOG: '1' }, 'STATEHOUSE_NO_LOG: no such variable'],
  ])('demo mode refuses %s with 2', async (_name, env, says) => {
    const { code, output } = await start(['demo', '--once'], env).ended
    expect(output).toContain(says)
    expect(code).toBe(2)
  })
})

test('a demo whose port is taken says so, and ends with 2', async () => {
  const { createServer } = await import('node:net')
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  // The sandbox model is third from the gateway's own port.
  const { code, output } = await start(['demo', '--once'], { STATEHOUSE_PORT: String(port - 3) }).ended
  taken.close()
  expect(output).toContain('A port of the demo is taken')
  expect(code).toBe(2)
})

describe('serve', () => {
  test('without keys it ends with 2 and says how they are made', async () => {
    const { code, output } = await start(['serve'], { STATEHOUSE_POLICIES: await profile() }).ended
    expect(output).toContain('statehouse init')
    expect(code).toBe(2)
  })

  test('without an upstream’s credential it ends with 2 and names the credential, not a value', async () => {
    const { code, output } = await start(['serve'], { STATEHOUSE_POLICIES: await profile(), MAGNOLIA_API_KEY: '' })
      .ended
    expect(output).toContain('env:MAGNOLIA_API_KEY')
    expect(code).toBe(2)
  })

  test('beyond this machine without TLS or a listed proxy it ends with 2', async () => {
    const { code, output } = await start(['serve'], { STATEHOUSE_HOST: '0.0.0.0' }).ended
    expect(output).toContain('STATEHOUSE_TLS_CERT')
    expect(code).toBe(2)
  })

  test('it serves, ends with 0 on SIGTERM, keeps a second process off its data, and refuses with 3 when an older copy was put back', async () => {
    const anchor = join(folder, 'anchor')
    const env = { STATEHOUSE_POLICIES: await profile() }
    expect((await start(['init'], env).ended).code).toBe(0)
    const serveOnce = async (whileServing: (url: string) => Promise<void>): Promise<void> => {
      const gateway = start(['serve'], env)
      await whileServing(await gateway.url())
      gateway.child.kill('SIGTERM')
      expect((await gateway.ended).code).toBe(0)
    }
    await serveOnce(async () => {
      const second = await start(['serve'], env).ended
      expect(second.output).toContain('another process writes')
      expect(second.code).toBe(2)
    })
    const records = join(folder, 'data')
    const keyFile = join(records, 'keys', 'record-key.json')
    const keys = await readFile(keyFile)
    await rm(keyFile)
    await createKeyRingFile(keyFile)
    const others = await start(['serve'], env).ended
    expect(others.output).toContain('the log is sealed with other keys')
    expect(others.code).toBe(2)
    await writeFile(keyFile, keys)
    await cp(records, join(folder, 'older'), { recursive: true })
    // It signs for its last entries when it ends, so nobody has to have asked for a checkpoint.
    await serveOnce(async () => {})
    // The tree of before with the checkpoint of now: what somebody does who wants an entry gone.
    const { DatabaseSync } = await import('node:sqlite')
    const newer = new DatabaseSync(join(records, 'records.db'))
    const checkpoints = newer.prepare('SELECT * FROM checkpoint').all() as Record<string, string | number>[]
    await writeFile(anchor, checkpoints.at(-1)!['note'] as string)
    newer.close()
    await rm(records, { recursive: true })
    await cp(join(folder, 'older'), records, { recursive: true })
    const older = new DatabaseSync(join(records, 'records.db'))
    for (const { size, at, note } of checkpoints)
      older.prepare('INSERT INTO checkpoint VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(size!, at!, note!)
    older.close()
    const { code, output } = await start(['serve'], env).ended
    expect(output).toContain('refuses to serve')
    expect(code).toBe(3)
    // Without the newer checkpoints inside, only somebody outside can tell.
    await rm(records, { recursive: true })
    await cp(join(folder, 'older'), records, { recursive: true })
    const anchored = await start(['serve'], { ...env, STATEHOUSE_ANCHOR: anchor }).ended
    expect(anchored.output).toMatch(/the anchor \S+ has seen \d+ entries with root \S{44}; the store has \d+ entries/)
    expect(anchored.code).toBe(3)
  })
})

describe('serve over PostgreSQL', () => {
  test('two gateways serve one log, a third of the same name ends with 2, and doctor tells what it finds', async () => {
    const server = await startPostgres()
    try {
      const database = { STATEHOUSE_DATABASE_URL: await server.createDatabase(), STATEHOUSE_POLICIES: await profile() }
      expect((await start(['doctor'], database).ended).output).toContain('holds no log yet')
      expect((await start(['init'], database).ended).code).toBe(0)
      const keys = {
        ...database,
        STATEHOUSE_RECORD_KEY: join(folder, 'data', 'keys', 'record-key.json'),
        STATEHOUSE_LOG_SIGNING_KEY: join(folder, 'data', 'keys', 'log-signing-key.json'),
      }
      const first = start(['serve'], { ...keys, STATEHOUSE_INSTANCE: 'gw-1' })
      await first.url()
      const second = start(['serve'], { ...keys, STATEHOUSE_INSTANCE: 'gw-2', STATEHOUSE_DATA: join(folder, 'two') })
      const url = await second.url()
      const third = start(['serve'], { ...keys, STATEHOUSE_INSTANCE: 'gw-1', STATEHOUSE_DATA: join(folder, 'three') })
      const refused = await third.ended
      expect(refused.output).toContain('another gateway writes this log as gw-1')
      expect(refused.code).toBe(2)
      // Either one shows the checkpoint over what both have written.
      const [, size] = (await (await fetch(`${url}/log/checkpoint`)).text()).split('\n')
      expect(Number(size)).toBeGreaterThanOrEqual(2)
      for (const gateway of [first, second]) {
        gateway.child.kill('SIGTERM')
        expect((await gateway.ended).code).toBe(0)
      }
      expect((await start(['doctor'], keys).ended).output).toMatch(/set to keep what it acknowledges; \d+ entries/)
    } finally {
      await server.stop()
    }
  })

  test('several workers are gateways of one log on one port; one that is killed is replaced, and all end together', async () => {
    const server = await startPostgres()
    try {
      const database = { STATEHOUSE_DATABASE_URL: await server.createDatabase(), STATEHOUSE_POLICIES: await profile() }
      expect((await start(['init'], database).ended).code).toBe(0)
      const env = { ...database, STATEHOUSE_WORKERS: '2', STATEHOUSE_PORT: String(await freePort()) }
      const gateway = start(['serve'], env)
      const url = await gateway.url()
      const sizeOf = async () => Number((await (await fetch(`${url}/log/checkpoint`)).text()).split('\n')[1])
      // Each writes its own start, and after a kill so does the one in its place.
      await expect.poll(() => pidsIn(gateway.said()).length).toBe(2)
      expect(await sizeOf()).toBeGreaterThanOrEqual(2)
      const before = await sizeOf()
      process.kill(pidsIn(gateway.said()).at(-1)!, 'SIGKILL')
      await expect.poll(sizeOf).toBeGreaterThan(before)
      const again = await start(['serve'], { ...env, STATEHOUSE_DATA: join(folder, 'other') }).ended
      expect(again.code).toBe(2)
      gateway.child.kill('SIGTERM')
      const { code, output } = await gateway.ended
      expect([code, output.match(/worker \d ended \(SIGKILL\)/g)?.length]).toEqual([0, 1])
      expect((await start(['serve'], { STATEHOUSE_WORKERS: '2' }).ended).output).toContain('has one writer')
    } finally {
      await server.stop()
    }
  })

  test('a database that isn’t there is named as what is missing, not the keys', async () => {
    const data = { STATEHOUSE_DATA: join(folder, 'nowhere'), STATEHOUSE_POLICIES: await profile() }
    await start(['init'], data).ended
    const STATEHOUSE_DATABASE_URL = `postgres://gw:hunter2@localhost/log?host=${join(folder, 'no-socket')}`
    const { code, output } = await start(['serve'], { ...data, STATEHOUSE_DATABASE_URL }).ended
    expect(output).toContain('the database can’t be reached: connect ENOENT')
    expect(output).not.toMatch(/statehouse init|hunter2/)
    expect(code).toBe(2)
  })

  test('a database beyond this machine without verified TLS is refused, and its password isn’t shown', async () => {
    const { code, output } = await start(['serve'], { STATEHOUSE_DATABASE_URL: 'postgres://gw:hunter2@db.example/log' })
      .ended
    expect(output).toContain('sslmode=verify-full')
    expect(output).not.toContain('hunter2')
    expect(code).toBe(2)
  })
})

test('an unknown command ends with 2 and lists the commands', async () => {
  const { code, output } = await start(['nonsense']).ended
  expect(output).toContain('log verify')
  expect(code).toBe(2)
})

test.each(COMMANDS.map(({ words, load }) => ({ words, load })))(
  '`$words --help` says how it is used, and ends with 0',
  async ({ load }) => {
    const said: string[] = []
    const say = (line: string): void => void said.push(line)
    const command = await load()
    const config = readConfig({ STATEHOUSE_DATA: folder })
    const paths = {
      dataFolder: folder,
      recordKeyFile: '',
      logKeyFile: '',
      logOrigin: config.logOrigin,
      publicUrl: config.publicUrl,
      policies: config.policies,
    }
    expect(
      await command.run(['--help'], { env: {}, stdin: process.stdin, stdout: say, stderr: say, config, ...paths }),
    ).toBe(0)
    expect(said.join('\n')).toBe(command.usage)
  },
)
