import { ENTRY_GROUPS, type EntryField, type EntryGroup, fieldName, ITEMS_MAX } from '../../pages/entry-fields.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Addressee } from '../parts/addressee.tsx'
import { Alert } from '../parts/alert.tsx'
import { EntryInput } from '../parts/entry-input.tsx'
import { Said } from '../parts/said.tsx'
import { TextField } from '../parts/text-field.tsx'

type Page = Pick<PageProps<'ask-system'>, 'words' | 'view'>

/** Clauses MS-48, MS-56: everything that the catalog says of a system, each in a field of its own. */
export function AskSystem({ words, frame, view }: PageProps<'ask-system'>) {
  const { access, approvals, askChange, askSystem } = words
  const typed = (name: string): string => view.typed[name] ?? ''
  const error = (name: 'need' | 'who' | 'reason'): string | undefined =>
    view.missing.includes(name) ? askChange.missing[name] : undefined
  return (
    <Layout
      words={words}
      frame={frame}
      title={view.change === null ? askChange.titles.system : approvals.changeTitleOwn}
    >
      <Faults words={words} view={view} />
      <p class="lead">{askSystem.lead}</p>
      <p>
        {access.goesTo} <Addressee to={view.to} />
      </p>
      <p>
        <a href={view.asText}>{askSystem.asTextInstead}</a>
      </p>
      <form class="usa-form entry-form" method="post" action={view.action} novalidate>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="return" value={view.action} />
        <input type="hidden" name="form" value={view.form} />
        {view.change === null ? null : <input type="hidden" name="revision" value={view.change.revision} />}
        {/* The Enter key sends; without this it would press the first button, which adds. */}
        <button type="submit" hidden>
          {access.send}
        </button>
        {ENTRY_GROUPS.map((group) => (
          <Group key={group.id} words={words} view={view} group={group} />
        ))}
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">
            <h2>{askSystem.request}</h2>
          </legend>
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
          {view.change === null ? null : (
            <TextField
              name="reason"
              label={approvals.changeReason}
              value={typed('reason')}
              maxLength={2000}
              error={error('reason')}
            />
          )}
          {(['publicFacing', 'procurement'] as const).map((what) => (
            <Box key={what} name={what} label={approvals[what]} isChecked={typed(what) === 'yes'} />
          ))}
        </fieldset>
        <button class="usa-button" type="submit">
          {access.send}
        </button>{' '}
        <button class="usa-button usa-button--outline" type="submit" name="as" value="text">
          {askSystem.asText}
        </button>
      </form>
    </Layout>
  )
}

/** First what is wrong, each with a link to its field. */
function Faults({ words, view }: Page) {
  const { access, askChange, askSystem } = words
  if (view.faults.length + view.missing.length + view.problems.length === 0) return null
  const known = new Map(
    ENTRY_GROUPS.flatMap((group) =>
      Array.from({ length: group.repeats === undefined ? 1 : view.items[group.id]! }, (_, item) =>
        group.fields.map((field) => [fieldName(group, item, field), labelOf(words, group, item, field)] as const),
      ).flat(),
    ),
  )
  return (
    <Alert kind="error" title={access.incomplete} isUrgent>
      <ul>
        {view.faults.map(({ name, problem }) => (
          <li key={name}>
            <a href={`#${name}`}>{known.get(name) ?? name}</a>:{' '}
            {problem === null ? askSystem.isMissing : <span lang="en">{problem}</span>}
          </li>
        ))}
        {view.missing
          .filter((name) => name !== 'proposal')
          .map((name) => (
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
  )
}

function labelOf({ askSystem }: Page['words'], group: EntryGroup, item: number, { path }: EntryField): string {
  const label = (askSystem.fields as Readonly<Record<string, string>>)[`${group.id} ${path}`] ?? path
  return group.repeats === undefined || item === 0 ? label : `${label} (${item + 1})`
}

function Group({ words, view, group }: Page & { readonly group: EntryGroup }) {
  const { askSystem } = words
  const { title, lead } = askSystem.groups[group.id as keyof typeof askSystem.groups]
  if (group.repeats === undefined)
    return (
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">
          <h2>{title}</h2>
        </legend>
        <p class="usa-hint">{lead}</p>
        <Fields words={words} view={view} group={group} item={0} />
      </fieldset>
    )
  const count = view.items[group.id]!
  return (
    <>
      {Array.from({ length: count }, (_, item) => (
        // Items have no name but their place.
        <fieldset class="usa-fieldset" key={`${group.id}.${String(item)}`}>
          <legend class="usa-legend">
            <h2>{count === 1 ? title : `${title} (${item + 1})`}</h2>
          </legend>
          <p class="usa-hint">{lead}</p>
          <Fields words={words} view={view} group={group} item={item} />
        </fieldset>
      ))}
      <input type="hidden" name={`items.${group.id}`} value={count} />
      {count >= ITEMS_MAX ? null : (
        <button class="usa-button usa-button--outline" type="submit" name="more" value={group.id}>
          {askSystem.more(title)}
        </button>
      )}
    </>
  )
}

function Fields({ words, view, group, item }: Page & { readonly group: EntryGroup; readonly item: number }) {
  return (
    <>
      {group.fields.map((field) => {
        const name = fieldName(group, item, field)
        const label = labelOf(words, group, item, field)
        const key = `${group.id} ${field.path}`
        const fault = view.faults.find((one) => one.name === name)
        const hints = words.askSystem.hints as Readonly<Record<string, string>>
        return (
          <EntryInput
            key={name}
            words={words}
            field={field}
            name={name}
            label={label}
            hint={hints[key]}
            typed={view.typed}
            choices={view.choices[key] ?? []}
            fault={fault}
            isNew={view.added === name}
          />
        )
      })}
    </>
  )
}

function Box({
  name,
  label,
  isChecked,
}: {
  readonly name: string
  readonly label: string
  readonly isChecked: boolean
}) {
  return (
    <div class="usa-checkbox">
      <input class="usa-checkbox__input" type="checkbox" id={name} name={name} value="yes" checked={isChecked} />
      <label class="usa-checkbox__label" for={name}>
        {label}
      </label>
    </div>
  )
}
