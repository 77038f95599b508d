import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Bed, makeBed } from './bed.ts'
import { canPin } from './child.ts'
import { machineLine, watchMachine } from './measure/machine.ts'
import { residentMegabytes } from './measure/memory.ts'
import { type BenchOptions, readOptions } from './options.ts'
import { measureAccuracy } from './parts/accuracy.ts'
import { measureIdentity } from './parts/identity.ts'
import { measureLatency } from './parts/latency.ts'
import { measurePolicy } from './parts/policy.ts'
import { measurePostgres } from './parts/postgres.ts'
import { measureRedaction } from './parts/redaction.ts'
import { measureRedactionLimits } from './parts/redaction-limits.ts'
import { measureReplay } from './parts/replay.ts'
import { measureResent } from './parts/resent.ts'
import { findOldRuntime } from './parts/runtime.ts'
import { measureSaturation } from './parts/saturation.ts'
import { measureSearch } from './parts/search.ts'
import { measureStore } from './parts/store.ts'
import { measureStreams } from './parts/streaming.ts'
import { measureVerify } from './parts/verify.ts'
import { portkeyVersion } from './portkey.ts'
import { runHeldOut } from './redaction/held-out/run-held-out.ts'
import { accuracyReport } from './report/accuracy-report.ts'
import { heldOutReport } from './report/held-out-report.ts'
import { identityReport } from './report/identity-report.ts'
import { latencyReport } from './report/latency-report.ts'
import { type MemoryFigures, memoryReport } from './report/memory-report.ts'
import { policyReport, replayReport } from './report/policy-report.ts'
import { postgresReport } from './report/postgres-report.ts'
import { redactionLimitsReport } from './report/redaction-limits-report.ts'
import { redactionReport } from './report/redaction-report.ts'
import { resentReport } from './report/resent-report.ts'
import { runtimeReport } from './report/runtime-report.ts'
import { saturationReport } from './report/saturation-report.ts'
import { searchReport } from './report/search-report.ts'
import { storeReport } from './report/store-report.ts'
import { streamsReport } from './report/streams-report.ts'
import { verifyReport } from './report/verify-report.ts'

type Part = readonly [name: string, run: (bed: Bed, options: BenchOptions) => Promise<string>]

/** Filling the store takes longer than reading it. */
const REPLAYED = { quick: 50_000, full: 1_000_000 } as const
const SEARCHED = { quick: 100_000, full: 10_000_000 } as const

const PARTS: readonly Part[] = [
  ['saturation', async (bed, options) => saturationReport(await measureSaturation(bed, options))],
  ['latency', async (bed, options) => latencyReport(await measureLatency(bed, options))],
  ['streams', async (bed, options) => streamsReport(await measureStreams(bed, options))],
  ['memory', async (bed) => memoryReport(await measureMemory(bed))],
  ['identity', async () => identityReport(await measureIdentity())],
  [
    'redaction',
    async () => `${redactionReport(measureRedaction())}\n\n${redactionLimitsReport(measureRedactionLimits())}`,
  ],
  ['accuracy', async () => `${accuracyReport(measureAccuracy())}\n\n${heldOutReport(runHeldOut())}`],
  ['policy', async () => policyReport(measurePolicy())],
  ['replay', async (bed, { mode }) => replayReport(await measureReplay(bed.folder, REPLAYED[mode]))],
  ['resent', async (bed) => resentReport(await measureResent(join(bed.folder, 'resent')))],
  ['runtime', async () => runtimeReport(findOldRuntime())],
  [
    'search',
    async (bed, { mode, records }) => searchReport(await measureSearch(bed.folder, records ?? SEARCHED[mode])),
  ],
  ['verify', async (bed) => verifyReport(await measureVerify(bed.folder))],
  ['store', async (bed) => storeReport(await measureStore(bed.folder))],
  ['postgres', async (bed) => postgresReport(await measurePostgres(bed.folder))],
]

await main()

async function main(): Promise<void> {
  let options: BenchOptions
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 2
    return
  }
  if (options.profileFolder !== null) mkdirSync(options.profileFolder, { recursive: true })
  const began = performance.now()
  const bed = await makeBed()
  try {
    print(`Benchmark, ${options.mode}: ${versions()}\n${machineLine()}\n${placement(bed)}`)
    print('Read ratios of one run, not absolutes.\n')
    for (const [name, run] of PARTS) {
      if (options.only.size > 0 && !options.only.has(name)) continue
      const watch = watchMachine(bed.pids)
      const report = await run(bed, options)
      print(`${report}\n(${watch.report(bed.pids)})\n`)
    }
    print(`${Math.round((performance.now() - began) / 1_000)} s`)
  } finally {
    await bed.close()
  }
}

function placement({ indexApart }: Bed): string {
  if (!canPin)
    return 'Cores can’t be chosen here (no taskset): every process runs where it likes, ratios are worth less.'
  const index = indexApart ? 'its search index on core 1' : 'its search index with it'
  return `Each proxy on core 0 with all its threads (the gateway: ${index}); upstream and load on core 1.`
}

async function measureMemory({ gateway, idleMegabytes }: Bed): Promise<MemoryFigures> {
  const held = await gateway.ask<NodeJS.MemoryUsage>({ kind: 'memory' })
  return { idle: idleMegabytes, after: residentMegabytes(gateway.pid), held }
}

function versions(): string {
  const require = createRequire(import.meta.url)
  const of = (name: string): string => `${name} ${(require(`${name}/package.json`) as { version: string }).version}`
  const portkey = portkeyVersion()
  const names = ['fastify', '@fastify/http-proxy', 'undici'].map(of)
  return [`Node ${process.versions.node}`, ...names, ...(portkey === null ? [] : [`Portkey ${portkey}`])].join(', ')
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
