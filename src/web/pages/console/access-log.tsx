import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field, SelectField } from '../../console/field.tsx'
import { WideTable } from '../../console/wide-table.tsx'
import type { PageProps } from '../../page-props.ts'

export function AccessLog({ words, frame, view }: PageProps<'console-access-log'>) {
  const { looks, any, records } = words.console
  const named = (action: string): string => looks.actions[action] ?? action
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={looks.title}>
      <p>{looks.lead}</p>
      <search>
        <form class="search-form" method="get" action="/console/access-log">
          <div class="search-form__fields">
            <Field id="person" label={looks.person} value={view.values.person} maxLength={200} />
            <Field id="record" label={looks.record} value={view.values.record} maxLength={200} />
            <SelectField
              id="action"
              label={looks.action}
              none={any}
              value={view.values.action}
              choices={view.actions.map(({ value }) => ({ value, label: named(value) }))}
            />
          </div>
          <button class="usa-button" type="submit">
            {looks.go}
          </button>
        </form>
      </search>
      {view.rows.length === 0 ? (
        <p>{looks.none}</p>
      ) : (
        <WideTable caption={looks.caption} heads={[looks.time, looks.by, looks.what, looks.why]}>
          {view.rows.map((row) => (
            <tr key={`${row.time} ${row.by} ${row.action} ${row.record} ${row.query}`}>
              <th scope="row">{row.time}</th>
              <td>
                {row.by}
                <br />
                <span class="quiet">{row.roles}</span>
              </td>
              <td class="excerpt">
                {named(row.action)}
                {row.record === null ? null : (
                  <>
                    <br />
                    {view.console.sections.includes('records') ? (
                      <a href={`/console/records/${row.record}`}>{row.record}</a>
                    ) : (
                      row.record
                    )}
                  </>
                )}
                {row.query === null ? null : (
                  <>
                    <br />
                    <code>{row.query}</code>
                  </>
                )}
                {row.withheld ? (
                  <>
                    <br />
                    <em>{looks.withheld}</em>
                  </>
                ) : null}
              </td>
              <td>
                {[row.purpose, row.matter].filter((text) => text !== '').join(', ')}
                {row.reason === '' ? null : (
                  <>
                    <br />
                    {row.reason}
                  </>
                )}
              </td>
            </tr>
          ))}
        </WideTable>
      )}
      <p class="quiet">{looks.lookedAt(countText(view.lookedAt, frame.language))}</p>
      {view.older === null ? null : (
        <nav class="pages-nav" aria-label={records.pages}>
          <a class="usa-button usa-button--outline" href={view.older} rel="next">
            {looks.older}
          </a>
        </nav>
      )}
    </ConsoleLayout>
  )
}
