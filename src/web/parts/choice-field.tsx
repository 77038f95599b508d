import type { Choice } from '../../pages/catalog-views.ts'

export interface ChoiceFieldProps {
  readonly name: string
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen: string
  /** Of the first option, which is none of the choices. */
  readonly none: string
  readonly isRequired?: boolean
  readonly error?: string | undefined
  /** The choices are the policy’s words in English. */
  readonly isPolicyText?: boolean
}

/** One of a list: the browser’s own control, which every keyboard and reader knows. */
export function ChoiceField({
  name,
  label,
  choices,
  chosen,
  none,
  isRequired = false,
  error,
  isPolicyText = false,
}: ChoiceFieldProps) {
  return (
    <div class={error === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
      <label class="usa-label" for={name}>
        {label}
      </label>
      {error === undefined ? null : (
        <span class="usa-error-message" id={`${name}-error`}>
          {error}
        </span>
      )}
      <select
        class="usa-select"
        id={name}
        name={name}
        required={isRequired}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : `${name}-error`}
      >
        <option value="">{none}</option>
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value} selected={value === chosen} lang={isPolicyText ? 'en' : undefined}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
