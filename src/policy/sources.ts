import type { Document, DocumentName } from './documents.ts'
import type { Problem } from './problem.ts'

type Path = readonly PropertyKey[]

/** One parsed file: what it says and where it says it. */
export interface Source<Name extends DocumentName = DocumentName> {
  readonly name: Name
  readonly file: string
  /** Beneath the profile, the profile itself, or laid over it. */
  readonly place: 'layer' | 'profile' | 'overlay'
  readonly data: Document<Name>
  /** A problem at the place that `path` names, or at the nearest thing above it that exists. */
  problemAt(path: Path, problem: string, mend: string): Problem
}

/** For each document its files, lowest first: of the layers, the profile, the overlay. */
export type Sources = { readonly [Name in DocumentName]: readonly Source<Name>[] }
