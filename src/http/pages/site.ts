import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Extractor, SentFile } from '../../attachments/extractor.ts'
import type { Clock } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { REFUSALS, type Refusal, refusal } from '../../core/refusal-codes.ts'
import { SignInFailed } from '../../core/sign-in.ts'
import type { Deliverables } from '../../deliverables/deliverables.ts'
import type { Assessments } from '../../oversight/assessments/assessments.ts'
import type { BiasReports } from '../../oversight/bias/bias-reports.ts'
import type { ScheduledChecks } from '../../oversight/checks/scheduled-checks.ts'
import type { PolicyReviews } from '../../oversight/reviews/policy-reviews.ts'
import type { Risks } from '../../oversight/risks/risks.ts'
import type { Training } from '../../oversight/training/training.ts'
import type { Frame } from '../../pages/frame.ts'
import type { PageViews } from '../../pages/page-views.ts'
import type { PageName, Pages } from '../../pages/render-page.ts'
import type { Gateway } from '../../pipeline/gateway.ts'
import { acknowledgedBy } from '../../pipeline/stages/require-acknowledgments.ts'
import { type DueNotice, dueNotice } from '../../policy/due-notice.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { PolicyStatus } from '../../policy-operations/policy-holder.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Wire } from '../../wires/wire.ts'
import type { OpenAnswers } from '../chat/open-answers.ts'
import type { AnswerReviewDesk } from '../desks/answer-review-desk.ts'
import { type FormWithFiles, readFormFiles } from '../form-files.ts'
import { refusalOf } from '../governance-api.ts'
import type { PublicChat } from '../public-chat/public-chat.ts'
import type { AppSessions } from '../session/app-sessions.ts'
import { type CookieJar, readCookies } from '../session/cookies.ts'
import { isFromOurPages, returnPath } from '../session/same-site.ts'
import { foreignForm } from '../session/session-caller.ts'
import type { Session, Sessions } from '../session/sessions.ts'
import type { SignInRounds } from '../session/sign-in-round.ts'
import { toldOf } from '../told.ts'
import { frameFor } from './frame.ts'
import { PAGE_HEADERS } from './page-headers.ts'
import { LANGUAGE_COOKIE, languageOf } from './page-language.ts'
import { beginSignIn, type SignInParts } from './sign-in.ts'

export interface SiteParts {
  readonly pages: Pages
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  /** Since when the policy is in force, and who signed it. */
  readonly policyStatus: () => Pick<PolicyStatus, 'liveSince' | 'seal'>
  readonly clock: Clock
  readonly sessions: Sessions
  readonly rounds: SignInRounds
  readonly jar: CookieJar
  readonly signInParts: SignInParts
  readonly publicUrl: string
  /** Of approved applications; null: this gateway serves none. */
  readonly appsOrigin: string | null
  readonly appSessions: AppSessions
  readonly version: string
  readonly gateway: Gateway
  readonly store: RecordReader
  /** The wire that the chat asks by. */
  readonly chatWire: Wire
  readonly answers: OpenAnswers
  /** Reads the files that people attach. */
  readonly extractor: Extractor
  readonly newId: () => string
  /** Whether a request could be recorded now. */
  readonly canRecord: () => boolean
  readonly training: Training
  readonly oversight: {
    readonly bias: BiasReports
    readonly checks: Pick<ScheduledChecks, 'list' | 'request'>
    readonly reviews: PolicyReviews
    readonly risks: Risks
    readonly assessments: Pick<Assessments, 'mayRead' | 'find'>
  }
  readonly deliverables: Deliverables
  readonly reviews: AnswerReviewDesk
  readonly publicChat: PublicChat
  readonly assets: Readonly<Record<string, string>>
}

/** One request for a page, by anybody. */
export interface Visit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly language: string
  readonly session: Session | null
  /** Fields of the form that was sent; empty for a page that was asked for. */
  readonly form: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  show<Name extends PageName>(name: Name, view: PageViews[Name], status?: number): FastifyReply
  /** After a form: the browser asks for another page (RFC 9110 15.4.4). */
  goTo(path: string): FastifyReply
  /** What stands around the page. */
  frame(): Frame
  /** There is no such page, or not for this person. */
  missing(): FastifyReply
  /** A refusal as a page. */
  refuse(refused: Refusal, status?: number): FastifyReply
}

