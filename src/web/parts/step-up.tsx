import type { StepUpView } from '../../pages/approval-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'

/** Clause MS-36: what is signed is signed by a new sign-in, and this leads there and back. */
export function StepUp({
  words,
  csrf,
  back,
  view,
  said,
}: {
  words: Words
  csrf: string
  back: string
  view: StepUpView
  /** What it is needed for, where that isn’t the approval of a request. */
  said?: { readonly stepUpTitle: string; readonly stepUp: (minutes: number) => string }
}) {
  const { approvals } = words
  const { stepUpTitle, stepUp } = said ?? approvals
  return (
    <Alert kind="info" title={stepUpTitle}>
      <p>{stepUp(view.minutes)}</p>
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
