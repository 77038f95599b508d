import type { Choice } from '../../pages/console-views.ts'

export interface FieldProps {
  readonly id: string
  /** Left out: the id. */
  readonly name?: string
  readonly label: string
  readonly value?: string | undefined
  readonly hint?: string
  readonly type?: 'text' | 'date'
  readonly rows?: number
  readonly required?: boolean
  readonly maxLength?: number
}

/** A labelled input; its hint is read with it. */
export function Field({
  id,
  name = id,
  label,
  value = '',
  hint,
  type = 'text',
  rows,
  required,
  maxLength = 500,
}: FieldProps) {
  const described = hint === undefined ? undefined : `${id}-hint`
  return (
    <div class="field">
      <label class="usa-label" for={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <span class="usa-hint" id={described}>
          {hint}
        </span>
      )}
      {rows === undefined ? (
        <input
          class="usa-input"
          id={id}
          name={name}
          {...kindOf(type, maxLength)}
          value={value}
          required={required}
          autocomplete="off"
          aria-describedby={described}
        />
      ) : (
        <textarea
          class="usa-textarea"
          id={id}
          name={name}
          rows={rows}
          required={required}
          maxLength={maxLength}
          aria-describedby={described}
        >
          {value}
        </textarea>
      )}
    </div>
  )
}

function kindOf(type: 'text' | 'date', maxLength: number) {
  return type === 'date' ? ({ type } as const) : ({ type, maxLength } as const)
}

export interface SelectFieldProps {
  readonly id: string
  readonly name?: string
  readonly label: string
  readonly value?: string | undefined
  readonly choices: readonly Choice[]
  /** The choice of none; left out: there is none. */
  readonly none?: string
  readonly required?: boolean
}

export function SelectField({ id, name = id, label, value = '', choices, none, required }: SelectFieldProps) {
  return (
    <div class="field">
      <label class="usa-label" for={id}>
        {label}
      </label>
      <select class="usa-select" id={id} name={name} required={required}>
        {none === undefined ? null : <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