/** One by somebody who is signed in. */
export interface PersonVisit extends Visit {
  readonly session: Session
  /** The notice that is to be acknowledged first; null: none. Pages other than the notice’s never see one that is required. */
  readonly due: DueNotice | null
  /** Files that came with the form, where the page takes any; `filesFault`: they were too many or too large to be read. */
  readonly files: readonly SentFile[]
  readonly filesFault: FormWithFiles['fault']
}

interface PageOptions {
  /** The page is for people who haven’t acknowledged the notice, too. */
  readonly beforeNotice?: boolean
  /** Its form may come with files (`multipart/form-data`). */
  readonly takesFiles?: boolean
}

/**
 * What all pages share. A page is a file with its routes, in one line of `list.ts`; it says who it is for, and what it gets
 * is known: who asks, that a form is one of ours, that the notice was acknowledged.
 */
export interface Site extends SiteParts {
  /** For anybody. */
  page(
    app: FastifyInstance,
    method: 'GET' | 'POST',
    path: string,
    handler: (visit: Visit) => Promise<FastifyReply>,
  ): void
  /** For people who are signed in; others are sent to sign in, and come back. */
  personPage(
    app: FastifyInstance,
    method: 'GET' | 'POST',
    path: string,
    handler: (visit: PersonVisit) => Promise<FastifyReply>,
    options?: PageOptions,
  ): void
}

export function createSite(parts: SiteParts): Site {
  const { pages, sessions, jar, publicUrl, clock } = parts
  const { origin } = new URL(publicUrl)

  const visitOf = async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ visit: Visit; fallen: Refusal | null }> => {
    const cookies = readCookies(request.headers.cookie)
    const policy = parts.policy()
    const language = languageOf(request, cookies, policy.disclosures.languages, pages.languages)
    if (language !== cookies.get(jar.name(LANGUAGE_COOKIE)) && 'language' in (request.query as object))
      reply.header('set-cookie', jar.set(LANGUAGE_COOKIE, language, 31_536_000))
    const found = await sessions.find(cookies.get(jar.name('statehouse')))
    const session = found !== null && !('code' in found) ? found : null
    if (session !== null && session.renewedCookie !== null)
      reply.header('set-cookie', jar.set('statehouse', session.renewedCookie))
    const frame = (): Frame => frameFor(parts, { request, language, session })
    const visit: Visit = {
      request,
      reply,
      language,
      session,
      form: (request.body ?? {}) as Record<string, string>,
      query: request.query as Record<string, string>,
      show: (name, view, status = 200) =>
        reply
          .code(status)
          .header('content-language', language)
          .type('text/html; charset=utf-8')
          .send(pages.render(name, view, frame())),
      frame,
      missing: () => visit.show('problem', nothingHere(), 404),
      goTo: (path) => reply.code(303).header('location', path).send(),
      refuse: (refused, status = REFUSALS[refused.code].status) => visit.show('problem', problemOf(refused), status),
    }
    return { visit, fallen: found !== null && 'code' in found ? found : null }
  }

  const isOurForm = ({ request, session, form }: Visit): boolean =>
    isFromOurPages(request.headers, origin) &&
    (session === null || sessions.isCsrf(session, form['csrf'] ?? request.headers['x-csrf-token']))

  /** Whoever isn’t signed in is sent to sign in, and what they were writing goes with them, sealed. */
  const signInFirst = async (visit: Visit, fallen: Refusal | null): Promise<FastifyReply> => {
    const { request, reply, form } = visit
    if (fallen !== null && fallen.code !== 'credential_revoked' && fallen.code !== 'credential_expired')
      return visit.refuse(fallen)
    if (request.method === 'GET')
      return visit.goTo(`/sign-in?return=${encodeURIComponent(request.url)}${fallen === null ? '' : '&again=1'}`)
    const returnTo = returnPath(form['return'], origin)
    const owner = sessions.ownerOf(readCookies(request.headers.cookie).get(jar.name('statehouse')))
    const text = form['text'] ?? ''
    const draft = owner === null || text === '' ? null : { owner, text }
    const begun = await Promise.all(
      parts.signInParts.places().map(async (place) => {
        const { url, cookies, keptDraft } = await beginSignIn(parts, parts.signInParts, place, returnTo, draft)
        reply.header('set-cookie', cookies)
        return { href: url, label: place.name, keptDraft }
      }),
    ).catch((error: unknown) => {
      if (error instanceof SignInFailed) return []
      throw error
    })
    const isKept = draft !== null && begun.length > 0 && begun.every(({ keptDraft }) => keptDraft)
    return visit.show(
      'session-ended',
      { places: begun, draft: text === '' ? null : text, isKept, isStepUp: false },
      401,
    )
  }

  return {
    ...parts,
    page(app, method, path, handler) {
      app.route({
        method,
        url: path,
        handler: async (request, reply) => {
          const { visit } = await visitOf(request, reply)
          if (method === 'POST' && !isOurForm(visit)) return visit.refuse(foreignForm(), 403)
          return handler(visit)
        },
      })
    },
    personPage(app, method, path, handler, { beforeNotice = false, takesFiles = false } = {}) {
      app.route({
        method,
        url: path,
        handler: async (request, reply) => {
          const { visit: visited, fallen } = await visitOf(request, reply)
          const { session } = visited
          const sent = takesFiles && request.isMultipart() ? await readFormFiles(request, session !== null) : null
          const visit = sent === null ? visited : { ...visited, form: sent.form }
          if (session === null) return signInFirst(visit, fallen)
          if (method === 'POST' && !isOurForm(visit)) return visit.refuse(foreignForm(), 403)
          const { principal } = session
          const due = dueNotice(parts.policy(), principal, acknowledgedBy(parts.ledger.state, principal), clock.now())
          if (due?.state === 'required' && !beforeNotice)
            return visit.goTo(`/notice?return=${encodeURIComponent(method === 'GET' ? request.url : '/')}`)
          return handler({ ...visit, session, due, files: sent?.files ?? [], filesFault: sent?.fault ?? null })
        },
      })
    },
  }
}

