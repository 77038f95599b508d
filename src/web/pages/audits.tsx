import { WideTable } from '../console/wide-table.tsx'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PageError } from '../parts/page-error.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'audits'>

/** Clauses MS-55, MO-47: which system is to be audited when, and what came of each audit. */
export function Audits({ words, frame, view }: Page) {
  const { audits } = words
  return (
    <Layout words={words} frame={frame} title={audits.title}>
      <PageError words={words} error={view.error} />
      <p class="lead">{audits.lead}</p>
      {view.due === null ? null : <Due words={words} due={view.due} />}
      <h2>{audits.audits}</h2>
      {view.audits.length === 0 ? <p>{audits.none}</p> : <Lines words={words} lines={view.audits} />}
      {view.startable.length === 0 ? null : <Start words={words} frame={frame} view={view} />}
      <p>
        <a href="/oversight">{words.oversight.title}</a>
      </p>
    </Layout>
  )
}

function Due({ words: { audits }, due }: { words: Page['words']; due: NonNullable<Page['view']['due']> }) {
  return (
    <>
      <h2>{audits.due}</h2>
      {due.length === 0 ? (
        <p>{audits.noneDue}</p>
      ) : (
        <WideTable caption={audits.due} heads={[audits.system, audits.nextDue, audits.last, audits.closes]}>
          {due.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <PolicyText>{one.system}</PolicyText>
              </th>
              <td>
                {one.due}
                <br />
                {one.isOverdue ? <span class="status">{audits.overdue}</span> : null}{' '}
                {one.audit === null ? (
                  <span class="quiet">{audits.cadence(one.months)}</span>
                ) : (
                  <a href={`/oversight/audits/${one.audit}`}>{audits.underWay}</a>
                )}
              </td>
              <td>{one.last ?? audits.never}</td>
              <td>{one.closes}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </>
  )
}

function Lines({ words: { audits }, lines }: { words: Page['words']; lines: Page['view']['audits'] }) {
  return (
    <ul class="plain-list cards">
      {lines.map((one) => (
        <li key={one.number} class="card">
          <h3>
            <a href={`/oversight/audits/${one.number}`}>
              <PolicyText>{one.system}</PolicyText>, {one.started}
            </a>
          </h3>
          <p>
            <span class="status">{audits.states[one.state]}</span>{' '}
            {one.conclusion === null ? null : `${audits.conclusions[one.conclusion]}. `}
            {audits.openFindings(one.openFindings, one.lateFindings)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Start({ words, frame, view }: Page) {
  const { audits } = words
  const { values } = view
  return (
    <>
      <h2>{audits.start}</h2>
      <p>{audits.startLead}</p>
      <form class="usa-form" method="post" action="/oversight/audits">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <ChoiceField
          name="system"
          label={audits.system}
          choices={view.startable}
          chosen={values['system'] ?? ''}
          none={audits.choose}
          isRequired
          isPolicyText
        />
        <TextField
          name="owner"
          label={audits.ownerOf}
          hint={audits.ownerHint}
          value={values['owner'] ?? ''}
          maxLength={320}
          isRequired={false}
        />
        <TextField name="reason" label={audits.why} value={values['reason'] ?? ''} rows={3} maxLength={10_000} />
        <button class="usa-button" type="submit">
          {audits.acts.start}
        </button>
      </form>
    </>
  )
}
