import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DOCUMENTS, type DocumentName, LAYER_DOCUMENTS, OVERLAY_DOCUMENTS } from './documents.ts'
import { parseYaml } from './parse-yaml.ts'
import type { Problem } from './problem.ts'
import { readDocument } from './read-document.ts'
import type { Source } from './sources.ts'

/** The file names of a folder and their texts. */
export interface PolicyFiles {
  /** Throws when the folder can’t be read. */
  list(folder: string): readonly string[]
  read(path: string): string
}

export const DISK: PolicyFiles = {
  list: (folder) => readdirSync(folder),
  read: (path) => readFileSync(path, 'utf8'),
}

/** What a folder is to a policy: beneath the profile, the profile itself, or laid over it. */
export type Place = Source['place']

const ALLOWED: Readonly<Record<Place, readonly string[]>> = {
  layer: LAYER_DOCUMENTS,
  profile: Object.keys(DOCUMENTS),
  overlay: OVERLAY_DOCUMENTS,
}
const MEND: Readonly<Record<Place, string>> = {
  layer: `a layer may hold ${LAYER_DOCUMENTS.join(', ')}; the rest is the agency’s own`,
  profile: `a profile holds ${Object.keys(DOCUMENTS).join('.yaml, ')}.yaml`,
  overlay: `an overlay may only add to ${OVERLAY_DOCUMENTS.join(', ')}; change the profile itself`,
}

/** The documents of one folder. Folders in it aren't looked into. */
export function readFolder(
  files: PolicyFiles,
  folder: string,
  place: Place,
  values: Readonly<Record<string, string>>,
  problems: Problem[],
): Map<DocumentName, Source> {
  const found = new Map<DocumentName, Source>()
  for (const entry of listFolder(files, folder, problems)) {
    if (!/\.ya?ml$/.test(entry)) continue
    const file = relative(process.cwd(), join(folder, entry)) || entry
    const name = entry.replace(/\.yaml$/, '')
    if (!ALLOWED[place].includes(name)) {
      problems.push({
        file,
        line: 1,
        column: 1,
        problem: 'the document doesn’t belong in this folder',
        mend: MEND[place],
      })
      continue
    }
    const text = files.read(join(folder, entry))
    const located = parseYaml(file, text, place === 'overlay' ? values : null, problems)
    if (located === null) continue
    const read = readDocument(name as DocumentName, located, place)
    problems.push(...read.problems)
    if (read.source !== null) found.set(name as DocumentName, read.source as Source)
  }
  return found
}

function listFolder(files: PolicyFiles, folder: string, problems: Problem[]): string[] {
  try {
    return [...files.list(folder)].sort()
  } catch {
    problems.push({
      file: folder,
      line: 1,
      column: 1,
      problem: 'the folder can’t be read',
      mend: 'name an existing profile folder',
    })
    return []
  }
}
