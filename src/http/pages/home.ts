import type { FastifyInstance } from 'fastify'
import { visibleModels } from '../../policy/visible-models.ts'
import type { Site } from './site.ts'

/** The first page: what the person may use. */
export function homePages(app: FastifyInstance, site: Site): void {
  site.personPage(app, 'GET', '/', async ({ session, show }) => {
    const models = visibleModels(site.policy(), session.principal, site.clock.now())
    return show('home', { systems: [...new Set(models.map(({ system }) => system.name))] })
  })
}
