import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseEntry } from '#src/core/entry.ts'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { createKeyRing, type KeyRing, keyRingText } from '#src/records/key-ring.ts'
import { copyLog } from '#src/records/postgres/copy-log.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openLogFolder } from '#src/records/sqlite/log-folder.ts'
import { verifyLog } from '#src/records/verify.ts'
import { startPostgres } from '#test/support/postgres-server.ts'
import { type Child, startChild } from './child.ts'
import { residentMegabytes } from './measure/memory.ts'
import { median } from './measure/statistics.ts'

const usage = `npm run soak -- [--minutes N] [--store postgres | sqlite] [--rate EXCHANGES]

Records exchanges for N minutes (10), through four gateway processes on one PostgreSQL or one on the embedded store, RATE a
second in all (200). Then: indexes contiguous, no gap in any instance's sequence, everything acknowledged is there and verifies,
memory flat. Exit code 1 when one of these doesn't hold.`

const SLICE_MS = 10_000

/** The last fifth against the second: caches have filled by then. */
const GROWTH_MAX = 1.3

const options = {
  minutes: { type: 'string', default: '10' },
  store: { type: 'string', default: 'postgres' },
  rate: { type: 'string', default: '200' },
  help: { type: 'boolean' },
} as const
const { values } = parseArgs({ options })
const [minutes, rate] = [Number(values.minutes), Number(values.rate)]
if (values.help || !(minutes > 0 && rate > 0) || !['postgres', 'sqlite'].includes(values.store)) {
  print(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  process.exitCode = (values.store === 'postgres' ? await overPostgres() : await overSqlite()) ? 0 : 1
}

async function overSqlite(): Promise<boolean> {
  return await withFolder(async (folder) => {
    const ring = createKeyRing()
    const written = await soak(folder, null, ['gw-0'], ring)
    return judge(join(folder, 'gw-0'), written, ring)
  })
}

async function overPostgres(): Promise<boolean> {
  const server = await startPostgres()
  try {
    return await withFolder(async (folder) => {
      const ring = createKeyRing()
      const databaseUrl = await server.createDatabase()
      const written = await soak(folder, databaseUrl, ['gw-0', 'gw-1', 'gw-2', 'gw-3'], ring)
      const copy = join(folder, 'copy')
      await copyLog(databaseUrl, copy)
      return judge(copy, written, ring)
    })
  } finally {
    await server.stop()
  }
}

interface Counts {
  readonly acknowledged: number
  readonly refused: number
}

interface Written {
  /** Entries that each instance had acknowledged. */
  readonly acknowledged: ReadonlyMap<string, number>
  readonly growth: number
}

async function soak(folder: string, databaseUrl: string | null, instances: string[], ring: KeyRing): Promise<Written> {
  const start = (instance: string): Promise<Child> =>
    startChild('soak-writer', { core: null, settings: { databaseUrl, folder, instance, ring: keyRingText(ring) } })
  const writers = await Promise.all(instances.map(start))
  const resident: number[] = []
  const slices = Math.max(5, Math.round((minutes * 60_000) / SLICE_MS))
  let last = 0
  for (let slice = 1; slice <= slices; slice++) {
    const began = performance.now()
    const question = { kind: 'write', ms: Math.min(SLICE_MS, (minutes * 60_000) / slices), rate: rate / writers.length }
    const counts = await Promise.all(writers.map((writer) => writer.ask<Counts>(question)))
    const done = counts.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
    const refused = counts.reduce((sum, count) => sum + count.refused, 0)
    const seconds = (performance.now() - began) / 1_000
    resident.push(writers.reduce((sum, { pid }) => sum + residentMegabytes(pid), 0))
    const records = Math.round((done - last) / seconds)
    print(
      `${slice}/${slices}: ${done} entries, ${records} a second, ${refused} exchanges refused, ${Math.round(resident.at(-1)!)} MB in ${writers.length} processes`,
    )
    last = done
  }
  const totals = await Promise.all(writers.map((writer) => writer.ask<Counts>({ kind: 'end' })))
  await Promise.all(writers.map((writer) => writer.stop()))
  const fifth = Math.floor(resident.length / 5)
  const growth = median(resident.slice(-fifth)) / median(resident.slice(fifth, 2 * fifth))
  return { acknowledged: new Map(instances.map((instance, i) => [instance, totals[i]!.acknowledged])), growth }
}

function judge(folder: string, { acknowledged, growth }: Written, recordKey: KeyRing): boolean {
  const log = openLogFolder(folder)
  const found: [name: string, holds: boolean, detail: string][] = []
  const sequences = new Map<string, number>()
  let [size, gaps] = [0, 0]
  for (const { index, entry } of log.entries(0, false)) {
    const { inst, iseq } = parseEntry(entry)
    if (index !== size || iseq !== (sequences.get(inst!) ?? 0) + 1) gaps++
    sequences.set(inst!, iseq!)
    size++
  }
  const missing = [...acknowledged].filter(([instance, count]) => (sequences.get(instance) ?? 0) < count)
  found.push(['indexes contiguous, no gap in a sequence', gaps === 0, `${size} entries of ${sequences.size} instances`])
  found.push([
    'everything acknowledged is there',
    missing.length === 0,
    missing.map(([instance]) => instance).join(' '),
  ])
  const began = performance.now()
  const { vkey } = signingKeyFromSeed('soak.example/log', Buffer.alloc(32, 9))
  const { faults, open } = verifyLog(log, { verifiers: [parseVerifierKey(vkey)], recordKey })
  const perSecond = Math.round((size * 1_000) / (performance.now() - began))
  log.close()
  found.push(['the log verifies', faults.length === 0 && open.length === 0, `${perSecond} entries/s`])
  found.push(['memory flat', growth <= GROWTH_MAX, `× ${growth.toFixed(2)} from the second fifth to the last`])
  for (const [name, holds, detail] of found) print(`${holds ? 'holds' : 'FAILS'}: ${name} (${detail})`)
  return found.every(([, holds]) => holds)
}

async function withFolder(work: (folder: string) => Promise<boolean>): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
