import { join, normalize } from 'node:path'
import { amendSources, type NamedAmendment } from './amend.ts'
import { compilePolicy } from './compile.ts'
import { crossReferenceProblems, crossReferenceWarnings } from './cross-references/index.ts'
import { DOCUMENTS, type DocumentName, OPTIONAL_DOCUMENTS } from './documents.ts'
import { mergeSources } from './merge.ts'
import { placesOf } from './places.ts'
import type { PolicySet } from './policy-set.ts'
import { PolicyError, type Problem } from './problem.ts'
import { DISK, type PolicyFiles, readFolder } from './read-folder.ts'
import type { Source, Sources } from './sources.ts'

export interface LoadOptions {
  /** The profile folder. */
  readonly folder: string
  /** Folder of a demo overlay, which may only add. */
  readonly overlay?: string
  /** What `${NAME}` in overlay files stands for. */
  readonly values?: Readonly<Record<string, string>>
  /** Where files are read from; the disk when absent. What was hashed for a signature must be what is loaded. */
  readonly files?: PolicyFiles
  /** What was approved in the gateway beside the files. */
  readonly amendments?: readonly NamedAmendment[]
}

export interface CheckedPolicy {
  readonly policy: PolicySet
  /** What is sound and yet not wise, such as an approval that ends on a weekend. */
  readonly warnings: readonly Problem[]
}

/** Reads, checks and freezes a policy. Throws {@link PolicyError} with every problem at once; never half a policy. */
export function loadPolicy(options: LoadOptions): PolicySet {
  return checkPolicy(options).policy
}

/** The same with the warnings beside it. */
export function checkPolicy(options: LoadOptions): CheckedPolicy {
  const problems: Problem[] = []
  const files = options.files ?? DISK
  const profile = readFolder(files, options.folder, 'profile', {}, problems)
  const layers = layersOf(options.folder, profile).map((folder) => readFolder(files, folder, 'layer', {}, problems))
  const overlay =
    options.overlay === undefined ? [] : [readFolder(files, options.overlay, 'overlay', options.values ?? {}, problems)]
  const folders = [...layers, profile, ...overlay]
  for (const name of Object.keys(DOCUMENTS) as DocumentName[]) {
    // Without profile.yaml nobody knows which layers there are, so nothing else can be called missing.
    const isThere = (name !== 'profile' && !profile.has('profile')) || [...layers, profile].some((one) => one.has(name))
    const isNeeded = !(OPTIONAL_DOCUMENTS as readonly string[]).includes(name)
    if (isNeeded && !isThere && !problems.some(({ file }) => file.endsWith(`${name}.yaml`))) {
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
  const written = Object.fromEntries(
    (Object.keys(DOCUMENTS) as DocumentName[]).map((name) => [
      name,
      folders.map((folder) => folder.get(name)).filter((one) => one !== undefined),
    ]),
  ) as unknown as Sources
  const { sources, problems: unfit } = amendSources(written, options.amendments ?? [])
  if (unfit.length > 0) throw new PolicyError(unfit)
  const merged = mergeSources(sources)
  problems.push(...merged.problems, ...crossReferenceProblems(sources, merged.documents))
  if (problems.length > 0) throw new PolicyError(problems)
  return {
    policy: compilePolicy(merged.documents, placesOf(sources)),
    warnings: crossReferenceWarnings(sources, merged.documents),
  }
}

/**
 * Every folder that a profile is made of, layers first: what a watcher watches and a signature covers. The folder of the
 * profile alone where profile.yaml can't be read.
 */
export function policyFolders(folder: string, files: PolicyFiles = DISK): string[] {
  // Watchers ask often, and only this document says which layers there are.
  const list = (asked: string): string[] => files.list(asked).filter((name) => name === 'profile.yaml')
  return [...layersOf(folder, readFolder({ ...files, list }, folder, 'profile', {}, [])), folder]
}

function layersOf(folder: string, profile: ReadonlyMap<DocumentName, Source>): string[] {
  const source = profile.get('profile') as Source<'profile'> | undefined
  return (source?.data.layers ?? []).map((layer) => normalize(join(folder, layer)))
}
