import { readFile } from 'node:fs/promises'
import { kmsOf, unwrapText, wrapText } from './kms/wrapped-text.ts'
import { replaceSecretFile, writeSecretFile } from './secret-file.ts'

/**
 * Files that keys lie in. A file holds its keys as they are, or wrapped by a key service whose address it names itself: then
 * neither the disk nor a copy of it is enough to read a record, and whoever reads the file has to be let in by the service.
 */

/** The keys' text. Rejects, without showing anything, when there is no such file or its service doesn't open it. */
export async function readKeyFile(path: string): Promise<string> {
  return unwrapText(await readFile(path, 'utf8'), path)
}

/** Makes the file, wrapped by the service at `kms` when there is one; throws EEXIST rather than replace one. */
export async function writeKeyFile(path: string, text: string, kms: string | null): Promise<void> {
  await writeSecretFile(path, kms === null ? text : await wrapText(text, kms))
}

/** Puts other keys into the place of these, at once and durably, wrapped as these are. */
export async function replaceKeyFile(path: string, text: string): Promise<void> {
  await wrapKeyFile(path, text, kmsOf(await readFile(path, 'utf8')))
}

/** The same keys or others, wrapped by the service at `kms` from now on; null: as they are. */
export async function wrapKeyFile(path: string, text: string, kms: string | null): Promise<void> {
  await replaceSecretFile(path, kms === null ? text : await wrapText(text, kms))
}

/** Address of the service that wraps a file; null: nothing does. */
export async function keyServiceOf(path: string): Promise<string | null> {
  return kmsOf(await readFile(path, 'utf8'))
}
