import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Addressee } from '../parts/addressee.tsx'
import { Alert } from '../parts/alert.tsx'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { Said } from '../parts/said.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = PageProps<'ask-change'>

/** Clauses MS-48, MS-54, MS-56: a new system, a longer approval, a model’s next version. */
export function AskChange({ words, frame, view }: Page) {
  const { access, approvals, askChange } = words
  const { kind } = view
  const error = errorsOf({ words, view })
  const typed = (name: string): string => view.typed[name] ?? ''
  const isWrong = view.missing.length > 0 || view.problems.length > 0
  return (
    <Layout
      words={words}
      frame={frame}
      title={view.change === null ? askChange.titles[kind] : approvals.changeTitleOwn}
    >
      {isWrong ? (
        <Alert kind="error" title={access.incomplete} isUrgent>
          <ul>
            {view.missing.map((name) => (
              <li key={name}>
                <a href={`#${name}`}>{askChange.missing[name]}</a>
              </li>
            ))}
            {view.problems.map((problem) => (
              <li key={problem}>
                <Said words={words}>{problem}</Said>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <p class="lead">
        {askChange.leads[kind]}{' '}
        {view.system === null ? null : (
          <a href={view.system.href}>
            <PolicyText>{view.system.label}</PolicyText>
          </a>
        )}
      </p>
      {view.ends === null ? null : <p>{askChange.ends(view.ends)}</p>}
      <p>
        {access.goesTo} <Addressee to={view.to} />
      </p>
      {kind === 'system' ? (
        <p>
          <a href={`${view.action}/fields`}>{words.askSystem.asFieldsInstead}</a>
        </p>
      ) : null}
      <form class="usa-form" method="post" action={view.action}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="return" value={view.action} />
        <input type="hidden" name="form" value={view.form} />
        {view.change === null ? null : <input type="hidden" name="revision" value={view.change.revision} />}
        <OfKind words={words} view={view} />
        <TextField
          name="need"
          label={askChange.need}
          value={typed('need')}
          rows={4}
          maxLength={2000}
          error={error('need')}
        />
        <TextField
          name="who"
          label={access.who}
          hint={access.whoHint}
          value={typed('who')}
          maxLength={200}
          error={error('who')}
        />
        {kind === 'system' ? <More words={words} view={view} /> : null}
        {view.change === null ? null : (
          <TextField
            name="reason"
            label={approvals.changeReason}
            value={typed('reason')}
            maxLength={2000}
            error={error('reason')}
          />
        )}
        <button class="usa-button" type="submit">
          {access.send}
        </button>
      </form>
      <p>
        <a href="/catalog/requests">{approvals.list}</a>
      </p>
    </Layout>
  )
}

function errorsOf({ words, view }: Pick<Page, 'words' | 'view'>) {
  return (name: Page['view']['missing'][number]): string | undefined =>
    view.missing.includes(name) ? words.askChange.missing[name] : undefined
}

/** What only one kind of request says. */
function OfKind({ words, view }: Pick<Page, 'words' | 'view'>) {
  const { askChange, catalog } = words
  const typed = (name: string): string => view.typed[name] ?? ''
  const error = errorsOf({ words, view })
  switch (view.kind) {
    case 'system':
      return (
        <>
          <TextField
            name="proposal"
            label={askChange.proposal}
            hint={askChange.proposalHint}
            value={typed('proposal')}
            rows={18}
            maxLength={50_000}
            error={error('proposal')}
          />
          <details>
            <summary>{askChange.example}</summary>
            <pre class="plain-text" lang="en">
              {EXAMPLE}
            </pre>
          </details>
        </>
      )
    case 'renewal':
      return <DayField words={words} view={view} name="until" isRequired={false} />
    case 'successor':
      return (
        <>
          <ChoiceField
            name="model"
            label={askChange.model}
            choices={view.models}
            chosen={typed('model')}
            none={catalog.choose}
            isRequired
            isPolicyText
            error={error('model')}
          />
          <TextField
            name="upstreamModel"
            label={askChange.upstreamModel}
            hint={askChange.upstreamModelHint}
            value={typed('upstreamModel')}
            maxLength={200}
            error={error('upstreamModel')}
          />
          <DayField words={words} view={view} name="from" isRequired />
        </>
      )
  }
}

function DayField({
  words: { askChange },
  view,
  name,
  isRequired,
}: Pick<Page, 'words' | 'view'> & { name: 'until' | 'from'; isRequired: boolean }) {
  const error = view.missing.includes(name) ? askChange.missing[name] : undefined
  return (
    <div class={error === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
      <label class="usa-label" for={name}>
        {askChange[name]}
      </label>
      {error === undefined ? null : (
        <span class="usa-error-message" id={`${name}-error`}>
          {error}
        </span>
      )}
      <input
        class="usa-input"
        type="date"
        id={name}
        name={name}
        value={view.typed[name] ?? ''}
        required={isRequired}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : `${name}-error`}
      />
    </div>
  )
}

/** What makes more people look at it. */
function More({ words: { approvals }, view }: Pick<Page, 'words' | 'view'>) {
  return (
    <fieldset class="usa-fieldset">
      <legend class="usa-legend">{approvals.askMore}</legend>
      {(['publicFacing', 'procurement'] as const).map((what) => (
        <div class="usa-checkbox" key={what}>
          <input
            class="usa-checkbox__input"
            type="checkbox"
            id={what}
            name={what}
            value="yes"
            checked={view.typed[what] === 'yes'}
          />
          <label class="usa-checkbox__label" for={what}>
            {approvals[what]}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

/** A whole entry, in the catalog’s own terms. */
const EXAMPLE = `id: cedar-notes
name: Notes assistant
vendor: { name: Cedar Office }
hosting: on-prem
models:
  - { id: notes, alias: cedar, upstreamModel: cedar-1, created: 1788220800 }
upstream:
  origin: https://ai.cedar.example
  basePath: /v1
  wires: [openai.chat]
  credential: file:/run/secrets/cedar
grants:
  - units: [ITS-APPDEV]
    subjectTypes: [employee]
    purposes: [summarise]
    maxClass: internal
    maxDecisionMode: inform
    clauses: [MS-40]
safeguards: [redact, output-scan, label, record, no-vendor-memory, class-ceiling, quota]
assessments:
  - kind: risk
    reference: RA-2026-050
    domains: [cyber, privacy, continuity, legal, ethical]
    on: 2026-11-02
    owner: chief information security officer
    due: 2027-10-01
    clauses: [MS-49]
audit: { everyMonths: 12, last: null, findings: none yet, owner: internal audit, due: 2027-10-01, clauses: [MS-55] }
factsheet: https://cedar.example/factsheet
approvedBy: its
label: standard
clauses: [MS-28, MS-40]`
