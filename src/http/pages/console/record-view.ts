import { readJson } from '../../../core/read-json.ts'
import type { StoredEntry } from '../../../core/record.ts'
import { PRIVILEGED } from '../../../core/record-mark.ts'
import type { RecordFactName, RecordView, RevealFormView, VerdictView } from '../../../pages/console-views.ts'
import { mayMark, mayRevealInEmergency, type RecordFacts } from '../../../policy/record-access.ts'
import type { SeenRecord } from '../../desks/record-desk.ts'
import { recordKeeping } from '../../record-keeping.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { saidInAnswer, saidInRequest } from './said-in.ts'

interface RecordMeta {
  readonly principal?: { readonly subject: string; readonly unit: string; readonly client: string }
  readonly declared?: {
    readonly purpose?: { readonly id: string; readonly source: string }
    readonly matter?: string | null
    readonly dataClass?: string | null
  }
  readonly system?: string
  readonly model?: string
  readonly decision?: string
  readonly rule?: string
  readonly obliged?: readonly string[]
  readonly steps?: readonly {
    readonly rule: string
    readonly result: string
    readonly clauses: readonly string[]
    readonly detail?: string
  }[]
  readonly refusal?: { readonly code: string; readonly clause: string; readonly rule: string; readonly detail?: string }
  readonly coverage?: {
    readonly entities?: Readonly<Record<string, number>>
    readonly detectedClass?: string
    readonly disguised?: Readonly<Record<string, number>>
  }
  readonly facts?: Readonly<Record<string, unknown>>
  readonly outcome?: string
  readonly usage?: Readonly<Record<string, number>> | null
  readonly cost?: number
}

/** A record as its page shows it, as far as its reader may see it. */
export function recordView(
  consoleSite: ConsoleSite,
  visit: ConsoleVisit,
  seen: SeenRecord,
): Omit<RecordView, 'newer' | 'older' | 'back' | 'exports' | 'productions'> {
  const { entries, facts, readable } = seen
  const policy = consoleSite.site.policy()
  const metas = readable.has('meta') ? entries.map(metaOf) : entries.map((): RecordMeta => ({}))
  const [first = {}] = metas
  const last = metas.at(-1) ?? {}
  const opening = entries[0]
  const ending = entries.find(({ type }) => type === 'response' || type === 'interrupted')
  const keeping = facts === null ? null : recordKeeping(policy, consoleSite.site.ledger.state, entries)
  const refusal = metas.find((meta) => meta.refusal !== undefined)?.refusal
  const named = (name: RecordFactName, ...values: (string | undefined | null)[]) => {
    const given = values.filter((value): value is string => typeof value === 'string' && value !== '')
    return given.length === 0 ? [] : [{ name, values: given }]
  }
  const purpose = first.declared?.purpose
  return {
    console: visit.console,
    id: seen.exchange,
    verdict: seen.verdict === null ? null : verdictView(seen.verdict, consoleSite, visit),
    facts: [
      ...named('time', opening === undefined ? null : visit.when(opening.time)),
      ...named('person', first.principal?.subject),
      ...named(
        'unit',
        policy.units.units.find(({ id }) => id === first.principal?.unit)?.name ?? first.principal?.unit,
      ),
      ...named('client', first.principal?.client),
      ...named('system', policy.systems.find(({ id }) => id === first.system)?.name ?? first.system),
      ...named('model', first.model),
      ...named('purpose', purpose === undefined ? null : (policy.purposes[purpose.id]?.name['en'] ?? purpose.id)),
      ...named('matter', first.declared?.matter),
      ...named('class', first.coverage?.detectedClass ?? first.declared?.dataClass),
      ...named('disguised', ...Object.keys(first.coverage?.disguised ?? {})),
      ...named('decision', first.decision),
      ...named('refusal', refusal?.code),
      ...named('outcome', last.outcome),
      ...named('use', usageText(last.usage)),
      ...named('cost', last.cost === undefined ? null : `$${(last.cost / 1e6).toFixed(6)}`),
      ...named('series', keeping?.series),
      ...named('kept', keeping === null ? null : (keeping.until ?? 'not-due')),
      ...named('holds', ...(keeping?.holds ?? [])),
      ...named('labels', ...(facts?.labels ?? [])),
      ...named('policy', policyOf(opening)),
    ],
    trace: traceOf(first, refusal),
    decidedBy: Object.entries(first.facts ?? {}).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    removed: Object.entries(first.coverage?.entities ?? {}).map(([kind, count]) => ({ kind, count })),
    said: bodyOf(opening, readable, saidInRequest),
    answer: bodyOf(ending, readable, saidInAnswer),
    entries: entries.map(({ index, type, time, parts }) => ({
      index,
      type,
      time: visit.when(time),
      parts: Object.keys(parts).join(', '),
    })),
    // Of what was destroyed there is nothing to reveal.
    reveal: facts === null || seen.verdict?.answer === 'destroyed' ? null : revealForm(consoleSite, visit, facts),
    privileged: facts?.labels.includes(PRIVILEGED) ?? false,
    mayLabel: facts !== null && mayMark(policy, visit.caller, facts.agency),
    looks: visit.console.sections.includes('access-log') ? `/console/access-log?record=${seen.exchange}` : null,
    sameDay: sameDay(first, opening, policy.profile.timezone),
  }
}

