import { BLOCK_SOURCES, BLOCKED, blockKey } from './block.ts'
import { KNOWN_PERSON, type KnownPerson } from './known-person.ts'
import type { StateBasis } from './record.ts'
import { REVOKED_SUBJECT, type Revocation, type RevocationCause } from './revocation.ts'
import type { StateRows } from './state-rows.ts'

/** Revocations that end what somebody answers for. A lost device or a stolen password ends a sign-in, and they are still there. */
const LEAVING: readonly RevocationCause[] = ['separated', 'withdrawn', 'misuse']

/**
 * Clauses MS-52, MO-03: the row that says that somebody is gone: their account is blocked, or their access was taken for
 * good and they haven't signed in since. Null: as far as the log knows, they are there.
 */
export function departureOf(rows: StateRows, key: string): StateBasis | null {
  for (const source of BLOCK_SOURCES) {
    const value = rows.get(BLOCKED, blockKey(source, key))
    if (value !== undefined) return { kind: BLOCKED, key: blockKey(source, key), value }
  }
  const value = rows.get(REVOKED_SUBJECT, key) as Partial<Revocation> | undefined
  if (value?.cause === undefined || !LEAVING.includes(value.cause)) return null
  const { asOf = 0 } = (rows.get(KNOWN_PERSON, key) as KnownPerson | undefined) ?? {}
  return asOf <= Number(value.before) ? { kind: REVOKED_SUBJECT, key, value } : null
}

export function hasLeft(rows: StateRows, key: string): boolean {
  return departureOf(rows, key) !== null
}
