import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { Field, SelectField } from '../../../console/field.tsx'
import { WideTable } from '../../../console/wide-table.tsx'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { PageProps } from '../../../page-props.ts'

type Props = PageProps<'console-scope'>

export function Scope(props: Props) {
  const { words, frame, view } = props
  const { scope, codings, back } = words.requests
  const path = `/console/requests/${view.request.id}`
  const count = (number: number): string => countText(number, frame.language)
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={scope.title(view.request.number)}>
      <p>
        <a href={path}>{back(view.request.number)}</a>
      </p>
      {view.side === 'both' ? null : <p>{words.console.records.sides[view.side]}</p>}
      {view.mayCode ? (
        <p class="actions">
          <a class="usa-button" href={`${path}/next`}>
            {scope.review}
          </a>
        </p>
      ) : null}
      <nav class="pages-nav" aria-label={scope.coding}>
        {view.counts.map(({ coding, count: number, href }) => (
          <a
            key={coding}
            href={href}
            aria-current={(view.coding ?? 'records') === coding ? 'true' : undefined}
          >{`${codings[coding] ?? coding}: ${count(number)}`}</a>
        ))}
      </nav>
      {view.rows.length === 0 ? (
        <p>{scope.none}</p>
      ) : (
        <WideTable caption={scope.caption} heads={[scope.entry, scope.coding, scope.exemptions, scope.by]}>
          {view.rows.map((row) => (
            <tr key={row.exchange}>
              <th scope="row">
                <a href={`${path}/records/${row.exchange}`}>{count(row.index)}</a>
              </th>
              <td>{codings[row.coding ?? 'uncoded'] ?? row.coding}</td>
              <td>{row.exemptions.join(', ')}</td>
              <td>
                {row.by}
                {row.at === '' ? null : <br />}
                <span class="quiet">{row.at}</span>
              </td>
            </tr>
          ))}
        </WideTable>
      )}
      {view.older === null ? null : (
        <p>
          <a href={view.older} rel="next">
            {scope.more}
          </a>
        </p>
      )}
      {view.mayCode ? <Batch {...props} /> : null}
      <Samples {...props} />
    </ConsoleLayout>
  )
}

function Batch({ words, frame, view }: Props) {
  const { scope, codings, coding } = words.requests
  const { required, none } = words.console
  return (
    <details>
      <summary>{scope.batch}</summary>
      <p>{scope.batchLead}</p>
      <form class="usa-form" method="post" action={`/console/requests/${view.request.id}/codings`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <Field id="query" label={`${scope.query} ${required}`} maxLength={2000} required />
        <SelectField
          id="coding"
          label={scope.coding}
          choices={view.codings.map((value) => ({ value, label: codings[value] ?? value }))}
        />
        <SelectField id="exemption" label={coding.exemption} choices={view.exemptions} none={none} />
        <Field id="batch-reason" name="reason" label={`${coding.reason} ${required}`} required />
        <button class="usa-button" type="submit">
          {scope.batch}
        </button>
      </form>
    </details>
  )
}

function Samples({ words, frame, view }: Props) {
  const { scope, codings, coding } = words.requests
  const path = `/console/requests/${view.request.id}/samples`
  return (
    <>
      <h2>{scope.samples}</h2>
      {view.samples.length === 0 ? (
        <p>{scope.samplesNone}</p>
      ) : (
        <ul>
          {view.samples.map(({ id, seed, records, at }) => (
            <li key={id}>
              <a href={`${path}/${id}`}>{scope.sampleOne(seed, countText(records, frame.language), at)}</a>
            </li>
          ))}
        </ul>
      )}
      {view.mayCode ? (
        <details>
          <summary>{scope.draw}</summary>
          <form class="usa-form" method="post" action={path}>
            <CsrfField token={frame.person?.csrf ?? ''} />
            <Field id="seed" label={scope.seed} hint={scope.seedHint} maxLength={100} required />
            <Field id="size" label={scope.size} value="20" maxLength={5} required />
            <SelectField
              id="of"
              label={scope.of}
              choices={view.codings.map((value) => ({ value, label: codings[value] ?? value }))}
              none={words.console.any}
            />
            <Field id="sample-reason" name="reason" label={`${coding.reason} ${words.console.required}`} required />
            <button class="usa-button usa-button--outline" type="submit">
              {scope.draw}
            </button>
          </form>
        </details>
      ) : null}
    </>
  )
}
