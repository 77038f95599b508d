import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field } from '../../console/field.tsx'
import { WideTable } from '../../console/wide-table.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'

export function Dispositions({ words, frame, view }: PageProps<'console-dispositions'>) {
  const { dispositions, reason, required } = words.console
  const count = (number: number): string => countText(number, frame.language)
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={dispositions.title}>
      <p>{dispositions.lead(view.cutoff)}</p>
      {view.undecided.length === 0 ? null : (
        <Alert kind="warning" title={dispositions.undecided}>
          <ul>
            {view.undecided.map(({ series, what }) => (
              <li key={series} lang="en">
                {series}: {what}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <h2>{dispositions.due}</h2>
      {view.due.length === 0 ? <p>{dispositions.dueNone}</p> : null}
      <ul class="cards">
        {view.due.map((due) => (
          <li key={due.rule}>
            <h3>{dispositions.dueOne(due.series, count(due.exchanges))}</h3>
            <dl class="facts">
              <div>
                <dt>{dispositions.rule}</dt>
                <dd>{due.rule}</dd>
              </div>
              <div>
                <dt>{dispositions.authority}</dt>
                <dd>{due.citation}</dd>
              </div>
              <div>
                <dt>{dispositions.retain}</dt>
                <dd>{due.retain}</dd>
              </div>
              <div>
                <dt>{dispositions.entries}</dt>
                <dd>{count(due.entries)}</dd>
              </div>
              <div>
                <dt>{dispositions.digest}</dt>
                <dd>
                  <code>{due.digest}</code>
                </dd>
              </div>
            </dl>
            {view.mayPropose ? (
              <details>
                <summary>{dispositions.proposeFor(due.series)}</summary>
                <form class="usa-form" method="post" action="/console/dispositions">
                  <CsrfField token={frame.person?.csrf ?? ''} />
                  <input type="hidden" name="rule" value={due.rule} />
                  <Field id={`reason-${due.rule}`} name="reason" label={`${reason} ${required}`} rows={2} required />
                  <Field
                    id={`archive-${due.rule}`}
                    name="archive"
                    label={dispositions.archive}
                    hint={dispositions.receiptHint}
                  />
                  <Field id={`reference-${due.rule}`} name="reference" label={dispositions.reference} />
                  <Field id={`on-${due.rule}`} name="on" type="date" label={dispositions.on} />
                  <button class="usa-button" type="submit">
                    {dispositions.propose}
                  </button>
                </form>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      <p>{dispositions.notDue(count(view.notDue))}</p>
      <h2>{dispositions.staying}</h2>
      {view.staying.length === 0 ? (
        <p>{dispositions.stayingNone}</p>
      ) : (
        <WideTable
          numbersFrom={2}
          caption={dispositions.staying}
          heads={[dispositions.series, dispositions.why, dispositions.records, dispositions.entries]}
        >
          {view.staying.map((group) => (
            <tr key={`${group.series} ${group.reason} ${group.holds.join()}`}>
              <th scope="row">{group.series}</th>
              <td>{dispositions.reasons[group.reason] ?? group.reason}</td>
              <td class="number">{count(group.exchanges)}</td>
              <td class="number">{count(group.entries)}</td>
            </tr>
          ))}
        </WideTable>
      )}
      <h2>{dispositions.all}</h2>
      {view.dispositions.length === 0 ? (
        <p>{dispositions.allNone}</p>
      ) : (
        <WideTable
          caption={dispositions.all}
          heads={[dispositions.rule, dispositions.status, dispositions.records, dispositions.proposed]}
        >
          {view.dispositions.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={`/console/dispositions/${row.id}`}>{row.rule}</a>
              </th>
              <td>{dispositions.states[row.status as 'done'] ?? row.status}</td>
              <td class="number">{count(row.exchanges)}</td>
              <td>{row.proposed}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </ConsoleLayout>
  )
}
