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
import { searchSide } from '../../../policy/record-access.ts'
import { Refused } from '../../governance-api.ts'
import { whileConnected } from '../../record-search.ts'
import type { ConsoleSite, ConsoleVisit } from './console-site.ts'
import { searchRefreshSeconds } from './job-seconds.ts'
import { hasWords, queryFault } from './query-words.ts'
import { addressOf, colsText, composeQuery, type RecordFilters, readFilters } from './record-filters.ts'
import { spansOf } from './record-spans.ts'
import { createRunningSearches, PATIENCE_MS } from './running-searches.ts'

const PAGE = 50
const PATH = '/console'
const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Clauses MS-07, MS-24, MS-55, MO-06: a search over all that is retained; what it didn’t look at is said with every answer. */
export function recordsPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { site, desks } = consoleSite
  const running = createRunningSearches<RecordsResult>(site.newId)

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
      spans: spansOf(PATH, filters, site.clock.now(), zone),
      query,
      columns: columnsOf(filters),
      chosenColumns: filters.columns === null ? null : colsText(filters.columns),
      holdThese: holdAddress(visit, filters, query),
      underWay: null,
      stopped: null,
    }
    if (fault !== null) return visit.show('console-records', { ...view, result: null, error: fault }, 400)
    const address = addressOf(PATH, filters, placeOf(visit))
    const wasStopped = running.stoppedAt(ownerOf(visit), address)
    if (visit.query['stopped'] === '1' || (wasStopped !== null && visit.query['again'] !== wasStopped)) {
      const again = addressOf(PATH, filters, { ...placeOf(visit), ...(wasStopped !== null && { again: wasStopped }) })
      return visit.show('console-records', { ...view, result: null, error: null, stopped: again })
    }
    try {
      const search = running.at(ownerOf(visit), address, (signal, written) =>
        find(visit, filters, query, { signal, written }),
      )
      const isRefreshed = visit.query['still'] !== '1'
      const found = await search.within(isRefreshed, whileConnected(visit.reply))
      if (found !== 'slow') return visit.show('console-records', { ...view, result: found.answer, error: null })
      const { agencies } = desks.records.reach(visit.asking)
      const still = addressOf(PATH, filters, { ...placeOf(visit), still: '1' })
      return visit.show('console-records', {
        ...view,
        result: null,
        error: null,
        underWay: {
          agencies,
          stop: `${PATH}/searches/${search.id}/stop`,
          refreshSeconds: isRefreshed ? searchRefreshSeconds(search.looks()) : null,
          address,
          still,
        },
      })
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'malformed_body') throw error
      const { message, next } = error.refusal
      return visit.show('console-records', { ...view, result: null, error: { message, next, position: null } }, 400)
    }
  })

  consoleSite.page(app, 'POST', `${PATH}/searches/:id/stop`, 'records', async (visit) => {
    const { id } = visit.request.params as { id: string }
    const ended = running.stop(ownerOf(visit), id)
    if (ended === null) throw noSuchSearch()
    const { address, stopped } = ended
    if (!stopped) return visit.goTo(address)
    return visit.goTo(`${address}${address.includes('?') ? '&' : '?'}stopped=1`)
  })

  /** Whose search it is: of this session, for this purpose, with this reach, in this language. */
  function ownerOf({ session, asking, language }: ConsoleVisit): string {
    const { stamp } = desks.records.reach(asking)
    return JSON.stringify([session.key, asking.headers, asking.reason, stamp, language])
  }

  async function find(
    visit: ConsoleVisit,
    filters: RecordFilters,
    query: string,
    { signal, written }: { readonly signal: AbortSignal; readonly written: () => void },
  ): Promise<RecordsResult> {
    const { cursor, newer } = placeOf(visit)
    const asked = {
      query,
      limit: PAGE,
      timeline: true,
      patience: PATIENCE_MS,
      ...(cursor !== undefined && { cursor, newer: newer === '1' }),
    }
    const page = await desks.records.search(visit.asking, asked, signal, written)
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
      side: searchSide(site.policy(), visit.caller),
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
      PATIENCE_MS,
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

/** Which page of the hits is asked for. */
function placeOf({ query: { cursor, newer } }: ConsoleVisit): { readonly cursor?: string; readonly newer?: string } {
  if (cursor === undefined || !/^\d{1,15}$/.test(cursor)) return {}
  return { cursor, ...(newer === '1' && { newer }) }
}

function noSuchSearch(): Refused {
  return new Refused('route_not_governed', {
    clause: 'MO-04',
    rule: 'access.yaml',
    message: 'You have no such search under way.',
    next: 'Search again.',
  })
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
    redacted: Object.keys(policy.redaction.entities).map((value) => ({ value, label: value })),
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
