import { BLOCK_SOURCES, BLOCKED, blockKey } from './block.ts'
import { KNOWN_PERSON, type KnownPerson } from './known-person.ts'
import { REVOKED_SUBJECT, type Revocation, type RevocationCause } from './revocation.ts'
import type { StateRows } from './state-rows.ts'

/** Revocations that end what somebody answers for. A lost device or a stolen password ends a sign-in, and they are still there. */
const LEAVING: readonly RevocationCause[] = ['separated', 'withdrawn', 'misuse']

/**
 * Clauses MS-52, MO-03: whether somebody is gone as far as the log knows: their account is blocked, or their access was taken
 * for good and they haven't signed in since.
 */
export function hasLeft(rows: StateRows, key: string): boolean {
  if (BLOCK_SOURCES.some((source) => rows.get(BLOCKED, blockKey(source, key)) !== undefined)) return true
  const revocation = rows.get(REVOKED_SUBJECT, key) as Partial<Revocation> | undefined
  if (revocation?.cause === undefined || !LEAVING.includes(revocation.cause)) return false
  const { asOf = 0 } = (rows.get(KNOWN_PERSON, key) as KnownPerson | undefined) ?? {}
  return asOf <= Number(revocation.before)
}
