import type { Document, DocumentName } from './documents.ts'
import type { Problem } from './problem.ts'

type Path = readonly PropertyKey[]

/** One parsed file: what it says and where it says it. */
export interface Source<Name extends DocumentName = DocumentName> {
  readonly name: Name
  readonly file: string
  readonly overlay: boolean
  readonly data: Document<Name>
  /** A problem at the place that `path` names, or at the nearest thing above it that exists. */
  problemAt(path: Path, problem: string, mend: string): Problem
}

/** For each document its profile file and, where the overlay adds to it, the overlay's. */
export type Sources = { readonly [Name in DocumentName]: readonly Source<Name>[] }
