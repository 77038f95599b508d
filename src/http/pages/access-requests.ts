import type { FastifyInstance, FastifyReply } from 'fastify'
import type { RequestRoute } from '../../core/access-request.ts'
import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import type { AccessRequestLine, RequestTo } from '../../pages/catalog-views.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import type { Asking } from '../asking.ts'
import { ownPurposes } from '../catalog/decide-use.ts'
import type { ApprovalDesk, ListedRequest } from '../desks/approval-desk.ts'
import { classChoices, notListed, purposeChoices, systemAsked } from './catalog.ts'
import { policyWords } from './policy-words.ts'
import { sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 2_000
const NAME_MAX = 200

/** Clause MS-37: asking for access, which goes to the supervisor, and what was asked. */
export function accessRequestPages(desk: ApprovalDesk): (app: FastifyInstance, site: Site) => void {
  return (app, site) => pages(app, site, desk)
}

function pages(app: FastifyInstance, site: Site, desk: ApprovalDesk): void {
  const ask = (visit: PersonVisit, system: CatalogSystem | null, missing: readonly string[] = []): FastifyReply => {
    const policy = site.policy()
    const words = policyWords(policy, visit.language)
    const parts = { policy, rows: site.ledger.state, now: site.clock.now(), caller: visit.session.principal, words }
    const href = system === null ? '/catalog' : `/catalog/${encodeURIComponent(system.id)}`
    return visit.show(
      'ask-access',
      {
        system: system === null ? null : { href, label: system.name },
        purposes: purposeChoices(parts),
        classes: classChoices(parts),
        to: toOf(desk.route(visit.session.principal), visit),
        action: `${href}/request`,
        typed: missing.length === 0 ? visit.query : visit.form,
        missing,
      },
      missing.length === 0 ? 200 : 422,
    )
  }

  const send = async (visit: PersonVisit, system: CatalogSystem | null): Promise<FastifyReply> => {
    const { form, session } = visit
    const field = (name: string, max: number): string => (form[name] ?? '').trim().slice(0, max)
    const purposes = ownPurposes(
      { policy: site.policy(), rows: site.ledger.state, now: site.clock.now() },
      session.principal,
    )
    const asked = {
      tool: field('tool', NAME_MAX),
      purpose: field('purpose', NAME_MAX),
      class: field('class', NAME_MAX),
      need: field('need', TEXT_MAX),
      who: field('who', NAME_MAX),
    }
    const missing = [
      ...(system === null && asked.tool === '' ? ['tool'] : []),
      ...(asked.need === '' ? ['need'] : []),
      ...(purposes.includes(asked.purpose) ? [] : ['purpose']),
      ...((DATA_CLASSES as readonly string[]).includes(asked.class) ? [] : ['class']),
      ...(asked.who === '' ? ['who'] : []),
    ]
    if (missing.length > 0) return ask(visit, system, missing)
    const {
      row: { number },
    } = await desk.send(
      askingOf(visit),
      {
        system: system?.id ?? null,
        tool: system === null ? asked.tool : null,
        purpose: asked.purpose,
        dataClass: asked.class as DataClass,
        need: asked.need,
        who: asked.who,
      },
      null,
    )
    return visit.goTo(`/catalog/requests?sent=${encodeURIComponent(number)}`)
  }

  const toOf = ({ role, unit, person }: RequestRoute, { language }: PersonVisit): RequestTo => ({
    role: policyWords(site.policy(), language).role(role),
    unit: unit === null ? null : (site.policy().units.units.find(({ id }) => id === unit)?.name ?? unit),
    person: person?.name ?? null,
  })

  site.personPage(app, 'GET', '/catalog/requests', async (visit) => {
    const policy = site.policy()
    const { own, received } = await desk.list(askingOf(visit))
    const words = policyWords(policy, visit.language)
    const line = ({ row, words: said }: ListedRequest, from: string | null): AccessRequestLine => ({
      number: row.number,
      system: policy.systems.find(({ id }) => id === row.ask.system)?.name ?? row.ask.system ?? said.tool ?? '',
      purpose: words.purpose(row.ask.purpose ?? ''),
      dataClass: words.dataClass(row.terms.dataClass),
      need: said.need,
      who: said.who,
      sent: sayTime(Date.parse(row.at), visit.language, policy.profile.timezone),
      to: toOf(row.to, visit),
      from,
    })
    const sent = own.find(({ row }) => row.number === visit.query['sent'])?.row.number ?? null
    return visit.show('access-requests', {
      own: own.map((one) => line(one, null)),
      received: received.map((one) => line(one, one.row.requester.name)),
      sent,
    })
  })

  // A tool that isn’t in the catalog, or of which nobody is sure whether it is AI.
  site.personPage(app, 'GET', '/catalog/request', async (visit) => ask(visit, null))
  site.personPage(app, 'POST', '/catalog/request', async (visit) => send(visit, null))
  site.personPage(app, 'GET', '/catalog/:id/request', async (visit) => {
    const system = systemAsked(site, visit)
    return system === null ? notListed(visit) : ask(visit, system)
  })
  site.personPage(app, 'POST', '/catalog/:id/request', async (visit) => {
    const system = systemAsked(site, visit)
    return system === null ? notListed(visit) : send(visit, system)
  })
}

function askingOf({ session }: PersonVisit): Asking {
  return { principal: session.principal, headers: {} }
}
