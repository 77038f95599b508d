import { createHash } from 'node:crypto'
import type { Clock, ExchangeId, IdSource } from '../core/ids.ts'
import { type RecordReader, StateMoved } from '../core/ports.ts'
import type { StateRows } from '../core/state-rows.ts'
import { type Ledger, writeOr } from '../records/ledger.ts'
import { rowsWith } from '../records/rows-with.ts'
import { evidenceHold } from '../retention/evidence-hold.ts'
import { LEGAL_HOLD, type LegalHoldRow } from '../retention/hold-row.ts'
import type { IncidentCase } from './incident-row.ts'

export interface EvidenceParts {
  readonly store: Pick<RecordReader, 'exchange' | 'size'>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdSource
}

/** Clauses MS-14, MO-49: what an incident speaks of can’t be destroyed from its report on. */
export interface Evidence {
  /** Resolves with the hold once it is durable; null: there is nothing to keep. `hold`: one that keeps more from now on. */
  freeze(incident: string, agency: string, exchanges: readonly string[], hold?: string | null): Promise<string | null>
  /** Keeps what was recorded since of exchanges that were still open. */
  complete(rows: readonly IncidentCase[]): Promise<void>
}

export function createEvidence({ store, ledger, clock, ids }: EvidenceParts): Evidence {
  async function keep(hold: string, incident: string, agency: string, exchanges: readonly string[]): Promise<boolean> {
    const entries = await Promise.all(exchanges.map((exchange) => store.exchange(exchange as ExchangeId)))
    const indexes = entries.flat().map(({ index }) => index)
    if (indexes.length === 0) return false
    const at = new Date(clock.now()).toISOString()
    const order = { hold, incident, agency, at, upTo: await store.size(), indexes }
    for (let rows: StateRows = ledger.state; ; ) {
      const act = evidenceHold(order, rows)
      if (act === null) return true
      const written = await writeOr(ledger, { ...act, actor: null }, (moved) => moved)
      if (!(written instanceof StateMoved)) return true
      // Another gateway kept something of it a moment ago: this one keeps the rest beside it.
      rows = rowsWith(rows, written.rows)
    }
  }

  return {
    async freeze(incident, agency, exchanges, hold = null) {
      const own = hold ?? holdOf(incident)
      const known = ledger.state.get(LEGAL_HOLD, own) as LegalHoldRow | undefined
      // What was released keeps nothing again: the incident was opened once more, and so is its hold.
      const id = known === undefined || known.releasedAt === null ? own : ids.entryId()
      return (await keep(id, incident, agency, exchanges)) ? id : null
    },
    async complete(rows) {
      for (const { hold, number, agency, about, evidence, receivedAt } of rows) {
        const held = hold === null ? undefined : (ledger.state.get(LEGAL_HOLD, hold) as LegalHoldRow | undefined)
        // An exchange is over within hours; what is older has all of its entries.
        if (held?.releasedAt !== null || clock.now() - Date.parse(receivedAt) > COMPLETE_MS) continue
        await keep(held.id, number, agency, [...(about === null ? [] : [about.exchange]), ...evidence])
      }
    },
  }
}

/** The same for an incident, whichever gateway of the log freezes its evidence, and however often it tries. */
function holdOf(incident: string): string {
  const hex = createHash('sha256').update(`evidence of ${incident}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}

/** How long after a report its exchanges may still get entries, milliseconds. */
const COMPLETE_MS = 86_400_000
