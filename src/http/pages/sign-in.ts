import type { FastifyInstance, FastifyReply } from 'fastify'
import { type SignIn, type SignInDemand, SignInFailed, type SignInPlace } from '../../core/sign-in.ts'
import { readCookies } from '../session/cookies.ts'
import { returnPath } from '../session/same-site.ts'
import type { Draft } from '../session/sign-in-round.ts'
import type { Site, Visit } from './site.ts'

const CALLBACK = '/sign-in/callback'

export interface SignInParts {
  readonly signIn: SignIn
  readonly places: () => readonly SignInPlace[]
}

export interface BegunSignIn {
  /** At the issuer. */
  readonly url: string
  readonly cookies: readonly string[]
  readonly keptDraft: boolean
}

/** Sends somebody to an issuer; what is to come back with them is in cookies that only we can open. */
export async function beginSignIn(
  site: Pick<Site, 'rounds' | 'publicUrl'>,
  { signIn }: SignInParts,
  place: SignInPlace,
  returnTo: string,
  draft: Draft | null,
  demand?: SignInDemand,
): Promise<BegunSignIn> {
  const { url, question } = await signIn.begin(place, `${site.publicUrl}${CALLBACK}`, demand)
  return { url, ...site.rounds.start({ question, returnTo, draft }) }
}

/** Clauses MS-34, MS-35: people sign in at a trusted issuer, and what comes back is verified as every caller’s token is. */
export function signInPages(app: FastifyInstance, site: Site): void {
  const { sessions, rounds, jar, publicUrl } = site
  const { signIn } = site.signInParts
  const { origin } = new URL(publicUrl)
  const fail = (visit: Visit, reason: string, status = 400): FastifyReply => {
    visit.request.log.warn({ event: 'sign-in.failed', reason })
    return visit.show('sign-in', { places: placesFor('/'), failure: reason }, status)
  }
  const placesFor = (returnTo: string) =>
    site.signInParts.places().map(({ issuer, name }) => ({
      label: name,
      href: `/sign-in?issuer=${encodeURIComponent(issuer)}&return=${encodeURIComponent(returnTo)}`,
    }))

  site.page(app, 'GET', '/sign-in', async (visit) => {
    const returnTo = returnPath(visit.query['return'], origin)
    if (visit.session !== null) return visit.goTo(returnTo)
    const places = site.signInParts.places()
    const wanted = visit.query['issuer']
    const place =
      wanted === undefined && places.length === 1 ? places[0] : places.find(({ issuer }) => issuer === wanted)
    if (place === undefined) return visit.show('sign-in', { places: placesFor(returnTo), failure: null })
    try {
      const begun = await beginSignIn(site, site.signInParts, place, returnTo, null)
      return visit.reply.header('set-cookie', begun.cookies).redirect(begun.url, 303)
    } catch (error) {
      if (error instanceof SignInFailed) return fail(visit, error.reason, 503)
      throw error
    }
  })

  site.page(app, 'GET', CALLBACK, async (visit) => {
    const { request, reply } = visit
    const { state } = visit.query
    const round = typeof state === 'string' ? rounds.find(state, readCookies(request.headers.cookie)) : null
    // Not a question that this browser was asked: a link somebody made, an answer used before, or one that came late.
    if (round === null || typeof state !== 'string') return fail(visit, 'state')
    reply.header('set-cookie', rounds.end(state))
    const place = site.signInParts.places().find(({ issuer }) => issuer === round.question.issuer)
    if (place === undefined) return fail(visit, 'issuer')
    try {
      const answer = await signIn.finish(place, new URL(request.url, publicUrl), round.question)
      const begun = await sessions.begin(answer)
      if ('code' in begun) return visit.refuse(begun)
      // One that the browser had is another sign-in: it ends.
      if (visit.session !== null) await sessions.end(visit.session)
      reply.header('set-cookie', jar.set('statehouse', begun.cookie))
      if (round.draft?.owner === begun.principal.key) reply.header('set-cookie', rounds.keepDraft(round.draft))
      return visit.goTo(round.returnTo)
    } catch (error) {
      if (error instanceof SignInFailed) return fail(visit, error.reason)
      throw error
    }
  })

  // RFC 9470: a system asks for a stronger or a newer sign-in. What was written goes along.
  site.personPage(app, 'POST', '/sign-in/again', async (visit) => {
    const { session, form, reply } = visit
    const place = site.signInParts.places().find(({ issuer }) => issuer === session.row.issuer)
    if (place === undefined) return fail(visit, 'issuer')
    const text = form['text'] ?? ''
    const draft = text === '' ? null : { owner: session.principal.key, text }
    const demand = { acrValues: asked(form['acr_values']), maxAge: asked(form['max_age']) }
    try {
      const returnTo = returnPath(form['return'], origin)
      const begun = await beginSignIn(site, site.signInParts, place, returnTo, draft, demand)
      reply.header('set-cookie', begun.cookies)
      const places = [{ href: begun.url, label: place.name }]
      return visit.show('session-ended', { places, draft: text || null, isKept: begun.keptDraft, isStepUp: true })
    } catch (error) {
      if (error instanceof SignInFailed) return fail(visit, error.reason, 503)
      throw error
    }
  })

  site.personPage(
    app,
    'POST',
    '/sign-out',
    async ({ session, reply, goTo }) => {
      await sessions.end(session)
      reply.header('set-cookie', jar.clear('statehouse'))
      return goTo(`/signed-out?issuer=${encodeURIComponent(session.row.issuer)}`)
    },
    { beforeNotice: true },
  )

  site.page(app, 'GET', '/signed-out', async (visit) => {
    const place = site.signInParts.places().find(({ issuer }) => issuer === visit.query['issuer'])
    const href = place === undefined ? null : await signIn.endUrl(place).catch(() => null)
    return visit.show('signed-out', { directory: href === null ? null : { href, label: place!.name } })
  })
}

/** A value of ours that came back through a form; anything else is none. */
function asked(value: string | undefined): string | undefined {
  return value !== undefined && /^[\x21-\x7e][\x20-\x7e]{0,199}$/.test(value) ? value : undefined
}
