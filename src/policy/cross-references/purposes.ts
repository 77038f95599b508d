import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Defaults and reveals name purposes that exist. */
export function purposeProblems(sources: Sources, documents: Documents): Problem[] {
  const known = idsOf(documents.purposes.purposes)
  const [purposes] = sources.purposes
  const access = sources.access.at(-1)
  return [
    ...Object.entries(documents.purposes.defaults).flatMap(([type, purpose]) =>
      unknownNames(purposes!, ['defaults', type], purpose, known, 'purpose'),
    ),
    ...Object.entries(documents.access.parts).flatMap(([part, reader]) =>
      unknownNames(access!, ['parts', part, 'reveal', 'purposes'], reader.reveal?.purposes, known, 'purpose'),
    ),
    ...unknownNames(access!, ['originals', 'purposes'], documents.access.originals.purposes, known, 'purpose'),
    // A wall that names nothing hides nothing.
    ...unknownNames(access!, ['privilege', 'purposes'], documents.access.privilege.purposes, known, 'purpose'),
    ...unknownNames(
      access!,
      ['privilege', 'units'],
      documents.access.privilege.units,
      idsOf(documents.units.units),
      'unit',
    ),
  ]
}
