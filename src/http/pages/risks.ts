import type { FastifyInstance, FastifyReply } from 'fastify'
import { REFUSALS, type Refusal } from '../../core/refusal-codes.ts'
import { RISK_LEVELS, RISK_SOURCES, RISK_STEPS } from '../../oversight/risks/risk-row.ts'
import type { RiskAsked, RiskOpened } from '../../oversight/risks/risks.ts'
import { stepsFrom } from '../../oversight/risks/take-step.ts'
import type { Choice } from '../../pages/catalog-views.ts'
import type { RiskLine } from '../../pages/risk-views.ts'
import type { Asking } from '../asking.ts'
import type { ListedRisk, RiskDesk } from '../desks/risk-desk.ts'
import { refusalOf } from '../governance-api.ts'
import { toldOf } from '../told.ts'
import { safeCsv } from './console/safe-csv.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

/** Where a reader finds what a risk is from; of the others only a name is known. */
const REFERENCES: Readonly<Record<string, string | undefined>> = {
  incident: '/console/incidents',
  audit: '/oversight/audits',
}

/** Clause MS-62: the register of emerging risks, each with what was done about it, and the whole as CSV. */
export function riskPages(desk: RiskDesk): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    site.personPage(app, 'GET', '/oversight/risks', async (visit) => list(visit))

    site.personPage(app, 'POST', '/oversight/risks', async (visit) => {
      try {
        const row = await desk.open(asking(visit), openedIn(visit.form))
        return visit.goTo(`/oversight/risks/${row.number}`)
      } catch (error) {
        return list(visit, refusedWith(error))
      }
    })

    site.personPage(app, 'GET', '/oversight/risks.csv', async (visit) => {
      const rows = (await desk.list(asking(visit), 'csv')).map(({ row, title, isOverdue }) => [
        ...[row.number, title, row.system ?? '', row.source, row.reference ?? '', row.level, row.owner, row.state],
        ...[row.nextLook ?? '', isOverdue ? 'yes' : 'no', row.finding ?? '', row.steps[0]!.at],
      ])
      const heads = ['number', 'title', 'system', 'source', 'reference', 'level', 'owner', 'state', 'next_look']
      return visit.reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="emerging-risks.csv"')
        .send(safeCsv([[...heads, 'overdue', 'finding', 'recorded'], ...rows]))
    })

    site.personPage(app, 'GET', '/oversight/risks/:number', async (visit) => show(visit))

    site.personPage(app, 'POST', '/oversight/risks/:number', async (visit) => {
      const asked = askedIn(visit.form)
      try {
        await desk.act(asking(visit), numberOf(visit), asked)
        return visit.goTo(`/oversight/risks/${numberOf(visit)}`)
      } catch (error) {
        return show(visit, refusedWith(error))
      }
    })

    async function list(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      const risks = await desk.list(asking(visit))
      const { form, query } = visit
      return visit.show(
        'risks',
        {
          risks: risks.map((one) => lineOf(visit, one)),
          form: desk.mayKeep(visit.session.principal)
            ? {
                once: form['once'] ?? site.newId(),
                systems: site.policy().systems.map(({ id, name }) => ({ value: id, label: name })),
                owners: duties(visit),
                values: refused === null ? query : form,
              }
            : null,
          error: refused === null ? null : toldOf(refused),
        },
        refused === null ? 200 : REFUSALS[refused.code].status,
      )
    }

    async function show(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
      const opened = await desk.show(asking(visit), numberOf(visit))
      const { row, bodies, mayKeep } = opened
      const words = policyWords(site.policy(), visit.language)
      const findings = site.policy().oversight?.risks?.findings ?? []
      const nameOf = (id: string): string => words.text(findings.find((one) => one.id === id)?.name ?? { en: id })
      const { timezone } = site.policy().profile
      return visit.show(
        'risk',
        {
          ...lineOf(visit, opened),
          reference:
            row.reference === null
              ? null
              : {
                  text: row.reference,
                  href:
                    REFERENCES[row.source] === undefined
                      ? null
                      : `${REFERENCES[row.source]}/${encodeURIComponent(row.reference)}`,
                },
          finding: row.finding === null ? null : nameOf(row.finding),
          steps: bodies.map(({ step, reason }) => ({
            ...{ kind: step.change.kind, by: step.by.name, reason },
            at: sayTime(Date.parse(step.at), visit.language, timezone),
          })),
          act: mayKeep
            ? {
                version: row.steps.length,
                steps: stepsFrom(row.state),
                owners: duties(visit),
                findings: findings.map(({ id, name }) => ({ value: id, label: words.text(name) })),
                values: refused === null ? {} : visit.form,
              }
            : null,
          error: refused === null ? null : toldOf(refused),
        },
        refused === null ? 200 : REFUSALS[refused.code].status,
      )
    }

    function lineOf({ language }: PersonVisit, { row, title, isOverdue }: ListedRisk): RiskLine {
      const policy = site.policy()
      return {
        ...{ number: row.number, title, isOverdue, source: row.source, level: row.level, state: row.state },
        system: row.system === null ? null : (policy.systems.find(({ id }) => id === row.system)?.name ?? row.system),
        owner: policyWords(policy, language).role(row.owner),
        nextLook: row.nextLook === null ? null : sayDay(row.nextLook, language),
      }
    }

    function duties({ language }: PersonVisit): Choice[] {
      const words = policyWords(site.policy(), language)
      return Object.keys(site.policy().roles).map((id) => ({ value: id, label: words.role(id) }))
    }
  }
}

type Form = Readonly<Record<string, string>>

function openedIn(form: Form): RiskOpened {
  const said = (name: string): string => (form[name] ?? '').trim()
  return {
    once: said('once'),
    title: said('title'),
    reason: said('reason'),
    system: said('system') === '' ? null : said('system'),
    source: RISK_SOURCES.find((one) => one === form['source']) ?? 'person',
    reference: said('reference') === '' ? null : said('reference').slice(0, 64),
    level: RISK_LEVELS.find((one) => one === form['level']) ?? 'medium',
    owner: said('owner'),
    nextLook: said('nextLook'),
  }
}

function askedIn(form: Form): RiskAsked {
  const kinds = RISK_STEPS.filter((one) => one !== 'open')
  const level = RISK_LEVELS.find((one) => one === form['level'])
  return {
    step: kinds.find((one) => one === form['step']) ?? 'look',
    version: Number(form['version'] ?? -1),
    reason: form['reason'] ?? '',
    ...(level === undefined ? {} : { level }),
    owner: form['owner'] ?? '',
    nextLook: form['nextLook'] ?? '',
    finding: form['finding'] ?? '',
  }
}

function numberOf({ request }: PersonVisit): string {
  return (request.params as { number: string }).number
}

function asking({ session }: PersonVisit): Asking {
  return { principal: session.principal, headers: {} }
}

/** A refusal that the page itself tells; another fault goes on. */
function refusedWith(error: unknown): Refusal {
  const refused = refusalOf(error)
  if (refused === null || !['conflict', 'malformed_body'].includes(refused.code)) throw error
  return refused
}
