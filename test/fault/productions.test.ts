import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NODE_ENV, NODE_FLAGS } from '#src/node-flags.mjs'
import { PRODUCTION, type ProductionRow } from '#src/productions/production-row.ts'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { expectAtMost } from '../support/at-most.ts'
import { AGENCY, granted, officer, openProductionsBed } from '../support/productions-bed.ts'
import { dropFolder, makeFolder } from '../support/record-store.ts'

const FULL = process.env['STATEHOUSE_TEST_FULL'] === '1'
const RECORDS = FULL ? 100_000 : 1_000
/** Few enough that a build has some to be killed between. */
const CHUNK = FULL ? 100 : 50
const KILLS = FULL ? 4 : 2
const SECONDS_MAX = 120
/** The whole process, with every coding that the gateway holds; 279 to 298 were measured. */
const MIB_MAX = 300

let folder: string
let keyFile: string
let id: string
let row: ProductionRow
beforeAll(async () => {
  folder = makeFolder()
  keyFile = join(folder, 'record-key')
  const ring = await createKeyRingFile(keyFile)
  const bed = await openProductionsBed({ folder, ring })
  const refs = await bed.records(RECORDS, (at) => ({
    prompt: `Order gravel for route ${at}. `.repeat(8),
    subject: `p${at % 50}`,
  }))
  await bed.request()
  await bed.code(refs, 'responsive')
  id = await bed.make()
  row = granted(bed.productions.find(id, officer)).row
  await bed.close()
}, 600_000)
afterAll(() => dropFolder(folder))

/** The production as it is when its building has just been asked for. */
async function asked(): Promise<void> {
  const bed = await openProductionsBed({ folder, ring: await readKeyRingFile(keyFile) })
  const begun: ProductionRow = {
    ...row,
    status: 'building',
    builtBy: officer.key,
    builtAt: '2026-11-23T03:00:00.000Z',
    batesFirst: 1,
  }
  const state = [{ kind: PRODUCTION, key: id, value: begun }]
  await bed.ledger.write({ type: 'admin', agency: AGENCY, actor: officer, meta: { action: 'test' }, state })
  await bed.close()
}

const start = (): ChildProcess =>
  spawn(
    process.execPath,
    [...NODE_FLAGS, join(import.meta.dirname, '../support/production-builder.ts'), folder, keyFile, String(CHUNK)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...NODE_ENV },
    },
  )

/** Runs until it has written so many chunks, and is killed then; true: it ended before. */
async function killedAt(chunks: number): Promise<boolean> {
  const child = start()
  const ended = once(child, 'exit')
  const folderOfChunks = join(folder, 'exports', id, 'chunks')
  for await (const _line of createInterface({ input: child.stdout! })) {
    const done = (existsSync(folderOfChunks) ? readdirSync(folderOfChunks) : []).filter(
      (name) => !name.endsWith('.making'),
    ).length
    if (done >= chunks) break
  }
  const isOver = child.exitCode !== null
  child.kill('SIGKILL')
  await ended
  return isOver
}

async function finished(): Promise<{ readonly sha256: string; readonly seconds: number; readonly mib: number }> {
  const began = performance.now()
  const child = start()
  const ended = once(child, 'exit')
  let last = ''
  for await (const line of createInterface({ input: child.stdout! })) last = line
  await ended
  const { status, build, mib } = JSON.parse(last) as {
    status: string
    build: ProductionRow['build']
    mib: number
  }
  if (FULL) process.stdout.write(`${last}\n`)
  expect(status).toBe('built')
  expect(build!.counts.released).toBe(RECORDS)
  return { sha256: build!.sha256, seconds: (performance.now() - began) / 1_000, mib }
}

test('a build that is killed goes on behind its last whole chunk, and comes to the same bytes', {
  tags: ['MS-24', 'MO-06'],
  timeout: 1_200_000,
}, async () => {
  await asked()
  const whole = await finished()

  // Another build of the same: as when somebody asks for it anew after the first.
  const jobs = join(folder, 'exports', id)
  await rm(join(jobs, 'chunks'), { recursive: true })
  await rm(join(jobs, 'job.json'))
  await asked()
  let kills = 0
  for (let kill = 1; kill <= KILLS; kill++) {
    const chunks = Math.floor((kill * RECORDS) / CHUNK / (KILLS + 1))
    if (await killedAt(chunks)) break
    kills++
  }
  expect(kills).toBeGreaterThan(0)
  const again = await finished()
  expect(again.sha256).toBe(whole.sha256)
  expectAtMost(SECONDS_MAX, whole.seconds)
  expectAtMost(MIB_MAX, whole.mib)
})
