import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'

const LISTS = [
  ['catalog', 'courses'],
  ['catalog', 'datasets'],
  ['catalog', 'systems'],
  ['catalog', 'narrowed'],
  ['catalog', 'applications'],
  ['prohibited', 'entries'],
  ['purposes', 'purposes'],
  ['issuers', 'issuers'],
  ['disclosures', 'labels'],
  ['disclosures', 'humanContacts'],
  ['notices', 'notices'],
  ['quotas', 'rules'],
  ['retention', 'series'],
  ['units', 'agencies'],
  ['units', 'units'],
  ['roles', 'roles'],
  ['roles', 'separation'],
  ['acceptable-use', 'rules'],
  ['acceptable-use', 'protected'],
  ['incidents', 'types'],
  ['incidents', 'channels'],
  ['incidents', 'states'],
  ['incidents', 'readers'],
  ['incidents', 'taskKinds'],
  ['incidents', 'hosts'],
  ['incidents', 'connectors'],
  ['exceptions', 'exceptions'],
  ['approvals', 'seats'],
  ['approvals', 'needs'],
  ['approvals', 'delegates'],
  ['approvals', 'officers'],
  ['exemptions', 'exemptions'],
  ['profile', 'approvers'],
  ['recognizers', 'recognizers'],
  ['recognizers', 'deny'],
  ['recognizers', 'allow'],
  ['recognizers', 'detectors'],
  ['siem', 'sinks'],
] as const

/** No id twice in a list, over profile and overlay; no model name and no issuer that means two things. */
export function uniqueProblems(sources: Sources, _documents: Documents): Problem[] {
  const problems = LISTS.flatMap(([name, list]) =>
    repeats(sources[name] as readonly Source[], (source) =>
      rowsOf(source, list).map((row, index) => [row.id, [list, index, 'id']]),
    ),
  )
  problems.push(
    ...repeats(sources.issuers as readonly Source[], (source) =>
      rowsOf(source, 'issuers').map((row, index) => [String(row['issuer']), ['issuers', index, 'issuer']]),
    ),
    ...repeats(sources.clients as readonly Source[], (source) =>
      rowsOf(source, 'clients').map((row, index) => [`${String(row['issuer'])} ${row.id}`, ['clients', index, 'id']]),
    ),
    ...repeats(sources.catalog as readonly Source[], (source) =>
      (source as Source<'catalog'>).data.systems.flatMap((system, at) =>
        system.models.flatMap((model, index): Named[] => [
          [`${system.id}/${model.id}`, ['systems', at, 'models', index, 'id']],
          ...(model.alias === undefined ? [] : [[model.alias, ['systems', at, 'models', index, 'alias']] as Named]),
        ]),
      ),
    ),
  )
  return problems
}

type Row = { readonly id: string } & Record<string, unknown>
type Named = readonly [name: string, path: readonly PropertyKey[]]

function rowsOf(source: Source, list: string): readonly Row[] {
  return (source.data as unknown as Record<string, readonly Row[]>)[list] ?? []
}

function repeats(sources: readonly Source[], names: (source: Source) => readonly Named[]): Problem[] {
  const seen = new Set<string>()
  return sources.flatMap((source) =>
    names(source).flatMap(([name, path]) => {
      if (!seen.has(name)) {
        seen.add(name)
        return []
      }
      return [source.problemAt(path, `'${name}' stands here twice`, 'keep one, or give the other another name')]
    }),
  )
}
