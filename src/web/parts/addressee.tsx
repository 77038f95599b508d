import type { RequestTo } from '../../pages/catalog-views.ts'
import { PolicyText } from './policy-text.tsx'

/** Whom a request goes to: by name where the directory has one, else by duty and unit. */
export function Addressee({ to }: { to: RequestTo }) {
  return (
    <>
      {to.person === null ? to.role : `${to.person} (${to.role})`}
      {to.unit === null ? null : (
        <>
          {', '}
          <PolicyText>{to.unit}</PolicyText>
        </>
      )}
    </>
  )
}
