import type { LeftView } from '../../pages/incident-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { TextField } from '../parts/text-field.tsx'

/** Clauses MS-51, MO-48 to MO-50: what was worrying in an answer, what shouldn’t have been sent, or anything else. */
export function Report({ words, frame, view }: PageProps<'report'>) {
  const { report } = words.incidents
  const number = view.turn?.number ?? 0
  const { title, lead } = {
    answer: { title: report.titleAnswer(number), lead: report.leadAnswer },
    exposure: { title: report.titleExposure(number), lead: report.leadExposure },
    other: { title: report.titleOther, lead: report.leadOther },
  }[view.about]
  return (
    <Layout words={words} frame={frame} title={title}>
      {view.error === null ? null : (
        <Alert kind="error" isUrgent>
          {report[view.error]}
        </Alert>
      )}
      <p class="lead">{lead}</p>
      {view.about === 'exposure' ? <Left words={words} left={view.left} /> : <p>{report.danger}</p>}
      <form class="usa-form" method="post" action={view.action}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="once" value={view.once} />
        {view.about === 'exposure' ? null : <Types words={words} types={view.types} chosen={view.values['type']} />}
        <label class="usa-label" for="text">
          {view.about === 'exposure' ? report.whatExposure : report.what}
        </label>
        {view.about === 'answer' ? (
          <p class="usa-hint" id="text-hint">
            {report.whatHint}
          </p>
        ) : null}
        <textarea
          class="usa-textarea"
          id="text"
          name="text"
          rows={5}
          aria-describedby={view.about === 'answer' ? 'text-hint' : undefined}
        >
          {view.values['text'] ?? ''}
        </textarea>
        <label class="usa-label" for="discovered">
          {report.discovered}
        </label>
        <p class="usa-hint" id="discovered-hint">
          {report.discoveredHint}
        </p>
        <input
          class="usa-input"
          type="datetime-local"
          id="discovered"
          name="discovered"
          value={view.values['discovered'] ?? ''}
          aria-describedby="discovered-hint"
        />
        {view.about === 'exposure' ? null : (
          <TextField
            name="concerns"
            label={report.concerns}
            hint={report.concernsHint}
            value={view.values['concerns'] ?? ''}
            maxLength={320}
            isRequired={false}
          />
        )}
        <div class="usa-checkbox">
          <input
            class="usa-checkbox__input"
            type="checkbox"
            id="without-supervisor"
            name="without-supervisor"
            value="yes"
            checked={view.values['without-supervisor'] === 'yes'}
          />
          <label class="usa-checkbox__label" for="without-supervisor">
            {report.withoutSupervisor}
          </label>
        </div>
        <div class="usa-checkbox">
          <input
            class="usa-checkbox__input"
            type="checkbox"
            id="anonymous"
            name="anonymous"
            value="yes"
            checked={view.values['anonymous'] === 'yes'}
            aria-describedby="anonymous-hint"
          />
          <label class="usa-checkbox__label" for="anonymous">
            {report.anonymous}
          </label>
          <p class="usa-hint" id="anonymous-hint">
            {report.anonymousHint}
          </p>
        </div>
        <div class="actions">
          <button class="usa-button" type="submit">
            {view.about === 'exposure' ? report.sendExposure : report.send}
          </button>
        </div>
      </form>
      <p>
        <a href={view.back}>{view.about === 'other' ? report.cancelOther : report.cancel}</a>
      </p>
    </Layout>
  )
}

interface TypesProps {
  readonly words: Words
  readonly types: PageProps<'report'>['view']['types']
  readonly chosen: string | undefined
}

function Types({ words, types, chosen }: TypesProps) {
  return (
    <fieldset class="usa-fieldset">
      <legend class="usa-legend">{words.incidents.report.type}</legend>
      {types.map(({ id, name }) => (
        <div class="usa-radio" key={id}>
          <input
            class="usa-radio__input"
            type="radio"
            id={`type-${id}`}
            name="type"
            value={id}
            checked={id === chosen}
          />
          <label class="usa-radio__label" for={`type-${id}`}>
            {name}
          </label>
        </div>
      ))}
    </fieldset>
  )
}

/** Clause MS-51: what was forwarded, to whom, and what was taken out before; and what nobody here can know. */
function Left({ words, left }: { words: Words; left: LeftView | null }) {
  const { report } = words.incidents
  const kinds = (found: LeftView['removed']) => (
    <ul>
      {found.map(({ entity, count }) => (
        <li key={entity}>
          {words.chat.entity(entity)}: {count}
        </li>
      ))}
    </ul>
  )
  return (
    <section aria-labelledby="left-title">
      <h2 id="left-title">{report.left}</h2>
      {left === null ? (
        <p>{report.leftNothing}</p>
      ) : (
        <>
          <p>{report.leftTo(left.system, left.vendor)}</p>
          {left.removed.length === 0 ? <p>{report.noneRemoved}</p> : <p>{report.removed}</p>}
          {left.removed.length === 0 ? null : kinds(left.removed)}
          {left.remained.length === 0 ? null : <p>{report.remained}</p>}
          {left.remained.length === 0 ? null : kinds(left.remained)}
          <p>{report.unknown}</p>
        </>
      )}
    </section>
  )
}
