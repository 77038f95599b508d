import type { Principal } from './principal.ts'
import type { RevocationCause } from './revocation.ts'
import type { StateRows } from './state-rows.ts'

/** State kind of blocked accounts; the key is `source|principal key`. Blocked until the same source lifts it. */
export const BLOCKED = 'blocked'

/** Who blocks accounts: the directory by SCIM, a transmitter of security events by RISC. */
export const BLOCK_SOURCES = ['directory', 'signal'] as const
export type BlockSource = (typeof BLOCK_SOURCES)[number]

/** A blocked account: no sign-in helps, new or old. */
export interface Block {
  readonly cause: RevocationCause
  readonly reason: string
  /** Seconds since the epoch, by the clock of who blocked it. */
  readonly since: number
}

export const blockKey = (source: BlockSource, principalKey: string): string => `${source}|${principalKey}`

/** The principal key in a row's key. */
export const blockedPerson = (key: string): string => key.slice(key.indexOf('|') + 1)

export function blockOf(
  principal: Principal,
  rows: StateRows,
): { readonly block: Block; readonly found: string } | null {
  if (rows.all(BLOCKED).size === 0) return null
  for (const source of BLOCK_SOURCES) {
    const key = blockKey(source, principal.key)
    const block = rows.get(BLOCKED, key) as Block | undefined
    if (block !== undefined) return { block, found: `${BLOCKED}|${key}|${block.since}` }
  }
  return null
}
