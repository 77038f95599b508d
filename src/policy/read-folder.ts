import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DOCUMENTS, type DocumentName, LAYER_DOCUMENTS, OVERLAY_DOCUMENTS } from './documents.ts'
import { parseYaml } from './parse-yaml.ts'
import type { Problem } from './problem.ts'
import { readDocument } from './read-document.ts'
import type { Source } from './sources.ts'

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
  folder: string,
  place: Place,
  values: Readonly<Record<string, string>>,
  problems: Problem[],
): Map<DocumentName, Source> {
  const found = new Map<DocumentName, Source>()
  for (const entry of listFolder(folder, problems)) {
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
    const text = readFileSync(join(folder, entry), 'utf8')
    const located = parseYaml(file, text, place === 'overlay' ? values : null, problems)
    if (located === null) continue
    const read = readDocument(name as DocumentName, located, place)
    problems.push(...read.problems)
    if (read.source !== null) found.set(name as DocumentName, read.source as Source)
  }
  return found
}

function listFolder(folder: string, problems: Problem[]): string[] {
  try {
    return readdirSync(folder).sort()
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
