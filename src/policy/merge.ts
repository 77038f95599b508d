import type { Documents } from './documents.ts'
import type { Problem } from './problem.ts'
import type { Source, Sources } from './sources.ts'

/** The lists that an overlay may add to, by document. */
const ADDABLE = {
  catalog: ['courses', 'systems', 'applications'],
  issuers: ['issuers'],
  clients: ['clients'],
  quotas: ['rules'],
  units: ['agencies', 'units', 'membership'],
} as const

type Row = { readonly id?: string }
type Lists = Record<string, Row[]>

/**
 * Lays the overlay over the profile: rows are added, none is replaced. An overlay can therefore not relax anything; what
 * it adds is bound by the profile's redaction, recording and notices like everything else.
 */
export function mergeSources(sources: Sources): { documents: Documents; problems: Problem[] } {
  const problems: Problem[] = []
  const documents = Object.fromEntries(
    Object.entries(sources).map(([name, [profile, overlay]]) => {
      if (overlay === undefined) return [name, profile!.data]
      const merged: Lists = { ...(profile!.data as unknown as Lists) }
      for (const list of ADDABLE[name as keyof typeof ADDABLE]) {
        const base = (profile!.data as unknown as Lists)[list]!
        const added = (overlay.data as unknown as Lists)[list]!
        problems.push(...replacements(list, base, added, overlay as Source))
        merged[list] = [...base, ...added]
      }
      return [name, merged]
    }),
  ) as unknown as Documents
  problems.push(...overlaySystemProblems(sources), ...overlayIssuerProblems(sources))
  return { documents, problems }
}

function replacements(list: string, base: readonly Row[], added: readonly Row[], overlay: Source): Problem[] {
  const known = new Set(base.map((row) => row.id))
  return added.flatMap((row, index) =>
    row.id !== undefined && known.has(row.id)
      ? [
          overlay.problemAt(
            [list, index, 'id'],
            `'${row.id}' stands in the profile already`,
            'an overlay adds and never replaces: choose another id',
          ),
        ]
      : [],
  )
}

/** What an overlay brings may not be laxer than the default either. */
function overlaySystemProblems(sources: Sources): Problem[] {
  return sources.catalog
    .filter((source) => source.overlay)
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
    .filter((source) => source.overlay)
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
