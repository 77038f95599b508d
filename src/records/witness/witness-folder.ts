import { hash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { WitnessMemory } from './witness.ts'

/** A folder with one file for each log, replaced whole. One process at a time: the caller holds a lock. */
export async function openWitnessFolder(folder: string): Promise<WitnessMemory> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const fileOf = (origin: string): string => join(folder, `${hash('sha256', origin).slice(0, 32)}.checkpoint`)
  return {
    get: (origin) =>
      readFile(fileOf(origin), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      }),
    async set(origin, checkpoint) {
      const path = fileOf(origin)
      await synced(`${path}.new`, 'w', (file) => file.writeFile(checkpoint))
      await rename(`${path}.new`, path)
      await synced(folder, 'r', async () => undefined)
    },
  }
}

async function synced(
  path: string,
  flags: string,
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, flags === 'w' ? 0o600 : undefined)
  try {
    await work(file)
    await file.sync()
  } finally {
    await file.close()
  }
}
