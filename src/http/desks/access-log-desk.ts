import type { ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { StoredEntry } from '../../core/record.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { readableParts, recordAgencies } from '../../policy/record-access.ts'
import { exchangeFacts } from '../../records/exchange-facts.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Asking } from '../asking.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'

/** A look, as those who watch the watchers see it. */
export interface LookedEntry {
  readonly index: number
  readonly id: string
  readonly time: string
  readonly by: string
  readonly unit: string | null
  readonly roles: readonly string[]
  readonly action: string
  readonly purpose: string | null
  readonly matter: string | null
  readonly reason: string | null
  readonly exchange: string | null
  readonly query: string | null
  /** What it was about isn’t for the asker’s eyes: counsel’s work, or a record that they may not see. */
  readonly withheld: boolean
}

export interface AccessLogAsked {
  readonly limit: number
  /** From the answer before. */
  readonly cursor?: string
  readonly person?: string
  readonly record?: string
  readonly action?: string
}

export interface AccessLogPage {
  readonly entries: readonly LookedEntry[]
  /** Where to go on; null: the log’s first entry was reached. */
  readonly cursor: string | null
  /** Looks that were gone through for these. */
  readonly lookedAt: number
}

export interface AccessLogDesk {
  list(asking: Asking, asked: AccessLogAsked): Promise<AccessLogPage>
  mayAsk(caller: Principal): boolean
}

export interface AccessLogParts {
  readonly policy: () => PolicySet
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly look: RecordLook
  /** Whether an incident is there for somebody. */
  readonly mayKnowIncident: (number: string, caller: Principal) => boolean
}

/** Who watches the watchers; none of them for their office’s sake sees what is behind the wall. */
const WATCHERS = ['auditor', 'privacy-officer', 'executive-director', 'attorney']

/** Looks that one answer goes through at most: a filter that finds little is gone on with by its cursor. */
const LOOKED_MAX = 2_000
const STEP = 200

interface AccessMeta {
  readonly incident?: string
  readonly action?: string
  readonly exchange?: string
  readonly query?: string
  readonly reason?: string
  readonly matter?: string
  readonly purpose?: { readonly id: string | null } | string
  readonly by?: string | { readonly subject: string; readonly unit: string; readonly roles: readonly string[] }
}

/** Clauses MS-07, MS-23, MO-19: who looked at what, when and why; reading it is a look like any other. */
export function createAccessLogDesk({ policy, store, ledger, look, mayKnowIncident }: AccessLogParts): AccessLogDesk {
  const mayAsk = ({ roles }: Principal): boolean => {
    const hasNone = policy().access.noContent.roles.some((role) => roles.includes(role))
    return !hasNone && WATCHERS.some((role) => roles.includes(role))
  }

  return {
    mayAsk,
    async list(asking, { limit, cursor, person, record, action }) {
      const caller = callerOf(asking)
      if (!mayAsk(caller)) throw notYours()
      const filters = { ...(person && { person }), ...(record && { record }), ...(action && { of: action }) }
      await look(asking, { action: 'access-log', ...filters })
      const agencies = recordAgencies(policy(), caller)
      const entries: LookedEntry[] = []
      let before = cursor === undefined ? await store.size() : Number(cursor)
      let lookedAt = 0
      let isEnd = false
      while (entries.length < limit && lookedAt < LOOKED_MAX && !isEnd) {
        const step = await store.accessEntries(before, STEP)
        isEnd = step.length < STEP
        for (const entry of step) {
          if (entries.length === limit) {
            isEnd = false
            break
          }
          before = entry.index
          // That somebody looks into an incident tells that there is one.
          const { incident } = metaOf(entry)
          if (incident !== undefined && !mayKnowIncident(incident, caller)) continue
          lookedAt++
          if (!agencies.includes((JSON.parse(entry.entry) as { agency: string }).agency)) continue
          const told = await toldEntry(entry, caller)
          if (fits(told, person, record, action)) entries.push(told)
        }
      }
      return { entries, cursor: isEnd ? null : String(before), lookedAt }
    },
  }

  async function toldEntry(entry: StoredEntry, caller: Principal): Promise<LookedEntry> {
    const { index, id, time } = entry
    const meta = metaOf(entry)
    const { action = '', exchange = null, query = null, reason = null, matter = null, purpose, by = '' } = meta
    const who = typeof by === 'string' ? { subject: by, unit: null, roles: [] } : by
    const isCounsel = (roles: readonly string[]): boolean =>
      policy().access.privilege.roles.some((role) => roles.includes(role))
    const withheld = !isCounsel(caller.roles) && (isCounsel(who.roles) || !(await mayKnow(exchange, caller)))
    return {
      index,
      id,
      time,
      by: who.subject,
      unit: who.unit,
      roles: who.roles,
      action,
      purpose: (typeof purpose === 'string' ? purpose : purpose?.id) ?? null,
      matter: withheld ? null : matter,
      reason: withheld ? null : reason,
      exchange: withheld ? null : exchange,
      query: withheld || query === null ? null : withoutHidden(query, caller),
      withheld,
    }
  }

  /** That somebody searches by an incident tells that there is one. */
  function withoutHidden(query: string, caller: Principal): string {
    return query.replaceAll(/(\bincident:)("[^"]*"|[^\s()]*)/gi, (whole, field: string, value: string) =>
      mayKnowIncident(value.replaceAll('"', '').toUpperCase(), caller) ? whole : `${field}…`,
    )
  }

  /** A record behind the wall isn’t there, here either. */
  async function mayKnow(exchange: string | null, caller: Principal): Promise<boolean> {
    if (exchange === null) return true
    const examined = await store.examine(exchange as ExchangeId)
    if (examined.length === 0) return true
    const entries = examined.map(({ bytes, parts, ...entry }) => ({
      ...entry,
      entry: bytes.toString(),
      parts: Object.fromEntries(parts.map(({ name, content }) => [name, content])),
    }))
    const facts = exchangeFacts(entries, ledger.state)
    const auditor = { ...caller, roles: [...caller.roles, ...policy().access.parts.meta.roles] }
    return readableParts(policy(), auditor, facts).size > 0
  }
}

function metaOf({ parts }: StoredEntry): AccessMeta {
  const bytes = parts['meta']
  return (bytes == null ? {} : readJson(bytes.toString())) as AccessMeta
}

function fits(entry: LookedEntry, person?: string, record?: string, action?: string): boolean {
  return (
    (person === undefined || entry.by.toLowerCase() === person.toLowerCase()) &&
    (record === undefined || entry.exchange === record) &&
    (action === undefined || entry.action === action)
  )
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-04',
    rule: 'access-log',
    message: 'Your roles don’t include the log of who looked at records.',
    next: 'Ask an auditor.',
  })
}
