import type { ComponentChildren } from 'preact'
import type { EntryFault } from '../../pages/approval-views.ts'
import type { Choice } from '../../pages/catalog-views.ts'
import { boxName, type EntryField } from '../../pages/entry-fields.ts'
import type { Words } from '../languages/en.ts'

export interface EntryInputProps {
  readonly words: Words
  readonly field: EntryField
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly choices: readonly Choice[]
  readonly fault: EntryFault | undefined
  /** Where somebody goes on who added it. */
  readonly isNew: boolean
}

/** One field of a catalog entry, as what is typed into it needs; what is wrong with it stands beside it. */
export function EntryInput(props: EntryInputProps) {
  const { field, fault } = props
  const group = fault === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'
  if (field.kind === 'several')
    return (
      <fieldset class={`usa-fieldset ${group}`} id={props.name} aria-describedby={describedBy(props)}>
        <legend class="usa-legend">
          <Label {...props} />
        </legend>
        <Told {...props} />
        {props.choices.map((choice, index) => (
          <Box
            key={choice.value}
            {...props}
            name={boxName(props.name, choice.value)}
            isFirst={props.isNew && index === 0}
          >
            <span lang={isPolicyTerm(props, choice) ? 'en' : undefined}>{choiceWord(props, choice)}</span>
          </Box>
        ))}
      </fieldset>
    )
  if (field.kind === 'yes' || field.kind === 'no')
    return (
      <div class={group}>
        <Told {...props} />
        <Box {...props} isFirst={props.isNew}>
          {props.label}
        </Box>
      </div>
    )
  return (
    <div class={group}>
      <label class="usa-label" for={props.name}>
        <Label {...props} />
      </label>
      <Told {...props} />
      <Control {...props} />
    </div>
  )
}

function Label({ words, field, label }: EntryInputProps) {
  return (
    <>
      {label}
      {field.isRequired === true ? null : <span class="quiet"> {words.askSystem.optional}</span>}
    </>
  )
}

function Told({ words, name, hint, fault }: EntryInputProps) {
  return (
    <>
      {hint === undefined ? null : (
        <span class="usa-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <span class="usa-error-message" id={`${name}-error`} lang={fault.problem === null ? undefined : 'en'}>
          {fault.problem ?? words.askSystem.isMissing}
        </span>
      )}
    </>
  )
}

function describedBy({ name, hint, fault }: EntryInputProps): string | undefined {
  const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(fault === undefined ? [] : [`${name}-error`])]
  return ids.length === 0 ? undefined : ids.join(' ')
}

function Control(props: EntryInputProps) {
  const { words, field, name, typed, choices, fault, isNew } = props
  const value = typed[name] ?? ''
  const shared = {
    id: name,
    name,
    required: field.isRequired,
    autofocus: isNew,
    'aria-invalid': fault === undefined ? undefined : true,
    'aria-describedby': describedBy(props),
  } as const
  switch (field.kind) {
    case 'choice':
      return (
        <select class="usa-select" {...shared}>
          <option value="">{field.isRequired === true ? words.catalog.choose : words.askSystem.asUsual}</option>
          {choices.map((choice) => (
            <option
              key={choice.value}
              value={choice.value}
              selected={choice.value === value}
              lang={isPolicyTerm(props, choice) ? 'en' : undefined}
            >
              {choiceWord(props, choice)}
            </option>
          ))}
        </select>
      )
    case 'day':
    case 'moment':
    case 'latest':
      return <input class="usa-input" type="date" value={value} {...shared} />
    case 'number':
      return (
        <input
          class="usa-input"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          maxlength={12}
          value={value}
          {...shared}
        />
      )
    case 'long':
      return (
        <textarea class="usa-textarea" rows={3} maxlength={2000} {...shared}>
          {value}
        </textarea>
      )
    default:
      return <input class="usa-input" type="text" autocomplete="off" maxlength={500} value={value} {...shared} />
  }
}

function Box({
  name,
  typed,
  isFirst,
  children,
}: Pick<EntryInputProps, 'name' | 'typed'> & { readonly isFirst: boolean; readonly children: ComponentChildren }) {
  return (
    <div class="usa-checkbox">
      <input
        class="usa-checkbox__input"
        type="checkbox"
        id={name}
        name={name}
        value="yes"
        checked={typed[name] === 'yes'}
        autofocus={isFirst}
      />
      <label class="usa-checkbox__label" for={name}>
        {children}
      </label>
    </div>
  )
}

/** A choice in the pages’ words where they have any, else as the policy names or spells it. */
function choiceWord({ words, field }: EntryInputProps, { value, label }: Choice): string {
  return wordsFor(words, field.path)?.[value] ?? label
}

/** A term of the policy’s files, which are English. */
function isPolicyTerm(props: EntryInputProps, choice: Choice): boolean {
  return choice.label === choice.value && choiceWord(props, choice) === choice.value
}

function wordsFor({ catalog, policy, askSystem }: Words, path: string): Readonly<Record<string, string>> | undefined {
  switch (path) {
    case 'hosting':
      return catalog.hosting
    case 'safeguards':
      return catalog.safeguards
    case 'subjectTypes':
      return catalog.subjects
    case 'kind':
      return catalog.assessments
    case 'maxDecisionMode':
      return policy.modes
    default:
      return (askSystem.values as Readonly<Record<string, Readonly<Record<string, string>>>>)[path]
  }
}
