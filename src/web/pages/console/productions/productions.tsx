import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { WideTable } from '../../../console/wide-table.tsx'
import type { PageProps } from '../../../page-props.ts'

export function Productions({ words, frame, view }: PageProps<'console-productions'>) {
  const { productions } = words
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={productions.title}>
      <p>{productions.lead}</p>
      {view.mayMake ? (
        <p class="actions">
          <a class="usa-button" href="/console/productions/new">
            {productions.newOne}
          </a>
        </p>
      ) : null}
      {view.productions.length === 0 ? (
        <p>{productions.none}</p>
      ) : (
        <WideTable
          caption={productions.title}
          heads={[
            words.requests.number,
            productions.mode,
            productions.status,
            productions.created,
            productions.records,
          ]}
          numbersFrom={4}
        >
          {view.productions.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/console/productions/${one.id}`}>{productions.one(one.request, one.number)}</a>
              </th>
              <td>{productions.modes[one.mode] ?? one.mode}</td>
              <td>{productions.states[one.status] ?? one.status}</td>
              <td>{one.created}</td>
              <td class="number">{one.records === null ? null : countText(one.records, frame.language)}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </ConsoleLayout>
  )
}
