import type { ExchangeId } from '../core/ids.ts'
import type { RecordReader } from '../core/ports.ts'
import type { StoredEntry } from '../core/record.ts'
import type { RecordFacts } from '../policy/record-access.ts'
import { exchangeFacts } from '../records/exchange-facts.ts'
import type { Ledger } from '../records/ledger.ts'
import { Refused } from './governance-api.ts'

/** An exchange and what decides who may see it. */
export interface RecordInSight {
  readonly entries: readonly StoredEntry[]
  readonly facts: RecordFacts
}

/**
 * Reads an exchange if `maySee` says so of its facts. A record of another agency, of somebody else or behind the wall is
 * not there: 404, the same as for an id that nobody has, never 403.
 */
export async function visibleRecord(
  { store, ledger }: { readonly store: RecordReader; readonly ledger: Ledger },
  id: string,
  maySee: (facts: RecordFacts) => boolean,
): Promise<RecordInSight> {
  const entries = await store.exchange(id as ExchangeId)
  if (entries.length === 0) throw noSuchRecord()
  const facts = exchangeFacts(entries, ledger.state)
  if (!maySee(facts)) throw noSuchRecord()
  return { entries, facts }
}

/** The same whether there is none or it isn’t for the asker. */
export function noSuchRecord(): Refused {
  return new Refused('route_not_governed', {
    clause: 'MS-10',
    rule: 'record-visible',
    message: 'There is no such record for you.',
    next: 'Check the id.',
  })
}
