import type { ComponentChildren } from 'preact'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PageError } from '../parts/page-error.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'risk'>

const LEVELS = ['low', 'medium', 'high'] as const

/** Clause MS-62: one emerging risk: what it is, what was done about it, and what is to be done now. */
export function Risk({ words, frame, view }: Page) {
  const { risks } = words
  const { reference } = view
  return (
    <Layout words={words} frame={frame} title={risks.one}>
      <PageError words={words} error={view.error} />
      <h2>{view.title}</h2>
      <p>
        <span class="status">{risks.states[view.state]}</span>{' '}
        {view.isOverdue ? <span class="status">{risks.overdue}</span> : null}
      </p>
      <dl class="facts">
        <Fact name={risks.system}>
          {view.system === null ? risks.anySystem : <PolicyText>{view.system}</PolicyText>}
        </Fact>
        <Fact name={risks.source}>
          {risks.sources[view.source]}
          {reference === null ? null : (
            <>
              {' '}
              {reference.href === null ? <code>{reference.text}</code> : <a href={reference.href}>{reference.text}</a>}
            </>
          )}
        </Fact>
        <Fact name={risks.level}>{risks.levels[view.level]}</Fact>
        <Fact name={risks.owner}>{view.owner}</Fact>
        <Fact name={risks.nextLook}>{view.nextLook ?? '–'}</Fact>
        {view.finding === null ? null : <Fact name={risks.found}>{view.finding}</Fact>}
      </dl>
      <h2>{risks.past}</h2>
      <ol class="plain-list">
        {view.steps.map(({ kind, by, at, reason }) => (
          <li key={`${kind} ${at}`}>
            <strong>{risks.steps[kind]}</strong>, {by}, {at}
            <p class="turn__text">{reason}</p>
          </li>
        ))}
      </ol>
      {view.act === null ? null : <Act words={words} frame={frame} view={view} act={view.act} />}
      <p>
        <a href="/oversight/risks">{risks.back}</a>
      </p>
    </Layout>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Act({ words, frame, view, act }: Page & { act: NonNullable<Page['view']['act']> }) {
  const { risks } = words
  const value = (name: string): string => act.values[name] ?? ''
  return (
    <>
      <h2>{risks.next}</h2>
      <form class="usa-form" method="post" action={`/oversight/risks/${view.number}`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="version" value={act.version} />
        <ChoiceField
          name="step"
          label={risks.act}
          choices={act.steps.map((one) => ({ value: one, label: risks.steps[one] }))}
          chosen={value('step')}
          none={risks.choose}
          isRequired
        />
        <TextField name="reason" label={risks.why} value={value('reason')} rows={4} maxLength={10_000} />
        <TextField
          name="nextLook"
          label={risks.nextLook}
          hint={risks.nextLookHint}
          value={value('nextLook')}
          maxLength={10}
          isRequired={false}
        />
        <ChoiceField
          name="level"
          label={risks.levelFor}
          choices={LEVELS.map((one) => ({ value: one, label: risks.levels[one] }))}
          chosen={value('level')}
          none={risks.choose}
        />
        <ChoiceField
          name="owner"
          label={risks.ownerFor}
          choices={act.owners}
          chosen={value('owner')}
          none={risks.choose}
        />
        <ChoiceField
          name="finding"
          label={risks.findingFor}
          choices={act.findings}
          chosen={value('finding')}
          none={risks.choose}
        />
        <button class="usa-button" type="submit">
          {risks.take}
        </button>
      </form>
    </>
  )
}
