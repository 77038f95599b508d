import type { ComponentChildren } from 'preact'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'

interface ActProps extends PageProps<'console-incident'> {
  readonly act: string
  readonly title: string
  readonly suffix?: string
  readonly children: ComponentChildren
}

/** What stood against an act opens its form again, with what was typed. */
export function Act({ words, frame, view, act, title, suffix = '', children }: ActProps) {
  const isTried = view.act === act && (act !== 'assign' || (view.values['to'] === 'me') === (suffix === '-me'))
  return (
    <details class="act" open={isTried}>
      <summary>{title}</summary>
      <form class="usa-form" method="post" action={`/console/incidents/${view.number}`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="version" value={view.version} />
        {children}
        <button class="usa-button" type="submit">
          {words.incidents.one.send(title)}
        </button>
      </form>
    </details>
  )
}
