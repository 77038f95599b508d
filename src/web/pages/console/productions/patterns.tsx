import { countText } from '../../../console/count-text.ts'
import { Field, SelectField } from '../../../console/field.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { PageProps } from '../../../page-props.ts'

/** What is looked for in every text of a production, with one decision for all hits where somebody wants that. */
export function Patterns({ words, frame, view }: PageProps<'console-production'>) {
  const { productions } = words
  const { none, required } = words.console
  const path = `/console/productions/${view.id}/patterns`
  const count = (number: number): string => countText(number, frame.language)
  return (
    <>
      <h2>{productions.patterns}</h2>
      <p>{productions.patternsLead}</p>
      {view.patterns.length === 0 ? <p>{productions.patternsNone}</p> : null}
      <ul class="cards">
        {view.patterns.map(({ id, kind, find, exemption, hits, decided }) => (
          <li key={id}>
            <h3>{productions.pattern(find, count(hits))}</h3>
            <p>{productions.kinds[kind] ?? kind}</p>
            {decided === null ? null : (
              <p>
                {productions.decidedAs(
                  productions.decisions[decided.decision] ?? decided.decision,
                  decided.exemption ?? '',
                  decided.by,
                )}
              </p>
            )}
            <form class="inline-form" method="post" action={`${path}/${id}`}>
              <CsrfField token={frame.person?.csrf ?? ''} />
              <input type="hidden" name="hits" value={String(hits)} />
              <SelectField
                id={`decision-${id}`}
                name="decision"
                label={productions.decision}
                choices={(kind === 'placeholder' ? ['withhold', 'restore', 'keep'] : ['withhold', 'keep']).map(
                  (value) => ({
                    value,
                    label: productions.decisions[value] ?? value,
                  }),
                )}
              />
              <SelectField
                id={`exemption-${id}`}
                name="exemption"
                label={productions.exemption}
                choices={view.exemptions}
                value={exemption ?? ''}
                none={none}
              />
              <button class="usa-button usa-button--outline" type="submit">
                {productions.decideAll(count(hits), find)}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form class="usa-form" method="post" action={path}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <SelectField
          id="kind"
          label={productions.kind}
          choices={['literal', 'placeholder', 'regex'].map((value) => ({
            value,
            label: productions.kinds[value] ?? value,
          }))}
        />
        <Field id="find" label={`${productions.find} ${required}`} hint={productions.findHint} required />
        <SelectField id="exemption" label={productions.exemption} choices={view.exemptions} none={none} />
        <button class="usa-button usa-button--outline" type="submit">
          {productions.addPattern}
        </button>
      </form>
    </>
  )
}
