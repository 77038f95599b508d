import type { Clock } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'

/** Rows of requests that were taken, by the digest of who sent them under which key. */
export const TAKEN_REQUEST = 'taken-request'

/** How long a key stands for its request. */
export const CLAIM_MS = 24 * 3_600_000

/** Rows that have had their time and go with a new claim. */
const SWEPT_MAX = 16

export interface Claim {
  /** SHA-256 of the request, hex. */
  readonly digest: string
  /** RFC 3339. */
  readonly at: string
}

/** That a request is taken, at whichever gateway of the log. */
export interface Claims {
  /** Null: it is this caller’s now; else what stands under the key. */
  take(caller: Principal, operation: string, key: string, digest: string): Promise<Claim | null>
  /** It came to nothing, and may be sent again. */
  release(caller: Principal, operation: string, key: string): Promise<void>
}

export function createClaims(ledger: Ledger, clock: Clock): Claims {
  const isOver = ({ at }: Claim): boolean => Date.parse(at) + CLAIM_MS <= clock.now()

  function swept(but: string): { kind: string; key: string; value: null }[] {
    const over: { kind: string; key: string; value: null }[] = []
    for (const [key, claim] of ledger.state.all(TAKEN_REQUEST)) {
      if (over.length === SWEPT_MAX) break
      if (key !== but && isOver(claim as Claim)) over.push({ kind: TAKEN_REQUEST, key, value: null })
    }
    return over
  }

  return {
    async take(caller, operation, key, digest) {
      const known = ledger.state.get(TAKEN_REQUEST, key) as Claim | undefined
      if (known !== undefined && !isOver(known)) return known
      const value: Claim = { digest, at: new Date(clock.now()).toISOString() }
      const act = {
        type: 'admin' as const,
        agency: caller.agency,
        actor: caller,
        meta: { action: 'take-request', operation },
        state: [{ kind: TAKEN_REQUEST, key, value }, ...swept(key)],
        basis: [{ kind: TAKEN_REQUEST, key, value: known ?? null }],
      }
      const written = await writeOr(ledger, act, ({ rows }) => rows)
      if (!('length' in written)) return null
      return (written.find((row) => row.key === key)?.value as Claim | null) ?? value
    },
    async release(caller, operation, key) {
      await ledger.write({
        type: 'admin',
        agency: caller.agency,
        actor: caller,
        meta: { action: 'release-request', operation },
        state: [{ kind: TAKEN_REQUEST, key, value: null }],
      })
    },
  }
}
