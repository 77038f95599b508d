import { WideTable } from '../console/wide-table.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

/** Clause MO-03: what units did in a month, in counts. */
export function Scorecard({ words, frame, view }: PageProps<'scorecard'>) {
  const { accountability } = words
  const said = (count: number | null): string => (count === null ? accountability.few : String(count))
  const measures = view.units[0]?.counts.map(({ measure }) => accountability.measures[measure]) ?? []
  return (
    <Layout words={words} frame={frame} title={accountability.scorecards}>
      <p class="lead">{accountability.scorecardLead}</p>
      <form class="filters" method="get" action="/oversight/scorecard">
        <ChoiceField
          name="month"
          label={accountability.month}
          choices={view.choices}
          chosen={view.month}
          none={words.policy.choose}
        />
        <button class="usa-button" type="submit">
          {accountability.show}
        </button>
      </form>
      <h2>{view.monthName}</h2>
      <WideTable caption={accountability.scorecards} heads={[accountability.unit, ...measures]}>
        {view.units.map(({ name, counts }) => (
          <tr key={name}>
            <th scope="row">
              <PolicyText>{name}</PolicyText>
            </th>
            {counts.map(({ measure, total, part }) => (
              <td key={measure}>
                {total === null || total === 0 ? said(total) : accountability.of(said(total), said(part))}
              </td>
            ))}
          </tr>
        ))}
      </WideTable>
      <p>
        <a href="/oversight/accountability">{accountability.title}</a>
      </p>
    </Layout>
  )
}
