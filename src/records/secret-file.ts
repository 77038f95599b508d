import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file that only its owner can read, durably; throws EEXIST rather than replace one. */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The same in place of a file that is there; whoever reads sees the old one or the new one, whole. */
export async function replaceSecretFile(path: string, text: string): Promise<void> {
  const beside = `${path}.new-${process.pid}`
  await writeSecretFile(beside, text)
  await rename(beside, path)
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
