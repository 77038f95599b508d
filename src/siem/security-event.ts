import type { EntryType } from '../core/record.ts'

export type EventKind = 'exchanges' | 'looks' | 'operations'

/** Which entries are told of, and as what. What isn't named here never leaves: holds, reviews, dispositions, prompts alone. */
const KIND_OF: { readonly [Type in EntryType]?: EventKind } = {
  response: 'exchanges',
  interrupted: 'exchanges',
  blocked: 'exchanges',
  error: 'exchanges',
  access: 'looks',
  export: 'looks',
  policy: 'operations',
  keychange: 'operations',
  admin: 'operations',
  boot: 'operations',
  outage: 'operations',
  clock: 'operations',
  rollback_notice: 'operations',
  incident: 'operations',
}

export function kindOf(type: EntryType): EventKind | null {
  return KIND_OF[type] ?? null
}

/** 1 informational, 2 low, 4 high, 5 critical: OCSF's severity_id. */
export type Severity = 1 | 2 | 4 | 5

/** What a SIEM is told of an entry: facts from closed lists, numbers and names of things; no text that anybody wrote. */
export interface SecurityEvent {
  readonly index: number
  readonly id: string
  /** RFC 3339 UTC. */
  readonly time: string
  readonly type: EntryType
  readonly kind: EventKind
  readonly severity: Severity
  readonly exchange: string | null
  readonly agency: string
  readonly instance: string
  readonly policy: string
  /** Id or pseudonym; null: nobody who was known, or the gateway itself. */
  readonly person: string | null
  readonly isService: boolean
  readonly unit: string | null
  readonly client: string | null
  /** Null where people are named by pseudonym. */
  readonly address: string | null
  /** The wire of an exchange, else what was done. */
  readonly operation: string
  readonly succeeded: boolean
  /** Refusal code or outcome. */
  readonly code: string
  readonly rule: string | null
  readonly system: string | null
  readonly model: string | null
  readonly tokens: { readonly input: number; readonly output: number } | null
  readonly ms: number | null
  readonly upstreamStatus: number | null
  /** The vendor's own id of the request. */
  readonly upstreamId: string | null
  readonly dataClass: string | null
  /** Findings by kind. */
  readonly entities: Readonly<Record<string, number>>
  /** Refusals that were folded into one entry. */
  readonly folded: { readonly count: number; readonly from: string; readonly to: string } | null
}
