// Runs a TypeScript file of the project with the project's own Node, installing first what a fresh clone lacks.
// Plain JavaScript, and only what Node 20 has: it is the one file that the host's Node runs.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NODE_ENV, NODE_FLAGS } from './node-flags.mjs'
import { isBuilt } from './web/build/stamp.mjs'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(project, 'node_modules', '.statehouse-lock')

installIfNeeded()
buildIfNeeded()
runWithProjectNode(process.argv.slice(2))

function installIfNeeded() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(project, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  process.stderr.write('statehouse: installing packages (npm ci) …\n')
  // The host's Node may be older than a package asks for; the packages run under the Node that is installed with them.
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    process.stderr.write('statehouse: npm ci failed; see above\n')
    process.exit(result.status ?? 1)
  }
  writeFileSync(stampFile, wanted)
}

/** The pages: made again when their sources have changed. */
function buildIfNeeded() {
  if (isBuilt()) return
  process.stderr.write('statehouse: building the pages …\n')
  const result = spawnSync(projectNode(), [join(project, 'src/web/build/build.ts')], { stdio: 'inherit' })
  if (result.status !== 0) {
    process.stderr.write('statehouse: the pages could not be built; see above\n')
    process.exit(result.status ?? 1)
  }
}

function projectNode() {
  const own = join(
    project,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
  )
  const file = join(own, process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(file)) return file
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 12)) return process.execPath
  process.stderr.write(`statehouse: needs Node 24.12 or later on this platform (this is ${process.versions.node})\n`)
  process.exit(2)
}

function runWithProjectNode([file, ...args]) {
  if (!file) {
    process.stderr.write('usage: node src/bootstrap.mjs FILE [ARGUMENT ...]\n')
    process.exit(2)
  }
  // Types are stripped once; the threads of a warm start need no compiler, nor the memory of one.
  const env = { NODE_COMPILE_CACHE: join(project, 'node_modules', '.compile-cache'), ...NODE_ENV, ...process.env }
  const child = spawn(projectNode(), [...NODE_FLAGS, join(project, file), ...args], { stdio: 'inherit', env })
  // The child sees a terminal's Ctrl-C by itself; signals sent to this process alone are passed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {})
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (signal === 'SIGINT' ? 2 : 15) : (code ?? 1)))
}
