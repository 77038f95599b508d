import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'

/** That nobody answers for a system or a unit; nothing where somebody does for each. */
export function AccountabilityWarning({
  words: { accountability },
  orphans,
  leaderless,
}: {
  words: Words
  orphans: number
  leaderless: number
}) {
  if (orphans + leaderless === 0) return null
  return (
    <Alert kind="warning" title={accountability.warningTitle}>
      {orphans === 0 ? null : <p>{accountability.orphans(orphans)}</p>}
      {leaderless === 0 ? null : <p>{accountability.leaderless(leaderless)}</p>}
    </Alert>
  )
}
