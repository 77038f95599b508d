import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Everything that decides whether the project is sound. `--full` runs the long forms of the tests that have one. The
 * checks that only read run beside each other first: they are the quickest to say no.
 */
const project = dirname(dirname(fileURLToPath(import.meta.url)))
const isFull = process.argv.includes('--full')
const evidence = process.argv.includes('--write-evidence') ? 'write' : 'check'
const bin = (name: string): string => join(project, 'node_modules', '.bin', name)

const started = Date.now()
const reading = await Promise.all([types(), step('lint', [bin('biome'), 'ci', '.'])])
const promises = await step('promises', [bin('oxlint'), '--type-aware', '--deny-warnings', 'src', 'test', 'bench'])
const unused = await step('unused', [join(project, 'node_modules', 'knip', 'bin', 'knip.js')])
installOnnxRuntime()
const tests = await step('tests', [join(project, 'node_modules', 'vitest', 'vitest.mjs'), 'run'])
const failed = [...reading, promises, unused, tests].filter((result) => result.code !== 0)
process.stdout.write(
  `\n${failed.length === 0 ? 'sound' : `failed: ${failed.map((result) => result.name).join(', ')}`} after ${Math.round((Date.now() - started) / 1000)} s\n`,
)
process.exitCode = failed.length === 0 ? 0 : 1

/** What an operator would install beside a model: far too large for everybody to have. */
function installOnnxRuntime(): void {
  const cwd = join(project, 'test', 'onnx')
  if (existsSync(join(cwd, 'node_modules', '.package-lock.json'))) return
  spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd, stdio: 'inherit' })
}

/** Pages and browser tests know a browser's types, and the rest must not. */
async function types(): Promise<{ name: string; code: number }> {
  const tsc = join(project, 'node_modules', 'typescript', 'bin', 'tsc')
  const results = [await step('types', [tsc])]
  for (const folder of ['src/web', 'test/browser']) results.push(await step(`types of ${folder}`, [tsc, '-p', folder]))
  return results.find((result) => result.code !== 0) ?? results[0]!
}

function step(name: string, [file, ...args]: string[]): Promise<{ name: string; code: number }> {
  return new Promise((resolve) => {
    const begun = Date.now()
    const isScript = /\.m?js$|\/tsc$/.test(file!)
    const child = spawn(isScript ? process.execPath : file!, isScript ? [file!, ...args] : args, {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The project's Node leads the path, so that tools started by tools run on it too.
      env: {
        ...process.env,
        PATH: `${join(project, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
        STATEHOUSE_TEST_EVIDENCE: evidence,
        ...(isFull ? { STATEHOUSE_TEST_FULL: '1' } : {}),
      },
    })
    const output: Buffer[] = []
    // The tests are watched as they go; the others only matter when they fail.
    const isWatched = name === 'tests'
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        if (isWatched) process.stdout.write(chunk)
        else output.push(chunk)
      })
    }
    child.on('close', (code) => {
      const result = { name, code: code ?? 1 }
      if (result.code !== 0 && !isWatched) process.stdout.write(Buffer.concat(output))
      process.stdout.write(
        `${result.code === 0 ? 'ok  ' : 'FAIL'} ${name} ${Math.round((Date.now() - begun) / 100) / 10} s\n`,
      )
      resolve(result)
    })
  })
}
