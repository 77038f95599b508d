import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field, SelectField } from '../../console/field.tsx'
import { Severity } from '../../console/severity.tsx'
import { WideTable } from '../../console/wide-table.tsx'
import type { PageProps } from '../../page-props.ts'

/** The queue: mine and nobody’s, unless all are asked for. */
export function Incidents({ words, frame, view }: PageProps<'console-incidents'>) {
  const { queue, duration } = words.incidents
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={queue.title}>
      <p>{queue.lead}</p>
      <form class="search-form" method="get" action="/console/incidents">
        <div class="search-form__fields">
          <SelectField
            id="of"
            label={queue.of}
            value={view.of}
            choices={[
              { value: 'mine', label: queue.ofMine },
              { value: 'all', label: queue.ofAll },
            ]}
          />
          <SelectField id="type" label={queue.type} value={view.type} choices={view.types} none={queue.any} />
          <Field id="q" label={queue.words} value={view.q} maxLength={200} />
        </div>
        <div class="usa-checkbox">
          <input
            class="usa-checkbox__input"
            type="checkbox"
            id="closed"
            name="closed"
            value="yes"
            checked={view.closed}
          />
          <label class="usa-checkbox__label" for="closed">
            {queue.closed}
          </label>
        </div>
        <button class="usa-button" type="submit">
          {queue.go}
        </button>
      </form>
      {view.incidents.length === 0 ? (
        <p>{queue.none}</p>
      ) : (
        <WideTable
          caption={queue.caption}
          heads={[queue.number, queue.severity, queue.kind, queue.age, queue.owner, queue.state]}
        >
          {view.incidents.map((one) => (
            <tr key={one.number}>
              <th scope="row">
                <a href={`/console/incidents/${one.number}`}>{one.number}</a>
              </th>
              <td>
                <Severity words={words} severity={one.severity} />
              </td>
              <td>
                {one.type}
                {one.count === null ? null : `, ${queue.times(countText(one.count, frame.language))}`}
              </td>
              <td>
                {duration(one.age)},{' '}
                {one.late === null ? queue.inTime : <strong>{queue.late(duration(one.late))}</strong>}
              </td>
              <td>{one.owner ?? queue.nobody}</td>
              <td>{one.state}</td>
            </tr>
          ))}
        </WideTable>
      )}
      {view.tasks.length === 0 ? null : (
        <>
          <h2>{queue.tasks}</h2>
          <WideTable caption={queue.tasks} heads={[queue.number, queue.task, queue.turn, queue.dueBy]}>
            {view.tasks.map((one) => (
              <tr key={`${one.incident} ${one.id}`}>
                <th scope="row">
                  <a href={`/console/incidents/${one.incident}`}>{one.incident}</a>
                </th>
                <td>{one.name}</td>
                <td>
                  {one.isYours
                    ? [queue.you, ...(one.holder === null ? [] : [one.holder])].join(', ')
                    : (one.holder ?? queue.nobody)}
                </td>
                <td>
                  {one.due}
                  {one.isOverdue ? <strong>, {queue.overdue}</strong> : null}
                </td>
              </tr>
            ))}
          </WideTable>
        </>
      )}
    </ConsoleLayout>
  )
}
