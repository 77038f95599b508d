import { WideTable } from '../console/wide-table.tsx'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PageError } from '../parts/page-error.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'assessments'>

/** Clauses MS-45, MS-49: assessments of systems: those that were written here, and those that the catalog rests on. */
export function Assessments({ words, frame, view }: Page) {
  const { assessments, catalog } = words
  return (
    <Layout words={words} frame={frame} title={view.of === null ? assessments.title : assessments.titleOf(view.of)}>
      <PageError words={words} error={view.error} />
      <p class="lead">{assessments.lead}</p>
      <h2>{assessments.here}</h2>
      {view.assessments.length === 0 ? (
        <p>{assessments.none}</p>
      ) : (
        <WideTable
          caption={assessments.here}
          heads={[assessments.system, assessments.kind, assessments.state, assessments.on, assessments.due]}
        >
          {view.assessments.map((one) => (
            <tr key={one.number}>
              <th scope="row">
                <a href={`/oversight/assessments/${one.number}`}>
                  <PolicyText>{one.system}</PolicyText>
                </a>
              </th>
              <td>{catalog.assessments[one.kind]}</td>
              <td>{assessments.states[one.state]}</td>
              <td>{one.on ?? '–'}</td>
              <td>
                <Due words={words} day={one.due ?? '–'} isOverdue={one.isDue} />
              </td>
            </tr>
          ))}
        </WideTable>
      )}
      <h2>{assessments.catalogTitle}</h2>
      {view.catalog.length === 0 ? <p>{assessments.catalogNone}</p> : <Rests words={words} view={view} />}
      <p class="links">
        {view.of === null ? null : <a href="/oversight/assessments">{assessments.all}</a>}{' '}
        <a href="/oversight">{words.oversight.title}</a>
      </p>
      {view.form === null ? null : <Begin words={words} frame={frame} form={view.form} />}
    </Layout>
  )
}

function Due({ words, day, isOverdue }: { words: Words; day: string; isOverdue: boolean }) {
  return (
    <>
      {day}
      {isOverdue ? (
        <>
          <br />
          <span class="status">{words.assessments.overdue}</span>
        </>
      ) : null}
    </>
  )
}

function Rests({ words, view }: Pick<Page, 'words' | 'view'>) {
  const { assessments, catalog } = words
  return (
    <WideTable
      caption={assessments.catalogTitle}
      heads={[assessments.system, assessments.kind, assessments.on, assessments.due, assessments.place]}
    >
      {view.catalog.map((one) => (
        <tr key={`${one.system} ${one.kind} ${one.reference}`}>
          <th scope="row">
            <PolicyText>{one.system}</PolicyText>
          </th>
          <td>{catalog.assessments[one.kind]}</td>
          <td>{one.on}</td>
          <td>
            <Due words={words} day={one.until} isOverdue={one.isOverdue} />
          </td>
          <td>
            {one.href === null ? assessments.places[one.place] : <a href={one.href}>{assessments.places[one.place]}</a>}
            {one.place === 'elsewhere' ? (
              <>
                <br />
                <PolicyText>{one.reference}</PolicyText>
              </>
            ) : null}
          </td>
        </tr>
      ))}
    </WideTable>
  )
}

const KINDS = ['risk', 'vulnerability', 'impact', 'bias', 'legal', 'monitoring', 'appeal', 'fail-safe'] as const

function Begin({ words, frame, form }: Pick<Page, 'words' | 'frame'> & { form: NonNullable<Page['view']['form']> }) {
  const { assessments, catalog } = words
  const value = (name: string): string => form.values[name] ?? ''
  return (
    <>
      <h2>{assessments.begin}</h2>
      <form class="usa-form" method="post" action="/oversight/assessments">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="once" value={form.once} />
        <ChoiceField
          name="system"
          label={assessments.chooseSystem}
          choices={form.systems}
          chosen={value('system')}
          none={assessments.notInCatalog}
          isPolicyText
        />
        <TextField
          name="proposed"
          label={assessments.proposedSystem}
          hint={assessments.proposedSystemHint}
          value={value('proposed')}
          maxLength={64}
          isRequired={false}
        />
        <ChoiceField
          name="kind"
          label={assessments.kind}
          choices={KINDS.map((one) => ({ value: one, label: catalog.assessments[one] }))}
          chosen={value('kind')}
          none={assessments.choose}
          isRequired
        />
        <TextField name="reason" label={assessments.why} value={value('reason')} rows={3} maxLength={10_000} />
        <button class="usa-button" type="submit">
          {assessments.open}
        </button>
      </form>
    </>
  )
}
