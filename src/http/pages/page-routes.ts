import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { assetRoutes } from './assets.ts'
import { PAGES } from './list.ts'
import { PAGE_HEADERS } from './page-headers.ts'
import { pageErrors, type Site } from './site.ts'

/** A form is no longer than what a person writes and pastes. */
const FORM_BYTES_MAX = 2 * 1024 * 1024

/** The pages, and what they are made of. */
export async function pageRoutes(
  app: FastifyInstance,
  {
    site,
    assets,
    more = [],
  }: { site: Site; assets: string; more?: readonly ((app: FastifyInstance, site: Site) => void)[] },
): Promise<void> {
  const canonical = new URL(site.publicUrl)
  app.removeAllContentTypeParsers()
  // Read by the pages that take files, and once it is known who sends them.
  await app.register(multipart)
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(PAGE_HEADERS)
    // Cookies and forms belong to one host: under another name for this one, a sign-in would be lost.
    if (request.method === 'GET' && request.host !== canonical.host)
      return reply.redirect(`${canonical.origin}${request.url}`, 307)
  })
  pageErrors(app, site)
  assetRoutes(app, assets)
  for (const page of [...PAGES, ...more]) page(app, site)
}
