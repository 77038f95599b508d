import type { SystemCard } from '../../pages/catalog-views.ts'
import type { Words } from '../languages/en.ts'
import { PolicyText } from './policy-text.tsx'

/** What something on the approved list is for, for whom, and up to which data: members of a list of facts. */
export function GrantFacts({
  words,
  language,
  grant,
}: {
  words: Words
  language: string
  grant: Pick<SystemCard, 'purposes' | 'who' | 'units' | 'maxClass'>
}) {
  const { catalog } = words
  const list = new Intl.ListFormat(language)
  return (
    <>
      <div>
        <dt>{catalog.forWhat}</dt>
        <dd>{grant.purposes.join('; ')}</dd>
      </div>
      <div>
        <dt>{catalog.who}</dt>
        <dd>
          {list.format(grant.who.map((one) => catalog.subjects[one]))}
          {grant.units === null ? `, ${catalog.allUnits}` : ', '}
          {grant.units === null ? null : <PolicyText>{grant.units.join(', ')}</PolicyText>}
        </dd>
      </div>
      <div>
        <dt>{catalog.upTo}</dt>
        <dd>{grant.maxClass}</dd>
      </div>
    </>
  )
}
