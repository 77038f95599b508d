// Whether what was built from `src/web` is of the sources as they are. Plain JavaScript: the host's Node may run it.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
export const builtFolder = join(project, 'build', 'web')
const stampFile = join(builtFolder, 'stamp.json')

/** Folders whose files may go into the pages. */
const SOURCES = ['src/web', 'src/pages', 'src/core', 'src/disclosure']

/** SHA-256 over the names and contents of all files that the pages are made of, and of the packages. */
export function sourcesDigest() {
  const hash = createHash('sha256')
  for (const file of [...SOURCES.flatMap(filesBelow), join(project, 'package-lock.json')].sort()) {
    hash.update(`${relative(project, file).split(sep).join('/')}\0`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

export function isBuilt() {
  return existsSync(stampFile) && JSON.parse(readFileSync(stampFile, 'utf8')).sources === sourcesDigest()
}

function filesBelow(folder) {
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
