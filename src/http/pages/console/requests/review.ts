import type { FastifyInstance } from 'fastify'
import { CODINGS, type Coding } from '../../../../core/records-request.ts'
import type { CodingView } from '../../../../pages/request-views.ts'
import { searchSide } from '../../../../policy/record-access.ts'
import { Refused, refusalOf } from '../../../governance-api.ts'
import { toldOf } from '../../../told.ts'
import type { ConsoleSite, ConsoleVisit } from '../console-site.ts'
import { recordView } from '../record-view.ts'
import { namedRequest, requestId } from './request.ts'
import { exemptionChoices } from './step-fields.ts'

const PAGE = 100
const REASON_MAX = 500

/** Clauses MS-24, MO-06: what reviewers say of each record that was found, one after the other, by a key or two each. */
export function reviewPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const scopePath = (id: string): string => `/console/requests/${id}/records`

  consoleSite.page(app, 'GET', '/console/requests/:id/records', 'requests', async (visit) => {
    const id = requestId(visit)
    const coding = [...CODINGS, 'uncoded'].find((one) => one === visit.query['coding'])
    const cursor = /^\d{1,15}$/.test(visit.query['cursor'] ?? '') ? { cursor: Number(visit.query['cursor']) } : {}
    const page = await desks.codings.list(visit.asking, id, { limit: PAGE, ...cursor, ...(coding && { coding }) })
    const at = (more: Record<string, string>): string => `${scopePath(id)}?${new URLSearchParams(more)}`
    return visit.show('console-scope', {
      console: visit.console,
      request: namedRequest(consoleSite, visit),
      side: searchSide(site.policy(), visit.caller),
      counts: Object.entries(page.counts).map(([name, count]) => ({
        coding: name,
        count,
        href: name === 'records' ? scopePath(id) : at({ coding: name }),
      })),
      coding: coding ?? null,
      rows: page.records.map(({ exchange, index, coding: said, exemptions, by, at: when }) => ({
        exchange,
        index,
        coding: said,
        exemptions: exemptions ?? [],
        by: nameOf(by),
        at: when === undefined ? '' : visit.when(when),
      })),
      older: page.cursor === null ? null : at({ ...(coding && { coding }), cursor: String(page.cursor) }),
      samples: desks.codings.samples(visit.asking, id).map(({ at: when, ...sample }) => ({
        ...sample,
        at: visit.when(when),
      })),
      mayCode: mayCode(visit),
      codings: codingsFor(visit),
      exemptions: exemptionChoices(site.policy()),
    })
  })

  consoleSite.page(app, 'GET', '/console/requests/:id/next', 'requests', async (visit) => {
    const id = requestId(visit)
    const next = await desks.codings.next(visit.asking, id)
    return visit.goTo(next === null ? `${scopePath(id)}?coding=responsive` : `${scopePath(id)}/${next.exchange}`)
  })

  consoleSite.page(app, 'POST', '/console/requests/:id/codings', 'requests', async (visit) => {
    const id = requestId(visit)
    const { coding, exemptions, reason } = saidIn(visit)
    const query = (visit.form['query'] ?? '').trim().slice(0, 2_000)
    await desks.codings.code(visit.asking, id, { coding, exemptions, reason, select: { query } })
    return visit.goTo(`${scopePath(id)}?coding=${coding}`)
  })

  consoleSite.page(app, 'GET', '/console/requests/:id/records/:exchange', 'requests', async (visit) =>
    visit.show('console-coding', await codingView(visit, null)),
  )

  consoleSite.page(app, 'POST', '/console/requests/:id/records/:exchange', 'requests', async (visit) => {
    const id = requestId(visit)
    const exchange = exchangeOf(visit)
    try {
      const { next } = desks.codings.place(visit.asking, id, exchange)
      const said = saidIn(visit)
      const alike = visit.form['alike'] === 'yes' ? await desks.codings.alike(visit.asking, id, exchange) : []
      const exchanges = [exchange, ...alike]
      const { coded } = await desks.codings.code(visit.asking, id, { ...said, select: { exchanges } })
      // What was coded with it isn't asked for again.
      const goOn = next === null || alike.length > 0 ? (await desks.codings.next(visit.asking, id))?.exchange : next
      return visit.goTo(`${scopePath(id)}/${goOn ?? exchange}?changed=${coded}`)
    } catch (error) {
      return refusedAgain(visit, error)
    }
  })

  consoleSite.page(app, 'POST', '/console/requests/:id/samples', 'requests', async (visit) => {
    const id = requestId(visit)
    const { seed = '', size = '', of = '', reason = '' } = visit.form
    const from = CODINGS.find((one) => one === of) ?? null
    const count = Math.min(10_000, Math.max(1, Number(size) || 1))
    const given = {
      seed: seed.trim().slice(0, 100) || '1',
      size: count,
      of: from,
      reason: reason.trim().slice(0, REASON_MAX),
    }
    const sample = await desks.codings.draw(visit.asking, id, given)
    return visit.goTo(`/console/requests/${id}/samples/${sample.id}`)
  })

  consoleSite.page(app, 'GET', '/console/requests/:id/samples/:sample', 'requests', async (visit) => {
    const found = await desks.codings.sample(visit.asking, requestId(visit), sampleOf(visit)!)
    return visit.show('console-sample', {
      console: visit.console,
      request: namedRequest(consoleSite, visit),
      side: searchSide(site.policy(), visit.caller),
      id: found.id,
      seed: found.seed,
      drawn: visit.when(found.drawn_at),
      drawnBy: nameOf(found.drawn_by),
      records: found.records.map(({ exchange, index, coding, second, by }) => ({
        exchange,
        index,
        coding,
        second: second?.coding ?? null,
        mayLook: coding !== null && by !== visit.caller.key && mayCode(visit),
      })),
      looked: found.looked_at,
      overturned: found.overturned,
      rate: found.rate,
    })
  })

  consoleSite.page(app, 'GET', '/console/requests/:id/samples/:sample/records/:exchange', 'requests', async (visit) =>
    visit.show('console-coding', await codingView(visit, null)),
  )

  consoleSite.page(
    app,
    'POST',
    '/console/requests/:id/samples/:sample/records/:exchange',
    'requests',
    async (visit) => {
      const id = requestId(visit)
      const sample = sampleOf(visit)!
      try {
        await desks.codings.second(visit.asking, id, sample, { exchange: exchangeOf(visit), ...saidIn(visit) })
        return visit.goTo(`/console/requests/${id}/samples/${sample}`)
      } catch (error) {
        return refusedAgain(visit, error)
      }
    },
  )

  async function refusedAgain(visit: ConsoleVisit, error: unknown) {
    const refused = refusalOf(error)
    if (refused?.code !== 'malformed_body' && refused?.code !== 'conflict') throw error
    return visit.show('console-coding', await codingView(visit, toldOf(refused)), 400)
  }

  async function codingView(visit: ConsoleVisit, error: CodingView['error']): Promise<CodingView> {
    const id = requestId(visit)
    const exchange = exchangeOf(visit)
    const place = desks.codings.place(visit.asking, id, exchange)
    const sample = sampleOf(visit)
    const seen = await desks.records.show(visit.asking, exchange)
    const { facts, said, answer, verdict } = recordView(consoleSite, visit, seen)
    const { coding, exemptions = [], by, at } = place.item
    const changed = visit.query['changed']
    return {
      console: visit.console,
      request: namedRequest(consoleSite, visit),
      exchange,
      position: place.position,
      of: place.of,
      uncoded: place.uncoded,
      before: place.before,
      after: place.after,
      facts: facts
        .filter(({ name }) => SHOWN_FACTS.has(name))
        .map(({ name, values }) => ({ name, value: values.join(', ') })),
      said,
      answer,
      isAltered: verdict?.answer === 'altered',
      isGone: seen.entries.every(({ parts }) => Object.values(parts).every((part) => part === null)),
      coded: coding === null ? null : { coding, exemptions, by: nameOf(by), at: visit.when(at!) },
      changed: changed !== undefined && /^\d{1,9}$/.test(changed) ? Number(changed) : null,
      codings: codingsFor(visit),
      exemptions: exemptionChoices(site.policy()),
      mayCode: mayCode(visit),
      sample: sample === null ? null : { id: sample, second: await secondOf(visit, sample, exchange) },
      error,
    }
  }

  async function secondOf(visit: ConsoleVisit, sample: string, exchange: string): Promise<string | null> {
    const { records } = await desks.codings.sample(visit.asking, requestId(visit), sample)
    return records.find((one) => one.exchange === exchange)?.second?.coding ?? null
  }

  function mayCode(visit: ConsoleVisit): boolean {
    const { status } = desks.requests.standing(visit.asking, requestId(visit))
    return desks.requests.mayWork(visit.caller) && (status === 'open' || status === 'paused')
  }

  function codingsFor({ caller }: ConsoleVisit): readonly Coding[] {
    return CODINGS.filter((coding) => coding !== 'privileged' || desks.codings.isCounsel(caller))
  }
}

const SHOWN_FACTS: ReadonlySet<string> = new Set(['time', 'person', 'unit', 'system', 'purpose', 'class', 'decision'])

function saidIn({ form }: ConsoleVisit) {
  const coding = CODINGS.find((one) => one === form['coding'])
  if (coding === undefined)
    throw new Refused('malformed_body', {
      clause: 'MO-06',
      rule: 'coding',
      message: 'Nothing was chosen.',
      next: 'Choose what the record is.',
    })
  const isWithheld = coding === 'exempt' || coding === 'privileged'
  const chosen = [form['exemption'], form['another']].filter((one): one is string => one !== undefined && one !== '')
  return {
    coding,
    exemptions: isWithheld ? [...new Set(chosen)] : [],
    reason: (form['reason'] ?? '').trim().slice(0, REASON_MAX),
  }
}

function exchangeOf({ request }: ConsoleVisit): string {
  return (request.params as { exchange: string }).exchange
}

function sampleOf({ request }: ConsoleVisit): string | null {
  return (request.params as { sample?: string }).sample ?? null
}

/** A principal key as people read it. */
function nameOf(key: string | undefined): string {
  return key?.split('|').at(-1) ?? ''
}
