import { Alert } from './alert.tsx'

/** What an act was refused with, in the registry’s English, above the page as it is now. */
export function PageError({ error }: { error: { readonly message: string; readonly next: string | null } | null }) {
  if (error === null) return null
  return (
    <Alert kind="error" isUrgent>
      <p lang="en">
        {error.message} {error.next}
      </p>
    </Alert>
  )
}
