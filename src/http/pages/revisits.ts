import type { FastifyInstance, FastifyReply } from 'fastify'
import { conversationsOf } from '../../core/conversation.ts'
import { REFUSALS, type Refusal } from '../../core/refusal-codes.ts'
import { uuidV7Time } from '../../core/uuid-v7.ts'
import { REVISIT_RESULTS, type RevisitRow } from '../../oversight/revisits/revisit-row.ts'
import type { RevisitLine } from '../../pages/revisit-views.ts'
import type { Asking } from '../asking.ts'
import type { RevisitDesk } from '../desks/revisit-desk.ts'
import { refusalOf } from '../governance-api.ts'
import { toldOf } from '../told.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

/** Clause MS-62: answers of somebody's own to look at again, each with the way to it and what they say of it now. */
export function revisitPages(desk: RevisitDesk): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    site.personPage(app, 'GET', '/revisits', async (visit) => {
      const row = await desk.own(asking(visit))
      if (row === null) return visit.show('revisits', { draw: null })
      const { number, drawnFrom, of, from, to } = row
      const lines = row.drawn.map((one) => lineOf(visit, one))
      return visit.show('revisits', {
        draw: {
          ...{ number, drawnFrom, of, lines },
          from: sayDay(from, visit.language),
          to: sayDay(lastDay(to), visit.language),
        },
      })
    })

    site.personPage(app, 'GET', '/revisits/:exchange', async (visit) => show(visit))

    site.personPage(app, 'POST', '/revisits/:exchange', async (visit) => {
      const { form } = visit
      const result = REVISIT_RESULTS.find((one) => one === form['result'])
      const finding = (form['finding'] ?? '') === '' ? null : form['finding']!
      if (result === undefined) return show(visit)
      try {
        const said = { exchange: exchangeOf(visit), result, finding, note: form['note'] ?? '' }
        await desk.say(asking(visit), form['number'] ?? '', said)
        return visit.goTo('/revisits')
      } catch (error) {
        const refused = refusalOf(error)
        if (refused === null) throw error
        return show(visit, refused)
      }
    })

    async function show(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      const row = await desk.own(asking(visit))
      const one = row?.drawn.find(({ exchange }) => exchange === exchangeOf(visit))
      if (row === null || one === undefined) return refused === null ? visit.missing() : visit.refuse(refused)
      const words = policyWords(site.policy(), visit.language)
      const findings = site.policy().oversight?.sampling.revisits?.findings ?? []
      return visit.show(
        'revisit',
        {
          number: row.number,
          line: lineOf(visit, one),
          findings: findings.map(({ id, name }) => ({ value: id, label: words.text(name) })),
          values: visit.form,
          error: refused === null ? null : toldOf(refused),
        },
        refused === null ? 200 : REFUSALS[refused.code].status,
      )
    }

    function lineOf(visit: PersonVisit, { exchange, answer }: RevisitRow['drawn'][number]): RevisitLine {
      const policy = site.policy()
      const finding = policy.oversight?.sampling.revisits?.findings.find(({ id }) => id === answer?.finding)
      return {
        exchange,
        askedAt: sayTime(uuidV7Time(exchange), visit.language, policy.profile.timezone),
        href: placeOf(visit, exchange),
        result: answer?.result ?? null,
        finding:
          finding === undefined ? (answer?.finding ?? null) : policyWords(policy, visit.language).text(finding.name),
      }
    }

    function placeOf({ session }: PersonVisit, exchange: string): string | null {
      for (const { id, row } of conversationsOf(session.principal.key, site.ledger.state)) {
        const place = row.turns.findIndex((turn) => turn.id === exchange)
        if (place >= 0) return `/chat/${id}#turn-${place + 1}`
      }
      return null
    }
  }
}

/** The period's last day: the day that it is said to end with stands behind it. */
function lastDay(to: string): string {
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10)
}

function exchangeOf({ request }: PersonVisit): string {
  return (request.params as { exchange: string }).exchange
}

function asking({ session }: PersonVisit): Asking {
  return { principal: session.principal, headers: {} }
}