function nothingHere(): PageViews['problem'] {
  return {
    kind: 'missing',
    told: toldOf(refusal('route_not_governed', { rule: 'pages:missing' })),
    clause: null,
    reference: null,
    back: '/',
  }
}

/** For a browser that asks for an address that there isn’t; null: it is no browser, or asks for something of the API. */
export function missingPage(site: Site, request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  const isPage = request.method === 'GET' && String(request.headers.accept).includes('text/html')
  if (!isPage || /^\/(?:v1|api|apps|scim|ssf|log|openai|anthropic|gemini|bedrock)\b/.test(request.url)) return null
  const cookies = readCookies(request.headers.cookie)
  const language = languageOf(request, cookies, site.policy().disclosures.languages, site.pages.languages)
  return reply
    .code(404)
    .headers(PAGE_HEADERS)
    .type('text/html; charset=utf-8')
    .send(site.pages.render('problem', nothingHere(), frameFor(site, { request, language, session: null })))
}

/** Errors of page routes are pages too. */
export function pageErrors(app: FastifyInstance, site: Site): void {
  app.setErrorHandler(async (error, request, reply) => {
    const refused = refusalOf(error)
    if (refused === null)
      request.log.error({ event: 'page.fault', fault: error instanceof Error ? error.name : typeof error })
    const shown = refused ?? refusal('record_unavailable', { rule: 'fault:page' })
    const cookies = readCookies(request.headers.cookie)
    const language = languageOf(request, cookies, site.policy().disclosures.languages, site.pages.languages)
    return reply
      .code(REFUSALS[shown.code].status)
      .header('content-language', language)
      .type('text/html; charset=utf-8')
      .send(site.pages.render('problem', problemOf(shown), frameFor(site, { request, language, session: null })))
  })
}

export function problemOf(refused: Refusal): PageViews['problem'] {
  return { kind: problemKind(refused), told: toldOf(refused), clause: refused.clause, reference: null, back: '/' }
}

/** Whoever comes too late, or too early, did nothing that isn’t allowed. */
function problemKind({ code, rule }: Refusal): PageViews['problem']['kind'] {
  const { status } = REFUSALS[code]
  if (status >= 500) return 'unavailable'
  if (status === 404) return 'missing'
  if (status === 409) return rule === 'stale' ? 'changed' : 'conflict'
  return 'refused'
}
