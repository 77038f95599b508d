import { createHmac } from 'node:crypto'
import { principalKey } from '../core/principal.ts'
import type { EntryType } from '../core/record.ts'
import type { FeedRow } from '../records/search/read-documents.ts'
import { kindOf, type SecurityEvent, type Severity } from './security-event.ts'

/** How people are named. */
export interface Naming {
  readonly person: 'id' | 'pseudonym'
  readonly pseudonymKey: Uint8Array
}

type Meta = Readonly<Record<string, unknown>>

interface Who {
  readonly issuer?: unknown
  readonly subject?: unknown
  readonly subjectType?: unknown
  readonly client?: unknown
  readonly unit?: unknown
}

/**
 * What a SIEM is told of an entry; null: nothing. `meta` is the entry's own, null once it is destroyed; `prompt` that of the
 * exchange's first entry. Every member is read by name, so that what is added to records doesn't leave with it.
 */
export function readEvent(row: FeedRow, meta: Meta | null, prompt: Meta | null, naming: Naming): SecurityEvent | null {
  const kind = kindOf(row.type)
  if (kind === null) return null
  const line = JSON.parse(Buffer.from(row.entry).toString()) as { agency: string; inst: string; pol: string }
  const own = meta ?? {}
  const asked = prompt ?? own
  const by = own['by']
  // Who reports, and who looks into a report, is for those who work on it (MS-14).
  const acts = row.type === 'incident' ? undefined : by
  const who = (kind === 'exchanges' ? asked['principal'] : acts) as Who | string | undefined
  const { isService, unit, client, person } = readWho(who, naming)
  const refusal = object(own['refusal'])
  const coverage = object(asked['coverage'])
  const timing = object(own['timing'])
  const upstream = object(own['upstream'])
  const usage = object(own['usage'])
  const isFolded = own['outcome'] === 'folded'
  const succeeded = kind !== 'exchanges' || (row.type === 'response' && own['outcome'] === 'complete')
  return {
    index: row.idx,
    id: row.id,
    time: row.time,
    type: row.type,
    kind,
    severity: severityOf(row.type, succeeded),
    exchange: row.ref,
    agency: line.agency,
    instance: line.inst,
    policy: line.pol,
    person,
    isService,
    unit,
    client,
    address: naming.person === 'id' ? token(asked['remote']) : null,
    operation: (kind === 'exchanges' ? token(asked['wire']) : token(own['action'])) ?? row.type,
    succeeded,
    code: token(refusal['code']) ?? token(own['outcome']) ?? row.type,
    rule: token(refusal['rule']) ?? token(asked['rule']),
    system: token(asked['system']),
    model: token(asked['model']),
    tokens:
      isCount(usage['input']) && isCount(usage['output']) ? { input: usage['input'], output: usage['output'] } : null,
    ms: number(timing['ms']) ?? number(own['ms']),
    upstreamStatus: number(upstream['status']),
    upstreamId: token(upstream['id']),
    dataClass: token(coverage['detectedClass']),
    entities: Object.fromEntries(Object.entries(object(coverage['entities'])).filter(isFinding)),
    folded: isFolded ? { count: number(own['count']) ?? 1, from: String(own['from']), to: String(own['to']) } : null,
  }
}

function readWho(who: Who | string | undefined, { person, pseudonymKey }: Naming) {
  if (who === undefined || who === 'gateway') return { person: null, isService: false, unit: null, client: null }
  const key = typeof who === 'string' ? who : principalKey({ issuer: String(who.issuer), subject: String(who.subject) })
  const shown = typeof who === 'string' ? who : String(who.subject)
  const pseudonym = (): string => createHmac('sha256', pseudonymKey).update(key).digest('hex').slice(0, 32)
  const { subjectType, client, unit } = typeof who === 'string' ? ({} as Who) : who
  return {
    person: person === 'id' ? shown : pseudonym(),
    isService: subjectType === 'service',
    unit: token(unit),
    client: token(client),
  }
}

function severityOf(type: EntryType, succeeded: boolean): Severity {
  if (type === 'rollback_notice') return 5
  if (type === 'outage' || type === 'incident') return 4
  return succeeded ? 1 : 2
}

const TOKEN = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}$/

/** A name of a thing; what has blanks in it, or is long, was perhaps written by somebody and stays here. */
function token(value: unknown): string | null {
  return typeof value === 'string' && TOKEN.test(value) ? value : null
}

function object(value: unknown): Meta {
  return typeof value === 'object' && value !== null ? (value as Meta) : {}
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isFinding(pair: [string, unknown]): pair is [string, number] {
  return isCount(pair[1]) && pair[1] > 0
}
