import type { CitedView } from '../../pages/assessment-views.ts'
import type { Words } from '../languages/en.ts'
import { PolicyText } from './policy-text.tsx'
import { Said } from './said.tsx'

interface Props {
  readonly words: Words
  readonly cited: readonly (CitedView & { readonly problem?: string | null })[]
}

/** Clauses MS-45, MS-49: assessments that a catalog entry names, and which of them anybody here can tell of. */
export function CitedAssessments({ words, cited }: Props) {
  const { assessments, catalog } = words
  return (
    <ul>
      {cited.map(({ kind, reference, on, until, place, href, problem = null }) => (
        <li key={`${kind} ${reference}`}>
          {href === null ? (
            catalog.assessed(catalog.assessments[kind], on, until)
          ) : (
            <a href={href}>{catalog.assessed(catalog.assessments[kind], on, until)}</a>
          )}
          {'. '}
          {problem === null ? `${assessments.places[place]}.` : <Said words={words}>{problem}</Said>}
          {place === 'elsewhere' ? (
            <>
              {' '}
              <PolicyText>{reference}</PolicyText>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
