import type { Readable } from 'node:stream'
import type { Principal } from '../../core/principal.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { searchReach } from '../../policy/record-access.ts'
import { resolvePurpose } from '../../policy/resolve-purpose.ts'
import type { ExportOrder, SearchExportRow } from '../../productions/search-exports/export-row.ts'
import { KEPT_MS, type SearchExports } from '../../productions/search-exports/search-exports.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Asking } from '../asking.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { incidentScope } from '../record-search.ts'

export interface ExportDeskParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly look: RecordLook
  readonly exports: SearchExports
}

/** An export as its owner sees it. */
export interface ShownExport extends SearchExportRow, ExportOrder {
  /** Rows that are written; all of them once it is done. */
  readonly written: number
  /** RFC 3339 UTC: when its files go; null: it has none. */
  readonly keptUntil: string | null
}

export interface ExportDesk {
  mayOpen(caller: Principal): boolean
  /** What a search shows, up to the index that its page was made at, as files; the job goes on by itself. */
  begin(
    asking: Asking,
    order: { readonly query: string; readonly upTo: number; readonly reason: string },
  ): Promise<string>
  list(asking: Asking): Promise<readonly ShownExport[]>
  /** One’s own whose files have this record; the look at the record has been written down before. */
  holding(asking: Asking, exchange: string, indexes: readonly number[]): Promise<readonly ShownExport[]>
  show(asking: Asking, id: string): Promise<ShownExport>
  cancel(asking: Asking, id: string): Promise<void>
  deliver(
    asking: Asking,
    id: string,
    name: string,
  ): Promise<{ readonly content: Readable; readonly bytes: number; readonly name: string }>
}

/** Clauses MS-13, MS-23, MS-24: what a search shows leaves as files of facts, without a word of what was said. */
export function createExportDesk({ policy, ledger, look, exports }: ExportDeskParts): ExportDesk {
  async function shown(row: SearchExportRow): Promise<ShownExport> {
    const { status, finishedAt } = row
    return {
      ...row,
      ...(await exports.order(row)),
      written: row.rows ?? exports.progress(row.id) ?? 0,
      keptUntil:
        status !== 'done' || finishedAt === null ? null : new Date(Date.parse(finishedAt) + KEPT_MS).toISOString(),
    }
  }

  return {
    mayOpen: (caller) => searchReach(policy(), caller) !== null,
    async begin(asking, { query, upTo, reason }) {
      const caller = callerOf(asking)
      if (reason === '')
        throw new Refused('malformed_body', {
          clause: 'MS-10',
          rule: 'purpose-of-access',
          message: 'An export needs a reason.',
          next: 'Say what it is for.',
        })
      await look(asking, { action: 'export-search', query })
      const { id: purpose } = resolvePurpose(policy(), caller, headerOf(asking, 'ai-purpose'))
      const incidents = incidentScope({ policy, ledger }, caller, query)
      const order = { query, upTo, incidents, reason, purpose, matter: headerOf(asking, 'ai-matter') }
      return allowed(await exports.begin(order, caller)).id
    },
    list: (asking) => Promise.all(exports.list(callerOf(asking)).map(shown)),
    async holding(asking, exchange, indexes) {
      const caller = callerOf(asking)
      // Whoever may search nothing any more has no exports either.
      if (searchReach(policy(), caller) === null) return []
      return Promise.all((await exports.holding(exchange, indexes, caller)).map(shown))
    },
    show: (asking, id) => shown(allowed(exports.find(id, callerOf(asking)))),
    async cancel(asking, id) {
      allowed(await exports.cancel(id, callerOf(asking)))
    },
    deliver: async (asking, id, name) => allowed(await exports.deliver(id, name, callerOf(asking))),
  }
}

function headerOf({ headers }: Asking, name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null
}
