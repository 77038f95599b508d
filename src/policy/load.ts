import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit, type Document as YamlDocument } from 'yaml'
import { compilePolicy } from './compile.ts'
import { crossReferenceProblems } from './cross-references/index.ts'
import { DOCUMENTS, type DocumentName, OVERLAY_DOCUMENTS } from './documents.ts'
import { mergeSources } from './merge.ts'
import type { PolicySet } from './policy-set.ts'
import { PolicyError, type Problem } from './problem.ts'
import { type LocatedValue, readDocument } from './read-document.ts'
import type { Source, Sources } from './sources.ts'
import { substitute } from './substitute.ts'

export interface LoadOptions {
  /** The profile folder. */
  readonly folder: string
  /** Folder of a demo overlay, which may only add. */
  readonly overlay?: string
  /** What `${NAME}` in overlay files stands for. */
  readonly values?: Readonly<Record<string, string>>
  /** Where files are read from; the disk when absent. What was hashed for a signature must be what is loaded. */
  readonly files?: PolicyFiles
}

/** The file names of a folder and their texts. */
export interface PolicyFiles {
  /** Throws when the folder can’t be read. */
  list(folder: string): readonly string[]
  read(path: string): string
}

const DISK: PolicyFiles = { list: (folder) => readdirSync(folder), read: (path) => readFileSync(path, 'utf8') }

/** Reads, checks and freezes a policy. Throws {@link PolicyError} with every problem at once; never half a policy. */
export function loadPolicy(options: LoadOptions): PolicySet {
  const problems: Problem[] = []
  const files = options.files ?? DISK
  const profile = readFolder(files, options.folder, false, {}, problems)
  const overlay =
    options.overlay === undefined ? new Map() : readFolder(files, options.overlay, true, options.values ?? {}, problems)
  for (const name of Object.keys(DOCUMENTS) as DocumentName[]) {
    if (!profile.has(name) && !problems.some(({ file }) => file.endsWith(`${name}.yaml`))) {
      problems.push({
        file: `${options.folder}/${name}.yaml`,
        line: 1,
        column: 1,
        problem: 'the document is missing',
        mend: 'add it; policies/README.md says what stands in it',
      })
    }
  }
  if (problems.length > 0) throw new PolicyError(problems)
  const sources = Object.fromEntries(
    [...profile].map(([name, source]) => [name, [source, overlay.get(name)].filter((one) => one !== undefined)]),
  ) as unknown as Sources
  const merged = mergeSources(sources)
  problems.push(...merged.problems, ...crossReferenceProblems(sources, merged.documents))
  if (problems.length > 0) throw new PolicyError(problems)
  return compilePolicy(merged.documents)
}

function readFolder(
  files: PolicyFiles,
  folder: string,
  isOverlay: boolean,
  values: Readonly<Record<string, string>>,
  problems: Problem[],
): Map<DocumentName, Source> {
  const found = new Map<DocumentName, Source>()
  const allowed: readonly string[] = isOverlay ? OVERLAY_DOCUMENTS : Object.keys(DOCUMENTS)
  for (const entry of listFolder(files, folder, problems)) {
    if (!/\.ya?ml$/.test(entry)) continue
    const file = relative(process.cwd(), join(folder, entry)) || entry
    const name = entry.replace(/\.yaml$/, '')
    if (!allowed.includes(name)) {
      const mend = isOverlay
        ? `an overlay may only add to ${OVERLAY_DOCUMENTS.join(', ')}; change the profile itself`
        : `a profile holds ${Object.keys(DOCUMENTS).join('.yaml, ')}.yaml`
      problems.push({ file, line: 1, column: 1, problem: 'the document doesn’t belong in this folder', mend })
      continue
    }
    const located = parseYaml(file, files.read(join(folder, entry)), isOverlay, values, problems)
    if (located === null) continue
    const read = readDocument(name as DocumentName, located)
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

/** Strict YAML with the place of each value; null where `problems` got one. Also for policy tests. */
export function parseYaml(
  file: string,
  text: string,
  isOverlay: boolean,
  values: Readonly<Record<string, string>>,
  problems: Problem[],
): LocatedValue | null {
  const lines = new LineCounter()
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
  })
  const before = problems.length
  // A warning (an unknown tag, for example) means that two readers could understand the file differently.
  for (const fault of [...document.errors, ...document.warnings]) {
    problems.push({
      file,
      ...position(fault.pos[0]),
      problem: `not the YAML that policies are written in: ${fault.message}`,
      mend: 'correct it; tags, duplicate keys and aliases have no place in a policy',
    })
  }
  visit(document, {
    Alias(_, node) {
      problems.push({
        file,
        ...position(node.range?.[0] ?? 0),
        problem: 'an alias',
        mend: 'write the value out, so that each place reads by itself',
      })
    },
    Scalar(_, node) {
      if (typeof node.value !== 'string') return
      const result = substitute(node.value, isOverlay ? values : null)
      if (typeof result === 'string') node.value = result
      else problems.push({ file, ...position(node.range?.[0] ?? 0), ...result })
    },
  })
  if (problems.length > before) return null
  return {
    file,
    overlay: isOverlay,
    value: document.toJS({ maxAliasCount: 0 }),
    locate: (path) => locate(document, path, position),
  }
}

/** The place of a value; a key that isn't there is looked up at the thing that lacks it. */
function locate(
  document: YamlDocument,
  path: readonly PropertyKey[],
  position: (offset: number) => { line: number; column: number },
): { line: number; column: number } {
  for (let length = path.length; length >= 0; length--) {
    const parent = length === 0 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const parentNode = length === 1 ? document.contents : parent
    if (length > 0 && isMap(parentNode)) {
      const pair = parentNode.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(path[length - 1]),
      )
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return position(pair.key.range[0])
    }
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (node !== null && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
      return position(node.range[0] as number)
  }
  return { line: 1, column: 1 }
}
