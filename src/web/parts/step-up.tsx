import type { StepUpView } from '../../pages/approval-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'

/** Clause MS-36: what is signed is signed by a new sign-in, and this leads there and back. */
export function StepUp({ words, csrf, back, view }: { words: Words; csrf: string; back: string; view: StepUpView }) {
  const { approvals } = words
  return (
    <Alert kind="info" title={approvals.stepUpTitle}>
      <p>{approvals.stepUp(view.minutes)}</p>
      <form method="post" action="/sign-in/again">
        <CsrfField token={csrf} />
        <input type="hidden" name="return" value={back} />
        <input type="hidden" name="acr_values" value={view.acrValues} />
        <input type="hidden" name="max_age" value={view.maxAge} />
        <button class="usa-button" type="submit">
          {approvals.stepUpGo}
        </button>
      </form>
    </Alert>
  )
}
