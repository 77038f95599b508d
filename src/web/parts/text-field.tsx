export interface TextFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  /** One line, or several. */
  readonly rows?: number
  readonly maxLength: number
  readonly isRequired?: boolean
  readonly error?: string | undefined
}

/** Text of somebody’s own; what is wrong with it stands beside it. */
export function TextField({ name, label, hint, value, rows = 1, maxLength, isRequired = true, error }: TextFieldProps) {
  const described = [...(hint === undefined ? [] : [`${name}-hint`]), ...(error === undefined ? [] : [`${name}-error`])]
  const shared = {
    id: name,
    name,
    maxlength: maxLength,
    required: isRequired,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
  } as const
  return (
    <div class={error === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
      <label class="usa-label" for={name}>
        {label}
      </label>
      {hint === undefined ? null : (
        <span class="usa-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <span class="usa-error-message" id={`${name}-error`}>
          {error}
        </span>
      )}
      {rows === 1 ? (
        <input class="usa-input" type="text" value={value} {...shared} />
      ) : (
        <textarea class="usa-textarea" rows={rows} {...shared}>
          {value}
        </textarea>
      )}
    </div>
  )
}
