import type { FastifyInstance, FastifyReply } from 'fastify'
import type { AccessRequestRow } from '../../core/access-request.ts'
import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import type { AccessRequestLine, RequestTo } from '../../pages/catalog-views.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import { ownPurposes } from '../catalog/decide-use.ts'
import { classChoices, notListed, purposeChoices, systemAsked } from './catalog.ts'
import { policyWords } from './policy-words.ts'
import { sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 2_000
const NAME_MAX = 200

/** Clause MS-37: asking for access, which goes to the supervisor, and what was asked. */
export function accessRequestPages(app: FastifyInstance, site: Site): void {
  const { requests } = site

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
        to: toOf(requests.route(visit.session.principal), visit),
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
    const { number } = await requests.send(session.principal, {
      system: system?.id ?? null,
      tool: system === null ? asked.tool : null,
      purpose: asked.purpose,
      dataClass: asked.class as DataClass,
      need: asked.need,
      who: asked.who,
    })
    return visit.goTo(`/catalog/requests?sent=${encodeURIComponent(number)}`)
  }

  const toOf = ({ role, unit, person }: AccessRequestRow['to'], { language }: PersonVisit): RequestTo => ({
    role: policyWords(site.policy(), language).role(role),
    unit: unit === null ? null : (site.policy().units.units.find(({ id }) => id === unit)?.name ?? unit),
    person: person?.name ?? null,
  })

  site.personPage(app, 'GET', '/catalog/requests', async (visit) => {
    const policy = site.policy()
    const { own, received } = await requests.list(visit.session.principal)
    const words = policyWords(policy, visit.language)
    const line = (row: AccessRequestRow, from: string | null): AccessRequestLine => ({
      number: row.number,
      system: policy.systems.find(({ id }) => id === row.system)?.name ?? row.system ?? row.tool ?? '',
      purpose: words.purpose(row.purpose),
      dataClass: words.dataClass(row.dataClass),
      need: row.need,
      who: row.who,
      sent: sayTime(Date.parse(row.at), visit.language, policy.profile.timezone),
      to: toOf(row.to, visit),
      from,
    })
    const sent = own.find(({ number }) => number === visit.query['sent'])?.number ?? null
    return visit.show('access-requests', {
      own: own.map((row) => line(row, null)),
      received: received.map((row) => line(row, row.name)),
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
