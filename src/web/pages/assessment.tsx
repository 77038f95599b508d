import type { ComponentChildren } from 'preact'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { AssessmentForm } from '../parts/assessment-form.tsx'
import { PageError } from '../parts/page-error.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { StepUp } from '../parts/step-up.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'assessment'>

/** Clauses MS-45, MS-49: one assessment: what it says, what was done with it, and what is to be done now. */
export function Assessment({ words, frame, view }: Page) {
  const { assessments, catalog } = words
  const path = `/oversight/assessments/${view.number}`
  return (
    <Layout words={words} frame={frame} title={catalog.assessments[view.kind]}>
      <PageError words={words} error={view.error} />
      <Changes words={words} view={view} />
      <p>
        <span class="status">{assessments.states[view.state]}</span>{' '}
        {view.isDue ? <span class="status">{assessments.overdue}</span> : null}
      </p>
      <dl class="facts">
        <Fact name={assessments.system}>
          {view.systemHref === null ? (
            <PolicyText>{view.system}</PolicyText>
          ) : (
            <a href={view.systemHref}>
              <PolicyText>{view.system}</PolicyText>
            </a>
          )}
        </Fact>
        <Fact name={assessments.on}>{view.on ?? '–'}</Fact>
        <Fact name={assessments.due}>{view.due ?? '–'}</Fact>
        <Fact name={assessments.vulnerabilityOn}>{view.vulnerability?.on ?? '–'}</Fact>
        <Fact name={assessments.vulnerabilityDue}>{view.vulnerability?.due ?? '–'}</Fact>
        {view.acceptedAs === null ? null : (
          <Fact name={assessments.acceptedAs}>{assessments.seats[view.acceptedAs]}</Fact>
        )}
        {view.supersededBy === null ? null : (
          <Fact name={assessments.supersededBy}>
            <a href={view.supersededBy.href}>
              <code>{view.supersededBy.number}</code>
            </a>
          </Fact>
        )}
        {view.reference === null ? null : (
          <Fact name={assessments.reference}>
            <code class="digest">{view.reference}</code>
          </Fact>
        )}
      </dl>
      {view.form === null ? <Says words={words} view={view} /> : null}
      <Differences words={words} view={view} />
      {view.decide === null ? null : <Decide words={words} frame={frame} view={view} decide={view.decide} />}
      {view.form === null ? null : (
        <AssessmentForm words={words} csrf={frame.person?.csrf ?? ''} path={path} form={view.form} />
      )}
      <h2>{assessments.past}</h2>
      <ol class="plain-list">
        {view.steps.map(({ kind, by, at, reason }) => (
          <li key={`${kind} ${at}`}>
            <strong>{assessments.steps[kind]}</strong>, {by}, {at}
            <p class="turn__text">{reason}</p>
          </li>
        ))}
      </ol>
      <p class="links">
        <a href={`${path}/report.txt${view.by}`} download>
          {assessments.asText}
        </a>{' '}
        <a href={`${path}/report.json${view.by}`} download>
          {assessments.asJson}
        </a>{' '}
        {view.isReader ? <a href="/oversight/assessments">{assessments.all}</a> : null}
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

/** What it says; whoever may still write it has it in the fields. */
function Says({ words: { assessments }, view }: Pick<Page, 'words' | 'view'>) {
  return (
    <>
      <h2>{assessments.scope}</h2>
      <p class="turn__text">{view.scope === '' ? assessments.unsaid : view.scope}</p>
      {view.domains.map(({ domain, finding, level, measures }) => (
        <section key={domain} aria-labelledby={`says-${domain}`}>
          <h2 id={`says-${domain}`}>{assessments.domains[domain]}</h2>
          <p>
            {assessments.level}: {level === null ? '–' : assessments.levels[level]}
          </p>
          <h3>{assessments.finding}</h3>
          <p class="turn__text">{finding === '' ? assessments.unsaid : finding}</p>
          <h3>{assessments.measures}</h3>
          <p class="turn__text">{measures === '' ? assessments.unsaid : measures}</p>
        </section>
      ))}
    </>
  )
}

/** What happened since somebody saw what they acted on, as the log names it. */
function Changes({ words, view }: Pick<Page, 'words' | 'view'>) {
  if (view.changes.length === 0) return null
  return (
    <Alert kind="warning" title={words.assessments.changesTitle}>
      <ul>
        {view.changes.map((line) => (
          <li key={line}>
            <PolicyText>{line}</PolicyText>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function Differences({ words, view }: Pick<Page, 'words' | 'view'>) {
  const { assessments, approvals } = words
  if (view.differences.length === 0) return null
  const names = {
    ...{ scope: assessments.scope, on: assessments.on, due: assessments.due, finding: assessments.finding },
    ...{ level: assessments.level, measures: assessments.measures },
    ...{ 'vulnerability.on': assessments.vulnerabilityOn, 'vulnerability.due': assessments.vulnerabilityDue },
  }
  const levels: Readonly<Record<string, string | undefined>> = assessments.levels
  const say = (what: string, text: string): string =>
    text === '' ? approvals.nothing : what === 'level' ? (levels[text] ?? text) : text
  return (
    <section aria-labelledby="differences-title">
      <h2 id="differences-title">{assessments.differencesTitle}</h2>
      <dl class="differences">
        {view.differences.map(({ domain, what, before, after }) => (
          <div key={`${domain} ${what}`}>
            <dt>{domain === null ? names[what] : `${assessments.domains[domain]}: ${names[what]}`}</dt>
            <dd>
              {approvals.was}: <del>{say(what, before)}</del>
            </dd>
            <dd>
              {approvals.is}: <ins>{say(what, after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Decide({ words, frame, view, decide }: Page & { decide: NonNullable<Page['view']['decide']> }) {
  const { assessments } = words
  const csrf = frame.person?.csrf ?? ''
  const path = `/oversight/assessments/${view.number}`
  return (
    <section aria-labelledby="decide-title">
      <h2 id="decide-title">{assessments.decide}</h2>
      <p>{assessments.decideLead(assessments.seats[decide.seat])}</p>
      {decide.stepUp === null ? null : (
        <StepUp words={words} csrf={csrf} back={path} view={decide.stepUp} said={assessments} />
      )}
      <form class="usa-form" method="post" action={path}>
        <CsrfField token={csrf} />
        <input type="hidden" name="version" value={decide.version} />
        <TextField name="reason" label={assessments.reason} value={decide.reason} rows={3} maxLength={10_000} />
        {decide.stepUp === null ? (
          <button class="usa-button" type="submit" name="step" value="accept">
            {assessments.accept}
          </button>
        ) : null}{' '}
        <button class="usa-button usa-button--outline" type="submit" name="step" value="return">
          {assessments.return}
        </button>
      </form>
    </section>
  )
}
