import type { FastifyInstance } from 'fastify'
import type { RedactionView } from '../../../../pages/production-views.ts'
import type { AskedDecision } from '../../../../productions/review.ts'
import type { TellRecord } from '../../../desks/production-desk.ts'
import { Refused, refusalOf } from '../../../governance-api.ts'
import { toldOf } from '../../../told.ts'
import type { ConsoleSite, ConsoleVisit } from '../console-site.ts'
import { exemptionChoices } from '../requests/step-fields.ts'
import { productionId } from './production.ts'
import { stretchesOf } from './text-stretches.ts'

/** How an open place is named in its form: part and offsets, so that what is decided is what was seen. */
const PLACE = /^place:([a-z]+):(\d{1,9}):(\d{1,9})$/
const PLACES_MAX = 500

/** Clauses MS-24, MO-06: what is withheld of each record, place by place, without a pointer and without script. */
export function redactionPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const pathOf = (id: string, exchange: string): string => `/console/productions/${id}/records/${exchange}`

  consoleSite.page(app, 'GET', '/console/productions/:id/undecided', 'productions', async (visit) => {
    const id = productionId(visit)
    const { request, request_number: number } = desks.productions.show(visit.asking, id)
    const found = await desks.productions.undecided(visit.asking, id, visit.query['cursor'] ?? null)
    const last = found.records.at(-1)
    return visit.show('console-undecided', {
      console: visit.console,
      id,
      request: { id: request, number },
      uncoded: found.uncoded,
      places: found.places,
      records: found.records.map(({ exchange, uncoded, open }) => ({
        exchange,
        href: uncoded ? `/console/requests/${request}/records/${exchange}` : pathOf(id, exchange),
        open: uncoded ? null : open.length,
      })),
      more: last === undefined ? null : `/console/productions/${id}/undecided?cursor=${last.exchange}`,
    })
  })

  consoleSite.page(app, 'GET', '/console/productions/:id/records/:exchange', 'productions', async (visit) =>
    visit.show('console-redaction', await redactionView(visit, null)),
  )

  /** What stands in the places of the form, each as it was chosen. */
  consoleSite.page(app, 'POST', '/console/productions/:id/records/:exchange', 'productions', async (visit) => {
    const id = productionId(visit)
    const exchange = exchangeOf(visit)
    try {
      const decisions = placesIn(visit.form)
      if (decisions.length === 0) throw nothingChosen()
      await desks.productions.decide(visit.asking, id, exchange, decisions)
      const next = await desks.productions.nextOpen(visit.asking, id, exchange)
      return visit.goTo(`${pathOf(id, next ?? exchange)}?decided=${decisions.length}`)
    } catch (error) {
      return refusedAgain(visit, error)
    }
  })

  consoleSite.page(app, 'POST', '/console/productions/:id/records/:exchange/words', 'productions', async (visit) => {
    const id = productionId(visit)
    const exchange = exchangeOf(visit)
    const { part = '', words = '', exemption = '' } = visit.form
    try {
      const record = await desks.productions.record(visit.asking, id, exchange)
      const decisions = withheldIn(record, part, words, exemption)
      await desks.productions.decide(visit.asking, id, exchange, decisions)
      return visit.goTo(`${pathOf(id, exchange)}?decided=${decisions.length}`)
    } catch (error) {
      return refusedAgain(visit, error)
    }
  })

  async function refusedAgain(visit: ConsoleVisit, error: unknown) {
    const refused = refusalOf(error)
    if (refused?.code !== 'malformed_body' && refused?.code !== 'production_refused') throw error
    return visit.show('console-redaction', await redactionView(visit, toldOf(refused)), 400)
  }

  async function redactionView(visit: ConsoleVisit, error: RedactionView['error']): Promise<RedactionView> {
    const id = productionId(visit)
    const exchange = exchangeOf(visit)
    const shown = desks.productions.show(visit.asking, id)
    const record = await desks.productions.record(visit.asking, id, exchange)
    const { before, after } = desks.productions.beside(visit.asking, id, exchange)
    const to = (one: string | null): string | null => (one === null ? null : pathOf(id, one))
    const decided = visit.query['decided']
    const restorable = new Set(
      record.parts.flatMap(({ part, placeholders }) =>
        placeholders.flatMap((one) => (one.restorable ? [`${part} ${one.start}`] : [])),
      ),
    )
    return {
      console: visit.console,
      id,
      request: { id: shown.request, number: shown.request_number },
      exchange,
      outcome: record.outcome,
      time: record.time === '' ? '' : visit.when(record.time),
      parts: record.parts.map((part) => ({ part: part.part, stretches: stretchesOf(part, record) })),
      open: record.open.map(({ part, start, end, shown: stands, what }, at) => ({
        place: at + 1,
        part,
        start,
        end,
        shown: stands,
        may: what === 'placeholder' && restorable.has(`${part} ${start}`) ? ['restore'] : ['keep'],
      })),
      exemptions: exemptionChoices(site.policy()),
      mayDecide:
        shown.mode === 'open-records' &&
        ['open', 'built', 'failed'].includes(shown.status) &&
        desks.productions.modes(visit.caller).includes(shown.mode),
      isWhole: shown.mode === 'legal-process',
      before: to(before),
      after: to(after),
      decided: decided !== undefined && /^\d{1,9}$/.test(decided) ? Number(decided) : null,
      error,
    }
  }
}

/** `withhold:EXEMPTION`, `restore` or `keep`; what was left as it is decides nothing. */
function placesIn(form: Readonly<Record<string, string>>): AskedDecision[] {
  return Object.entries(form).flatMap(([name, said]): AskedDecision[] => {
    const match = PLACE.exec(name)
    if (match === null || said === '') return []
    const [, part, start, end] = match as unknown as [string, string, string, string]
    const place = { part, start: Number(start), end: Number(end) }
    if (said === 'restore' || said === 'keep') return [{ ...place, decision: said }]
    return [{ ...place, decision: 'withhold', exemption: said.replace(/^withhold:/, '') }]
  })
}

/** Every place in a part where exactly these words stand; without words, the part itself. */
function withheldIn(record: TellRecord, name: string, words: string, exemption: string): AskedDecision[] {
  const decided = { part: name, decision: 'withhold', ...(exemption === '' ? {} : { exemption }) } as const
  const part = record.parts.find((one) => one.part === name)
  if (words === '' || part === undefined) return [decided]
  const found: AskedDecision[] = []
  for (let at = part.text.indexOf(words); at >= 0 && found.length < PLACES_MAX; at = part.text.indexOf(words, at + 1)) {
    const end = at + words.length
    const touched = part.placeholders.filter((one) => one.start < end && at < one.end)
    const start = Math.min(at, ...touched.map((one) => one.start))
    found.push({ ...decided, start, end: Math.max(end, ...touched.map((one) => one.end)) })
  }
  if (found.length === 0)
    throw new Refused('malformed_body', {
      clause: 'MO-06',
      rule: 'words',
      message: 'These words don’t stand in that part.',
      next: 'Write them exactly as they are shown.',
    })
  return found
}

function nothingChosen(): Refused {
  return new Refused('malformed_body', {
    clause: 'MO-06',
    rule: 'decision',
    message: 'Nothing was chosen.',
    next: 'Choose what becomes of a place.',
  })
}

function exchangeOf({ request }: ConsoleVisit): string {
  return (request.params as { exchange: string }).exchange
}
