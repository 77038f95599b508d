import { WideTable } from '../console/wide-table.tsx'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PageError } from '../parts/page-error.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'risks'>

/** Clause MS-62: the register of emerging risks. */
export function Risks({ words, frame, view }: Page) {
  const { risks } = words
  return (
    <Layout words={words} frame={frame} title={risks.title}>
      <PageError words={words} error={view.error} />
      <p class="lead">{risks.lead}</p>
      {view.risks.length === 0 ? (
        <p>{risks.none}</p>
      ) : (
        <WideTable
          caption={risks.title}
          heads={[risks.one, risks.system, risks.level, risks.state, risks.owner, risks.nextLook]}
        >
          {view.risks.map((one) => (
            <tr key={one.number}>
              <th scope="row">
                <a href={`/oversight/risks/${one.number}`}>{one.title}</a>
              </th>
              <td>{one.system === null ? risks.anySystem : <PolicyText>{one.system}</PolicyText>}</td>
              <td>{risks.levels[one.level]}</td>
              <td>{risks.states[one.state]}</td>
              <td>{one.owner}</td>
              <td>
                {one.nextLook ?? '–'}
                {one.isOverdue ? (
                  <>
                    <br />
                    <span class="status">{risks.overdue}</span>
                  </>
                ) : null}
              </td>
            </tr>
          ))}
        </WideTable>
      )}
      <p class="links">
        <a href="/oversight/risks.csv" download>
          {risks.csv}
        </a>{' '}
        <a href="/oversight">{words.oversight.title}</a>
      </p>
      {view.form === null ? null : <Record words={words} frame={frame} form={view.form} />}
    </Layout>
  )
}

const LEVELS = ['low', 'medium', 'high'] as const
const SOURCES = ['incident', 'audit', 'probe', 'drift', 'person'] as const

function Record({ words, frame, form }: Pick<Page, 'words' | 'frame'> & { form: NonNullable<Page['view']['form']> }) {
  const { risks } = words
  const value = (name: string): string => form.values[name] ?? ''
  return (
    <>
      <h2>{risks.record}</h2>
      <form class="usa-form" method="post" action="/oversight/risks">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="once" value={form.once} />
        <TextField name="title" label={risks.name} value={value('title')} maxLength={200} />
        <TextField
          name="reason"
          label={risks.what}
          hint={risks.whatHint}
          value={value('reason')}
          rows={5}
          maxLength={10_000}
        />
        <ChoiceField
          name="system"
          label={risks.system}
          choices={form.systems}
          chosen={value('system')}
          none={risks.anySystem}
          isPolicyText
        />
        <ChoiceField
          name="source"
          label={risks.source}
          choices={SOURCES.map((one) => ({ value: one, label: risks.sources[one] }))}
          chosen={value('source')}
          none={risks.choose}
          isRequired
        />
        <TextField
          name="reference"
          label={risks.reference}
          hint={risks.referenceHint}
          value={value('reference')}
          maxLength={64}
          isRequired={false}
        />
        <ChoiceField
          name="level"
          label={risks.level}
          choices={LEVELS.map((one) => ({ value: one, label: risks.levels[one] }))}
          chosen={value('level')}
          none={risks.choose}
          isRequired
        />
        <ChoiceField
          name="owner"
          label={risks.owner}
          choices={form.owners}
          chosen={value('owner')}
          none={risks.choose}
          isRequired
        />
        <TextField
          name="nextLook"
          label={risks.nextLook}
          hint={risks.nextLookHint}
          value={value('nextLook')}
          maxLength={10}
          isRequired={false}
        />
        <button class="usa-button" type="submit">
          {risks.send}
        </button>
      </form>
    </>
  )
}
