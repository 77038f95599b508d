import { createHash } from 'node:crypto'
import type { StateChange } from '../core/record.ts'
import type { FallIncident } from '../core/standing.ts'
import { type Exchange, slot } from './exchange.ts'

/** State kind of incidents, by {@link FallIncident.name}: how often it happened. The incident itself is an entry. */
export const INCIDENT = 'incident'

export interface IncidentRow {
  readonly kind: 'use-after-revocation'
  readonly person: string
  readonly agency: string
  readonly cause: string
  readonly reason: string
  /** Only separations go to legal (clause MO-12); what else was revoked is the security officer's. */
  readonly referredTo: 'legal' | 'security'
  /** RFC 3339. */
  readonly first: string
  readonly last: string
  readonly count: number
  /** Of them: repeated by a program, as the SDK's own count says, or by an app without a person. */
  readonly automatic: number
}

/** Calls of a vendor's export that the log doesn't know, as its incident's row counts them. */
export interface UnrecordedCallsRow {
  readonly kind: 'unrecorded-calls'
  readonly vendor: string
  readonly agency: string
  /** RFC 3339: what the export covers. */
  readonly from: string
  readonly to: string
  readonly referredTo: 'security'
  readonly first: string
  readonly last: string
  readonly count: number
}

/** One attempt: what it adds to the incident's row, and what the incident's entry says where this attempt opens it. */
export interface Attempt {
  readonly change: StateChange
  readonly opened: Readonly<Record<string, unknown>> | null
}

/**
 * Clause MO-12: use after a revocation opens one incident; further attempts are counted in its row. Counts are kept here,
 * so that attempts at the same moment are all counted; each is written with the attempt's own record.
 */
export interface UseAfterRevocation {
  attempt(exchange: Exchange, incident: FallIncident, now: number): Attempt
  /** The incident's entry could not be written: the next attempt opens it. */
  forget(incident: FallIncident): void
}

export function createUseAfterRevocation(stored: ReadonlyMap<string, unknown>): UseAfterRevocation {
  const rows = new Map<string, IncidentRow>()
  return {
    attempt(exchange, incident, now) {
      const { name, person, cause, reason } = incident
      const principal = slot(exchange, 'principal')
      const known = rows.get(name) ?? (stored.get(name) as IncidentRow | undefined)
      const retry = Number(exchange.arrival.headers['x-stainless-retry-count'] ?? 0)
      const isAutomatic = retry > 0 || principal.subjectType === 'service'
      const at = new Date(now).toISOString()
      const row: IncidentRow = {
        kind: 'use-after-revocation',
        person,
        agency: principal.agency,
        cause,
        reason,
        referredTo: cause === 'separated' ? 'legal' : 'security',
        first: known?.first ?? at,
        last: at,
        count: (known?.count ?? 0) + 1,
        automatic: (known?.automatic ?? 0) + (isAutomatic ? 1 : 0),
      }
      rows.set(name, row)
      const opened = known === undefined ? openedBy(exchange, incident, row, isAutomatic) : null
      return { change: { kind: INCIDENT, key: name, value: row }, opened }
    },
    forget({ name }) {
      rows.delete(name)
    },
  }
}

/** The first attempt, with a fingerprint in the token's place. */
function openedBy(
  exchange: Exchange,
  { name, since }: FallIncident,
  row: IncidentRow,
  isAutomatic: boolean,
): Readonly<Record<string, unknown>> {
  const { client, tokenId } = slot(exchange, 'principal')
  return {
    action: 'opened',
    incident: name,
    kind: row.kind,
    clauses: ['MO-12'],
    person: row.person,
    cause: row.cause,
    reason: row.reason,
    revokedAt: new Date(since * 1000).toISOString(),
    referredTo: row.referredTo,
    attempt: {
      exchange: exchange.id,
      by: isAutomatic ? 'automatic-retry' : 'interactive',
      client,
      token: createHash('sha256').update(tokenId).digest('hex').slice(0, 16),
      remote: exchange.arrival.remoteAddress,
      route: exchange.arrival.path,
      at: row.first,
    },
  }
}
