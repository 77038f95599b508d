import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readCopy } from '#src/records/copy/read-copy.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { type Mirror, startMirror } from '#src/records/mirror.ts'
import { draft, dropFolder, makeFolder, openStore } from '../../support/record-store.ts'

const WORKER = new URL('../../../src/records/sqlite/mirror-worker.ts', import.meta.url)
let folder: string
let dataFolder: string
let mirrorFolder: string
let store: GatewayStore
const mirrors: Mirror[] = []
beforeEach(async () => {
  folder = makeFolder()
  dataFolder = join(folder, 'data')
  mirrorFolder = join(folder, 'mirror')
  store = await openStore(dataFolder)
})
afterEach(async () => {
  await Promise.all(mirrors.splice(0).map((mirror) => mirror.close()))
  await store.close()
  dropFolder(folder)
})

function start(): Mirror {
  const mirror = startMirror(WORKER, { dataFolder, mirrorFolder }, () => store.health().size)
  mirrors.push(mirror)
  return mirror
}

const indexes = () => [...readCopy(mirrorFolder)].flatMap((item) => ('entry' in item ? [item.entry.index] : []))

describe('the second disk', { tags: ['MS-24'] }, () => {
  test.each(['while it runs', 'while it was off'])('loses what a disposition destroyed %s', async (when) => {
    const mirror = start()
    const { index } = await store.append(draft('boot'))
    await store.append(draft('boot'))
    await mirror.flush()
    const copied = () => [...readCopy(mirrorFolder)].flatMap((item) => ('entry' in item ? [item.entry] : []))
    const [gone] = copied()[0]!.parts.map(({ seal, ciphertext }) => [Buffer.from(seal), Buffer.from(ciphertext)])
    if (when === 'while it was off') await mirror.close()
    const disposition = draft('disposition')
    await store.append(disposition)
    await store.destroy({ disposition: disposition.id, indexes: [index] })
    await store.append(draft('disposition_done'))
    const next = when === 'while it was off' ? start() : mirror
    await next.flush()
    await next.flush()
    expect(next.status()).toMatchObject({ size: 4, fault: null })
    expect(copied().map(({ parts }) => parts.length)).toEqual([0, 2, 2, 2])
    const bytes = readdirSync(mirrorFolder).map((file) => readFileSync(join(mirrorFolder, file)))
    for (const piece of gone!) expect(bytes.some((file) => file.includes(piece))).toBe(false)
  })

  test('has what was acknowledged, by itself, and goes on where it stopped', async () => {
    const mirror = start()
    for (let i = 0; i < 30; i++) await store.append(draft('boot'))
    await vi.waitFor(() => expect(mirror.status()).toEqual({ size: 30, behind: 0, late: false, fault: null }), 10_000)
    await mirror.close()
    for (let i = 0; i < 5; i++) await store.append(draft('boot'))
    await store.checkpoint()
    const next = start()
    await next.flush()
    expect(next.status()).toMatchObject({ size: 35, behind: 0, fault: null })
    expect(indexes()).toEqual(Array.from({ length: 35 }, (_, i) => i))
    expect([...readCopy(mirrorFolder)].filter((item) => 'checkpoint' in item)).not.toHaveLength(0)
  })

  test('takes what it missed when it ends', async () => {
    const mirror = start()
    for (let i = 0; i < 9; i++) await store.append(draft('boot'))
    await mirror.close()
    expect(indexes()).toHaveLength(9)
  })

  test('that fails is shown, records go on, and it catches up when it is back', async () => {
    writeFileSync(mirrorFolder, 'not a folder')
    const mirror = start()
    await store.append(draft('boot'))
    await mirror.flush()
    expect(mirror.status()).toMatchObject({ size: 0, behind: 1 })
    expect(mirror.status().fault).not.toBeNull()
    await vi.waitFor(() => expect(mirror.status().late).toBe(true), 10_000)
    await store.append(draft('boot'))
    rmSync(mirrorFolder)
    await vi.waitFor(() => expect(mirror.status()).toEqual({ size: 2, behind: 0, late: false, fault: null }), 10_000)
  })

  test('that has more than the log says so and is left as it is', async () => {
    for (let i = 0; i < 4; i++) await store.append(draft('boot'))
    const mirror = start()
    await mirror.flush()
    await mirror.close()
    await store.close()
    rmSync(dataFolder, { recursive: true })
    store = await openStore(dataFolder)
    await store.append(draft('boot'))
    const next = start()
    await next.flush()
    expect(next.status().fault).toContain('an older copy may have been put back')
    expect(indexes()).toHaveLength(4)
  })

  test('takes nothing of another log, also when that has more: what the copy saved stays what it was', async () => {
    for (let i = 0; i < 4; i++) await store.append(draft('boot'))
    const mirror = start()
    await mirror.flush()
    await mirror.close()
    await store.close()
    const before = [...readCopy(mirrorFolder)]
    rmSync(dataFolder, { recursive: true })
    store = await openStore(dataFolder)
    for (let i = 0; i < 9; i++) await store.append(draft('boot'))
    const next = start()
    await next.flush()
    expect(next.status()).toMatchObject({ size: 4, behind: 5, fault: expect.stringContaining('another log') })
    expect([...readCopy(mirrorFolder)]).toEqual(before)
  })
})
