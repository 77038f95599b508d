import { ConsoleLayout } from '../../console/console-layout.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'
import { WhatNext, WhyNot } from '../../parts/told.tsx'
import { HoldFields } from './hold-fields.tsx'

/** What a hold is to keep; how much that is is looked at before anything is placed. */
export function HoldForm({ words, frame, view }: PageProps<'console-hold'>) {
  const { holds } = words.console
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={holds.newTitle}>
      {view.error === null ? null : (
        <Alert kind="error" title={holds.errorTitle} isUrgent>
          <WhyNot words={words} told={view.error} />
          <WhatNext words={words} told={view.error} />
        </Alert>
      )}
      <p>{holds.newLead}</p>
      <form class="usa-form" method="post" action="/console/holds/checks">
        <CsrfField token={frame.person?.csrf ?? ''} />
        <HoldFields words={words} view={view} />
        <button class="usa-button" type="submit">
          {holds.preview}
        </button>
      </form>
    </ConsoleLayout>
  )
}
