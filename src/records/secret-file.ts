import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file that only its owner can read, durably; throws EEXIST rather than replace one. After any other failure there
 * is none: half a key would stand in the way of whoever tries again.
 */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}

/** The same in place of a file that is there; whoever reads sees the old one or the new one, whole. */
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  const beside = `${path}.new-${process.pid}`
  await writeSecretFile(beside, text)
  try {
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
