import type { FastifyInstance } from 'fastify'
import { REFUSALS, type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { ApplicationView } from '../../pages/application-views.ts'
import type { Application } from '../../policy/policy-set.ts'
import { applicationView } from '../catalog/applications.ts'
import { decideVisit } from '../decide-visit.ts'
import { arrivalOf } from '../exchange-routes.ts'
import { cardPartsOf } from './catalog.ts'
import type { PersonVisit, Site } from './site.ts'
import { stepUpAsked } from './step-up-asked.ts'

/** The digest of a nonce of the applications' origin, base64url. */
const ROUND = /^[\w-]{43}$/
const RECORD = /^[0-9a-f-]{36}$/

/** Clauses MS-34, MS-36, MS-40: approved applications open from here, for whoever may visit them. */
export function applicationPages(app: FastifyInstance, site: Site): void {
  const asked = ({ request }: PersonVisit): Application | undefined => {
    const { id } = request.params as { id: string }
    if (site.appsOrigin === null) return undefined
    return site.policy().applications.find((one) => one.id === id)
  }
  const missing = (visit: PersonVisit) =>
    visit.refuse(refusal('route_not_governed', { rule: 'pages:no-application', clause: 'MS-40' }))
  const viewOf = (visit: PersonVisit, application: Application): Omit<ApplicationView, 'record' | 'stepUp'> =>
    applicationView(cardPartsOf(site, visit), site, application)

  site.personPage(app, 'GET', '/applications/:id', async (visit) => {
    const application = asked(visit)
    if (application === undefined) return missing(visit)
    const { record } = visit.query
    const isRecord = typeof record === 'string' && RECORD.test(record)
    return visit.show('application', { ...viewOf(visit, application), record: isRecord ? record : null, stepUp: null })
  })

  /**
   * Where a browser comes to from the applications' origin, and goes back to it with a ticket. By now the person is signed
   * in and has accepted the notice; nobody is sent anywhere but to that origin.
   */
  site.personPage(app, 'GET', '/applications/:id/open', async (visit) => {
    const application = asked(visit)
    if (application === undefined) return missing(visit)
    const { session, query, reply, request } = visit
    const round = query['round']
    if (typeof round !== 'string' || !ROUND.test(round)) return visit.goTo(`/applications/${application.id}`)
    const refused = decideVisit(application, session.principal, site.policy(), site.ledger.state, site.clock.now())
    if (refused !== null) {
      const record = await recordRefused(visit, refused)
      const stepUp = stepUpAsked(refused)
      return visit.show(
        'application',
        {
          ...viewOf(visit, application),
          href: null,
          record,
          stepUp: stepUp === null ? null : { ...stepUp, back: request.url },
        },
        REFUSALS[refused.code].status,
      )
    }
    const ticket = site.appSessions.ticket(session, application.id, round)
    return reply
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .redirect(`${site.appsOrigin}/entered?${new URLSearchParams({ round, ticket })}`, 303)
  })

  async function recordRefused({ request, session }: PersonVisit, refused: Refusal): Promise<string> {
    const exchange = site.gateway.open(arrivalOf(request), null)
    exchange.principal = session.principal
    await site.gateway.refused(exchange, refused)
    return exchange.id
  }
}
