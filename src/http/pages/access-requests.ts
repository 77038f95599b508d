import type { FastifyInstance, FastifyReply } from 'fastify'
import { mailConnectors } from '../../policy/mail-connectors.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import type { ApprovalDesk } from '../desks/approval-desk.ts'
import { accessRequestPage } from './access-request.ts'
import { askChangePages } from './ask-change.ts'
import { askForm, readAsked, visitAsking } from './ask-form.ts'
import { askSystemPage } from './ask-system.ts'
import { notListed, systemAsked } from './catalog.ts'
import { requestLine } from './request-view.ts'
import type { PersonVisit, Site } from './site.ts'

/** Clause MS-37: asking for access, which goes to the supervisor, and what was asked; each request is a page of its own. */
export function accessRequestPages(desk: ApprovalDesk): (app: FastifyInstance, site: Site) => void {
  return (app, site) => {
    listPages(app, site, desk)
    accessRequestPage(app, site, desk)
    askChangePages(app, site, desk)
    askSystemPage(app, site, desk)
  }
}

function listPages(app: FastifyInstance, site: Site, desk: ApprovalDesk): void {
  const ask = (visit: PersonVisit, system: CatalogSystem | null, missing: readonly string[] = []): FastifyReply => {
    const href = system === null ? '/catalog' : `/catalog/${encodeURIComponent(system.id)}`
    return visit.show(
      'ask-access',
      {
        ...askForm(site, desk, visit, system, missing.length === 0 ? visit.query : visit.form, missing),
        action: `${href}/request`,
        change: null,
      },
      missing.length === 0 ? 200 : 422,
    )
  }

  const send = async (visit: PersonVisit, system: CatalogSystem | null): Promise<FastifyReply> => {
    const { asked, missing } = readAsked(site, visit, system)
    if (asked === null) return ask(visit, system, missing)
    const { row } = await desk.send(visitAsking(visit), asked, visit.form['form'] ?? null)
    return visit.goTo(`/catalog/requests?sent=${encodeURIComponent(row.number)}`)
  }

  site.personPage(app, 'GET', '/catalog/requests', async (visit) => {
    const parts = { policy: site.policy(), language: visit.language }
    const { own, received } = await desk.list(visitAsking(visit))
    return visit.show('access-requests', {
      own: own.map((one) => requestLine(parts, one, null)),
      received: received.map((one) => requestLine(parts, one, one.row.requester.name)),
      sent: own.find(({ row }) => row.number === visit.query['sent'])?.row.number ?? null,
      isMailed: mailConnectors(site.policy()).length > 0,
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
