import type { FastifyInstance } from 'fastify'
import { KNOWN_PERSON, type KnownPerson } from '../../core/known-person.ts'
import type { Holders } from '../../oversight/accountability/holders.ts'
import { isLeaderless } from '../../oversight/accountability/units.ts'
import { MEASURES } from '../../oversight/scorecard/scorecard.ts'
import type { AnswersView } from '../../pages/accountability-views.ts'
import type { Asking } from '../asking.ts'
import { type AccountabilityDesk, lastMonth } from '../desks/accountability-desk.ts'
import { policyWords } from './policy-words.ts'
import type { PersonVisit, Site } from './site.ts'

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/
const CHOICES = 12

/** Clauses MS-52, MO-03: who answers for each system and unit, and the scorecards of units. */
export function accountabilityPages(desk: AccountabilityDesk): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    site.personPage(app, 'GET', '/oversight/accountability', async (visit) => {
      const { systems, units } = desk.list(asking(visit))
      return visit.show('accountability', {
        systems:
          systems?.map(({ system, name, isOrphan, parts }) => ({
            ...{ id: system, name, isOrphan },
            parts: parts.map((part) => ({ part: part.part, ...answers(visit, part, part.named, part.duties) })),
          })) ?? null,
        units: units.map((unit) => ({
          ...{ id: unit.unit, name: unit.name, isHeld: isLeaderless(unit) },
          leader: answers(visit, unit, unit.named, unit.duty === null ? [] : [unit.duty]),
        })),
      })
    })

    site.personPage(app, 'GET', '/oversight/scorecard', async (visit) => {
      const asked = visit.query['month'] ?? ''
      const last = lastMonth(site.clock.now())
      const { month, units } = await desk.scorecards(asking(visit), MONTH.test(asked) && asked <= last ? asked : null)
      return visit.show('scorecard', {
        month,
        monthName: monthName(month, visit.language),
        choices: monthsUpTo(last).map((value) => ({ value, label: monthName(value, visit.language) })),
        units: units.map(({ name, counts }) => ({
          name,
          counts: MEASURES.map((measure) => ({ measure, ...counts[measure] })),
        })),
      })
    })

    function answers(
      { language }: PersonVisit,
      { standing, people }: Holders,
      named: string | null,
      duties: readonly string[],
    ): AnswersView {
      const words = policyWords(site.policy(), language)
      return {
        standing,
        by: named === null ? duties.map((duty) => words.role(duty)).join(', ') : nameOf(named),
        isNamed: named !== null,
        people: people.map(nameOf),
      }
    }

    function nameOf(key: string): string {
      const known = site.ledger.state.get(KNOWN_PERSON, key) as KnownPerson | undefined
      return known?.email ?? key.slice(key.indexOf('|') + 1)
    }
  }
}

function asking({ session }: PersonVisit): Asking {
  return { principal: session.principal, headers: {} }
}

function monthName(month: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  )
}

function monthsUpTo(last: string): string[] {
  const [year, month] = last.split('-').map(Number) as [number, number]
  return Array.from({ length: CHOICES }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  )
}
