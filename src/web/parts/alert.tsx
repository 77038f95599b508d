import type { ComponentChildren } from 'preact'

export interface AlertProps {
  readonly kind: 'info' | 'warning' | 'error' | 'success'
  readonly title?: string
  /** Level of the title’s heading. */
  readonly level?: 2 | 3
  /** Told at once, whatever is being read: for errors that answer what somebody just did. */
  readonly isUrgent?: boolean
  readonly id?: string
  readonly children: ComponentChildren
}

/** A message in a box; its kind is in its words and its shape, not in its colour alone. */
export function Alert({ kind, title, level = 2, isUrgent = false, id, children }: AlertProps) {
  const Heading = `h${level}` as 'h2'
  return (
    <div class={`usa-alert usa-alert--${kind}`} id={id} role={isUrgent ? 'alert' : undefined}>
      <div class="usa-alert__body">
        {title === undefined ? null : <Heading class="usa-alert__heading">{title}</Heading>}
        <div class="usa-alert__text">{children}</div>
      </div>
    </div>
  )
}
