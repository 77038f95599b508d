import type { FastifyInstance } from 'fastify'
import { DATA_CLASSES } from '../../../core/decision.ts'
import type { SearchHit, SearchPage } from '../../../core/ports.ts'
import {
  type Choice,
  RECORD_COLUMNS,
  RECORD_FILTERS,
  type RecordFilter,
  type RecordRow,
  type RecordsResult,
  type RecordsView,
  USUAL_COLUMNS,
} from '../../../pages/console-views.ts'
import type { PolicySet } from '../../../policy/policy-set.ts'
import { Refused } from '../../governance-api.ts'
import { whileConnected } from '../../record-search.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { hasWords, queryFault } from './query-words.ts'
import { addressOf, colsText, composeQuery, type RecordFilters, readFilters } from './record-filters.ts'

const PAGE = 50
const PATH = '/console'
const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Clauses MS-07, MS-24, MS-55, MO-06: a search over all that is retained; what it didn’t look at is said with every answer. */
export function recordsPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { site, desks } = consoleSite

  consoleSite.page(app, 'GET', PATH, 'records', async (visit) => {
    const filters = readFilters(visit.query)
    const id = filters.q.replace(/^"|"$/g, '')
    if (RECORD_ID.test(id)) return visit.goTo(`/console/records/${id.toLowerCase()}`)
    const policy = site.policy()
    const zone = policy.profile.timezone
    const fault = queryFault(filters.q)
    const query = composeQuery(filters, zone, hasWords(filters.q))
    const view = {
      console: visit.console,
      q: filters.q,
      values: filters.values,
      choices: choicesOf(policy, visit.language),
      applied: applied(filters),
      query,
      columns: columnsOf(filters),
      chosenColumns: filters.columns === null ? null : colsText(filters.columns),
      holdThese: holdAddress(visit, filters, query),
    }
    if (fault !== null) return visit.show('console-records', { ...view, result: null, error: fault }, 400)
    try {
      const result = await find(visit, filters, query)
      return visit.show('console-records', { ...view, result, error: null })
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'malformed_body') throw error
      const { message, next } = error.refusal
      return visit.show('console-records', { ...view, result: null, error: { message, next, position: null } }, 400)
    }
  })

  async function find(visit: ConsoleVisit, filters: RecordFilters, query: string): Promise<RecordsResult> {
    const { cursor, newer } = visit.query
    const signal = whileConnected(visit.reply)
    const asked = {
      query,
      limit: PAGE,
      timeline: true,
      ...(cursor !== undefined && /^\d{1,15}$/.test(cursor) && { cursor, newer: newer === '1' }),
    }
    const page = await desks.records.search(visit.asking, asked, signal)
    const total = page.total ?? 0
    const behind = page.newer ?? 0
    const narrowed = applied(filters)
    const relaxed = total > 0 || narrowed.length === 0 ? [] : await without(visit, filters, signal)
    return {
      areRecords: !hasWords(filters.q),
      rows: page.hits.map((hit) => rowOf(hit, filters, visit)),
      first: page.hits.length === 0 ? 0 : behind + 1,
      last: behind + page.hits.length,
      total,
      from: page.scope.after === null ? null : visit.when(page.scope.after),
      to: page.scope.before === null ? null : visit.when(page.scope.before),
      scope: {
        records: page.scope.records,
        unindexed: page.scope.unindexed,
        removedWords: page.withRemovedWords,
        lag: page.lag,
      },
      agencies: page.scope.agencies,
      asOf: visit.when(site.clock.now()),
      upTo: page.upTo,
      newer: behind > 0 ? addressOf(PATH, filters, { cursor: String(page.hits[0]!.index), newer: '1' }) : null,
      older: page.cursor === null ? null : addressOf(PATH, filters, { cursor: page.cursor }),
      slots: slotsOf(page, filters, visit),
      without: relaxed,
    }
  }

  /** What each filter leaves out, those that leave out most first. */
  async function without(visit: ConsoleVisit, filters: RecordFilters, signal: AbortSignal) {
    const zone = site.policy().profile.timezone
    const looser = applied(filters).map((one) => {
      const others: RecordFilters =
        one.filter === 'q'
          ? { ...filters, q: '' }
          : { ...filters, values: { ...filters.values, [one.filter]: undefined } }
      return { ...one, query: composeQuery(others, zone, one.filter !== 'q' && hasWords(filters.q)) }
    })
    const totals = await desks.records.counts(
      visit.asking,
      looser.map(({ query }) => query),
      signal,
    )
    return looser
      .map(({ filter, value, href }, at) => ({ filter, value, href, total: totals[at]! }))
      .toSorted((a, b) => b.total - a.total)
  }

  function slotsOf({ slots }: SearchPage, filters: RecordFilters, visit: ConsoleVisit): RecordsResult['slots'] {
    const zone = site.policy().profile.timezone
    const days = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
    const shown = new Intl.DateTimeFormat(visit.language, { timeZone: zone, dateStyle: 'medium' })
    return slots.map(({ from, to, total, allowed, refused }) => {
      const last = Date.parse(to) - 1
      const [first, end] = [days.format(Date.parse(from)), days.format(last)]
      const label = first === end ? shown.format(Date.parse(from)) : shown.formatRange(Date.parse(from), last)
      return { label, href: addressOf(PATH, filters, { from: first, to: end }), total, allowed, refused }
    })
  }
}

