import type { FormError } from '../../../../pages/request-views.ts'
import { Alert } from '../../../parts/alert.tsx'

/** Why a form was not taken, in the words of the rule that refused it. */
export function FormFault({ title, error }: { readonly title: string; readonly error: FormError | null }) {
  if (error === null) return null
  return (
    <Alert kind="error" title={title} isUrgent>
      <p lang="en">{error.message}</p>
      <p lang="en">{error.next}</p>
    </Alert>
  )
}
