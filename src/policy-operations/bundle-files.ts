import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { policyFolders } from '../policy/load.ts'
import { DISK, type PolicyFiles } from '../policy/read-folder.ts'

/** The folder of a profile that holds its policy tests. */
export const TESTS_FOLDER = 'tests'

/**
 * Everything that a policy is made of, read once: what is hashed, loaded and tested are the same bytes, whatever happens to
 * the folders meanwhile. An overlay is no part of it: it is the demo's own, and stays on the disk.
 */
export interface BundleFiles extends PolicyFiles {
  /**
   * Path from the profile, with `/` → text: `catalog.yaml`, `tests/people.yaml`, and of a layer `../base/classes.yaml`.
   * YAML documents and tests only.
   */
  readonly texts: ReadonlyMap<string, string>
}

/** The texts of one folder by file name; null: there is no such folder. */
type Folder = ReadonlyMap<string, string> | null

/** Reads a profile, its tests and its layers. Throws when the profile’s folder can’t be read. */
export function readBundle(folder: string): BundleFiles {
  const folders = new Map<string, Folder>([[resolve(folder), readTexts(folder)]])
  const files = filesOf(folders)
  // The layers that the text just read names, not those of a file that has changed since.
  for (const layer of policyFolders(folder, files)) {
    const at = resolve(layer)
    if (!folders.has(at)) folders.set(at, readIfThere(layer))
  }
  const tests = join(folder, TESTS_FOLDER)
  folders.set(resolve(tests), readIfThere(tests))
  const texts = new Map<string, string>()
  for (const [path, found] of folders)
    for (const [name, text] of found ?? []) texts.set(relative(folder, join(path, name)).replaceAll('\\', '/'), text)
  return { texts, ...files }
}

/** Lower-case hexadecimal SHA-256 of a text’s UTF-8 bytes. */
export function textDigest(text: string): string {
  return hash('sha256', text, 'hex')
}

/** What was read, for a loader; folders that nobody read, an overlay’s, are on the disk. */
function filesOf(folders: ReadonlyMap<string, Folder>): PolicyFiles {
  return {
    list(asked) {
      const found = folders.get(resolve(asked))
      if (found === undefined) return DISK.list(asked)
      if (found === null) throw new Error(`${asked} can’t be read`)
      return [...found.keys()]
    },
    read(path) {
      const found = folders.get(resolve(dirname(path)))
      if (found === undefined) return DISK.read(path)
      const text = found?.get(basename(path))
      if (text === undefined) throw new Error(`${path} wasn’t there when the policy was read`)
      return text
    },
  }
}

function readTexts(folder: string): Map<string, string> {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name))
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const))
}

function readIfThere(folder: string): Folder {
  try {
    return readTexts(folder)
  } catch {
    return null
  }
}