function rowOf(
  { index, ref, time, type, facets, snippet }: SearchHit,
  filters: RecordFilters,
  visit: ConsoleVisit,
): RecordRow {
  const marks = [
    ...(facets['hold'] === undefined ? [] : ['hold']),
    ...(facets['label'] ?? '').split(' ').filter((label) => label !== ''),
    ...(facets['has'] ?? '').split(' ').filter((has) => has !== ''),
  ]
  return {
    href: ref === null ? null : addressOf(`/console/records/${ref}`, filters, { at: String(index) }),
    time: visit.when(time),
    kind: type,
    person: facets['user'] ?? '',
    unit: facets['unit'] ?? '',
    system: facets['system'] ?? '',
    decision: facets['decision'] ?? '',
    class: facets['class'] ?? '',
    purpose: facets['purpose'] ?? '',
    snippet,
    marks,
  }
}

function applied(filters: RecordFilters) {
  const all: readonly (readonly [RecordFilter | 'q', string | undefined])[] = [
    ['q', filters.q],
    ...RECORD_FILTERS.map((name) => [name, filters.values[name]] as const),
  ]
  return all.flatMap(([filter, value]) =>
    value === undefined || value === ''
      ? []
      : [{ filter, value, href: addressOf(PATH, filters, { [filter]: undefined }) }],
  )
}

function columnsOf(filters: RecordFilters): RecordsView['columns'] {
  const shown = filters.columns ?? USUAL_COLUMNS
  return RECORD_COLUMNS.map((column) => {
    const isShown = shown.includes(column)
    const others = RECORD_COLUMNS.filter((one) => (one === column ? !isShown : shown.includes(one)))
    return { column, isShown, href: addressOf(PATH, filters, { cols: colsText(others) }) }
  })
}

function choicesOf(policy: PolicySet, language: string): Partial<Record<RecordFilter, readonly Choice[]>> {
  const named = (texts: Readonly<Record<string, string | undefined>>, otherwise: string): string =>
    texts[language] ?? texts['en'] ?? otherwise
  return {
    unit: policy.units.units.map(({ id, name }) => ({ value: id, label: name })),
    system: policy.systems.map(({ id, name }) => ({ value: id, label: name })),
    purpose: Object.values(policy.purposes).flatMap((one) =>
      one === undefined ? [] : [{ value: one.id, label: named(one.name, one.id) }],
    ),
    class: DATA_CLASSES.map((value) => ({ value, label: named(policy.classes.classes[value].name, value) })),
  }
}

/** A hold’s form with these filters in it, for who may place one; what it would keep is looked at there. */
function holdAddress({ console, caller }: ConsoleVisit, { q, values }: RecordFilters, query: string): string | null {
  if (!console.sections.includes('holds') || (q === '' && Object.keys(values).length === 0)) return null
  const { person, unit, from, to, system } = values
  const isCounsel = caller.roles.includes('attorney')
  // Only counsel holds by a search; for others what a hold’s own fields can’t say stays out, and they see how much that is.
  const given = isCounsel ? { query } : { people: person, units: unit, from, to, system }
  const set = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return `/console/holds/new?${new URLSearchParams(set)}`
}
