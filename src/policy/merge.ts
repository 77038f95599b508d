import type { DocumentName, Documents } from './documents.ts'
import { mergeRedaction } from './merge-redaction.ts'
import { narrowSystem } from './narrow.ts'
import { widerAccess } from './narrow-access.ts'
import type { Problem } from './problem.ts'
import type { Source, Sources } from './sources.ts'

/** The lists to which whoever lies higher may add rows. A document that isn't named here stands in one place only. */
const ADDABLE: { readonly [Name in DocumentName]?: readonly string[] } = {
  catalog: ['courses', 'datasets', 'systems', 'applications'],
  prohibited: ['entries'],
  recognizers: ['recognizers', 'deny', 'allow', 'detectors'],
  'acceptable-use': ['rules', 'protected'],
  incidents: ['types', 'channels', 'states', 'readers', 'taskKinds', 'hosts', 'connectors'],
  roles: ['roles', 'separation'],
  approvals: ['seats', 'needs', 'delegates', 'officers'],
  issuers: ['issuers'],
  clients: ['clients'],
  quotas: ['rules'],
  units: ['agencies', 'units', 'membership'],
}

type Row = { readonly id?: string }
type Lists = Record<string, readonly Row[]>

/**
 * Lays profile over layers and overlay over profile: rows are added, none is replaced. What lies higher can therefore not
 * relax anything; only the systems of a layer can be made less of (`narrow.ts`), and access can be taken away.
 */
export function mergeSources(sources: Sources): { documents: Documents; problems: Problem[] } {
  const problems: Problem[] = []
  const documents = Object.fromEntries(
    Object.entries(sources)
      .filter(([, files]) => files.length > 0)
      .map(([name, files]) => [
        name,
        name === 'redaction'
          ? mergeRedaction(sources.redaction, problems)
          : mergeDocument(name as DocumentName, files, problems),
      ]),
  ) as unknown as Documents
  documents.catalog = withNarrowed(sources, documents.catalog, problems)
  problems.push(...accessProblems(sources), ...overlaySystemProblems(sources), ...overlayIssuerProblems(sources))
  return { documents, problems }
}

function mergeDocument(name: DocumentName, files: readonly Source[], problems: Problem[]): unknown {
  // What isn't a list of rows is the profile's, or where it has none, the highest layer's.
  const own = files.findLast(({ place }) => place !== 'overlay')!
  const lists = ADDABLE[name]
  if (lists === undefined) {
    for (const file of files) {
      if (file !== own && name !== 'access')
        problems.push(
          own.problemAt([], `stands in ${file.file} already`, 'keep one of the two: this document isn’t added up'),
        )
    }
    return own.data
  }
  // What a profile leaves out of it, a layer may have said.
  const said = files.filter(({ place }) => place !== 'overlay').map(({ data }) => data as unknown as Lists)
  const merged: Lists = Object.assign({}, ...said)
  for (const list of lists) {
    const rows: Row[] = []
    for (const file of files) {
      const added = (file.data as unknown as Lists)[list] ?? []
      problems.push(...replacements(list, rows, added, file))
      rows.push(...added)
    }
    merged[list] = rows
  }
  return merged
}

function replacements(list: string, below: readonly Row[], added: readonly Row[], file: Source): Problem[] {
  const known = new Set(below.map((row) => row.id))
  const [where, mend] =
    file.place === 'overlay'
      ? ['the profile', 'an overlay adds and never replaces: choose another id']
      : ['a layer', 'a profile adds and never replaces: choose another id, or make less of a system under narrowed']
  return added.flatMap((row, index) =>
    row.id !== undefined && known.has(row.id)
      ? [file.problemAt([list, index, 'id'], `'${row.id}' stands in ${where} already`, mend)]
      : [],
  )
}

function withNarrowed(sources: Sources, catalog: Documents['catalog'], problems: Problem[]): Documents['catalog'] {
  let systems = catalog.systems
  for (const source of sources.catalog) {
    const below = new Set(
      sources.catalog.slice(0, sources.catalog.indexOf(source)).flatMap(({ data }) => data.systems.map(({ id }) => id)),
    )
    source.data.narrowed.forEach((narrowing, at) => {
      const found = systems.findIndex(({ id }) => id === narrowing.id)
      if (!below.has(narrowing.id)) {
        const mend = 'narrow a system of a layer beneath; an own system is written as it is meant'
        problems.push(source.problemAt(['narrowed', at, 'id'], `no layer beneath has a system '${narrowing.id}'`, mend))
        return
      }
      const result = narrowSystem(systems[found]!, narrowing)
      for (const { path, problem } of result.problems)
        problems.push(source.problemAt(['narrowed', at, ...path], problem, 'an agency may narrow, never widen (MS-56)'))
      systems = systems.with(found, result.system)
    })
  }
  return { ...catalog, systems, narrowed: [] }
}

/** A profile's own `access.yaml` may take from the layer's, and give nothing. */
function accessProblems({ access, purposes }: Sources): Problem[] {
  const [base, own] = access
  if (base === undefined || own === undefined) return []
  const known = new Set(purposes.flatMap(({ data }) => data.purposes.map(({ id }) => id)))
  return widerAccess(base.data, own.data, known).map(({ path, problem }) =>
    own.problemAt(path, `${problem} than ${base.file} gives`, 'a profile may narrow, never widen'),
  )
}

/** What an overlay brings may not be laxer than the default either. */
function overlaySystemProblems(sources: Sources): Problem[] {
  return sources.catalog
    .filter((source) => source.place === 'overlay')
    .flatMap((source) =>
      source.data.systems.flatMap((system, index) =>
        system.unscannable === 'allow'
          ? [
              source.problemAt(
                ['systems', index, 'unscannable'],
                'an overlay’s system lets unread content through',
                'use refuse or flag',
              ),
            ]
          : [],
      ),
    )
}

/** A demo's issuer gives tokens to whoever asks: it must not be reachable from elsewhere, or name somebody else's. */
function overlayIssuerProblems(sources: Sources): Problem[] {
  return sources.issuers
    .filter((source) => source.place === 'overlay')
    .flatMap((source) =>
      source.data.issuers.flatMap((profile, index) =>
        (['issuer', 'jwksUri'] as const).flatMap((key) =>
          profile[key].startsWith('http://')
            ? []
            : [
                source.problemAt(
                  ['issuers', index, key],
                  'an overlay’s issuer isn’t on loopback',
                  'use http on a literal loopback address; real issuers belong in the profile',
                ),
              ],
        ),
      ),
    )
}