function bodyOf<T>(
  entry: StoredEntry | undefined,
  readable: SeenRecord['readable'],
  read: (body: string) => T,
): T | null {
  const bytes = entry?.parts['body']
  return bytes == null || !readable.has('body') ? null : read(bytes.toString('utf8'))
}

function metaOf({ parts }: StoredEntry): RecordMeta {
  const bytes = parts['meta']
  return bytes == null ? {} : (readJson(bytes.toString('utf8')) as RecordMeta)
}

function usageText(usage: RecordMeta['usage']): string | null {
  if (usage == null) return null
  return Object.entries(usage)
    .filter(([, count]) => typeof count === 'number')
    .map(([name, count]) => `${name}: ${count}`)
    .join(', ')
}

function policyOf(entry: StoredEntry | undefined): string | null {
  if (entry === undefined) return null
  return /"pol":"([^"]*)"/.exec(entry.entry)?.[1] ?? null
}

function traceOf({ rule, obliged = [], steps = [] }: RecordMeta, refusal: RecordMeta['refusal']): RecordView['trace'] {
  const told = steps.map((step) => ({ ...step, detail: step.detail ?? '' }))
  const by = rule === undefined ? [] : [{ rule, result: 'allow', clauses: [], detail: '' }]
  const duties = obliged.map((one) => ({ rule: one, result: 'oblige', clauses: [], detail: '' }))
  const isTold = refusal === undefined || told.some((step) => step.rule === refusal.rule)
  const refused = isTold
    ? []
    : [{ rule: refusal.rule, result: 'refuse', clauses: [refusal.clause], detail: refusal.detail ?? '' }]
  return [...by, ...duties, ...told, ...refused]
}

function sameDay({ principal }: RecordMeta, entry: StoredEntry | undefined, zone: string): string | null {
  if (principal === undefined || entry === undefined) return null
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(Date.parse(entry.time))
  return `/console?${new URLSearchParams({ person: principal.subject, from: day, to: day })}`
}

function revealForm(
  { site, desks }: ConsoleSite,
  { caller, language }: ConsoleVisit,
  facts: RecordFacts,
): RevealFormView | null {
  const policy = site.policy()
  const parts = (['orig', 'out'] as const).filter((part) => desks.reveals.mayAsk(caller, facts, part))
  if (parts.length === 0) return null
  const purposes = [...new Set(parts.flatMap((part) => policy.access.parts[part].reveal?.purposes ?? []))]
  return {
    parts,
    purposes: purposes.map((id) => ({ value: id, label: policy.purposes[id]?.name[language] ?? id })),
    people: Math.max(1, ...parts.map((part) => policy.access.parts[part].reveal?.people ?? 1)),
    mayEmergency: mayRevealInEmergency(policy, caller, facts),
  }
}

function verdictView(
  verdict: NonNullable<SeenRecord['verdict']>,
  { site }: ConsoleSite,
  visit: ConsoleVisit,
): VerdictView {
  const { answer, since, destruction, faults, size, checkpoint, entries } = verdict
  return {
    answer,
    since: visit.when(since),
    destroyedAt: destruction?.at == null ? null : visit.when(destruction.at),
    schedule: destruction?.schedule ?? null,
    citation: destruction?.citation ?? null,
    rule: destruction?.rule ?? null,
    faults,
    size,
    checkpoint,
    checkedAt: visit.when(site.clock.now()),
    entries: entries.map(({ index, type, leaf, inTree, parts }) => ({
      index,
      type,
      leaf,
      inTree,
      parts: parts.map(({ name, answer: state }) => `${name}: ${state}`).join(', '),
    })),
  }
}
