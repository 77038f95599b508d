import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyFiles } from '../policy/read-folder.ts'

/** The folder of a bundle that holds its policy tests. */
export const TESTS_FOLDER = 'tests'

/** A bundle read once: what is hashed, loaded and tested are the same bytes, whatever happens to the folder meanwhile. */
export interface BundleFiles extends PolicyFiles {
  /** Path inside the bundle, with `/` → text. YAML documents and tests only. */
  readonly texts: ReadonlyMap<string, string>
}

/** Reads the documents and tests of a bundle. Throws when the folder can’t be read. */
export function readBundle(folder: string): BundleFiles {
  const texts = new Map<string, string>()
  for (const name of yamlFiles(folder)) texts.set(name, readFileSync(join(folder, name), 'utf8'))
  for (const name of yamlFiles(join(folder, TESTS_FOLDER), true))
    texts.set(`${TESTS_FOLDER}/${name}`, readFileSync(join(folder, TESTS_FOLDER, name), 'utf8'))
  const disk: PolicyFiles = { list: (other) => readdirSync(other), read: (path) => readFileSync(path, 'utf8') }
  return {
    texts,
    list: (asked) => (asked === folder ? [...texts.keys()].filter((path) => !path.includes('/')) : disk.list(asked)),
    read(path) {
      const own = [...texts].find(([name]) => join(folder, name) === path)
      return own === undefined ? disk.read(path) : own[1]
    },
  }
}

/** Lower-case hexadecimal SHA-256 of a text’s UTF-8 bytes. */
export function textDigest(text: string): string {
  return hash('sha256', text, 'hex')
}

function yamlFiles(folder: string, mayBeAbsent = false): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
  } catch (error) {
    if (mayBeAbsent) return []
    throw error
  }
}
