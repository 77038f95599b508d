import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Principal } from '../../../core/principal.ts'
import { REFUSALS, refusal } from '../../../core/refusal-codes.ts'
import {
  CONSOLE_SECTIONS,
  type ConsoleFrame,
  type ConsoleSection,
  SECTION_PATHS,
} from '../../../pages/console-views.ts'
import type { PolicySet } from '../../../policy/policy-set.ts'
import { searchReach } from '../../../policy/record-access.ts'
import type { Asking } from '../../asking.ts'
import type { Desks } from '../../desks/open-desks.ts'
import { refusalOf } from '../../governance-api.ts'
import { readCookies } from '../../session/cookies.ts'
import { type PersonVisit, problemOf, type Site } from '../site.ts'

/** What somebody said, when their visit began, that they look for. */
export interface Statement {
  readonly purpose: string
  readonly matter: string
  readonly reason: string
}

/** A request for a page of the console by somebody who may open it. */
export interface ConsoleVisit extends PersonVisit {
  readonly caller: Principal
  readonly asking: Asking
  readonly console: ConsoleFrame
  /** A time for people to read, in the policy’s zone, which it names. */
  when(time: string | number): string
}

/** Pages of one section; what `page` is given here runs only for those who may open it. */
export interface ConsoleSite {
  readonly site: Site
  readonly desks: Desks
  page(
    app: FastifyInstance,
    method: 'GET' | 'POST',
    path: string,
    section: ConsoleSection,
    handler: (visit: ConsoleVisit) => Promise<FastifyReply>,
  ): void
  sectionsFor(caller: Principal): readonly ConsoleSection[]
}

const STATED = 'statehouse-access'

/** Sections whose pages show records of others: nobody opens them without having said what for. */
const NEEDS_STATEMENT: ReadonlySet<ConsoleSection> = new Set([
  'records',
  'saved',
  'exports',
  'reveals',
  'requests',
  'productions',
  'dispositions',
  'access-log',
  'samples',
  'decisions',
])

/** `heard`: resolves once what other gateways were told before, a wall among it, is known here. */
export function createConsoleSite(site: Site, desks: Desks, heard: () => Promise<void>): ConsoleSite {
  function mayOpen(section: ConsoleSection, caller: Principal): boolean {
    switch (section) {
      case 'records':
      case 'saved':
      case 'exports':
        return searchReach(site.policy(), caller) !== null
      case 'reveals':
        return maySeeReveals(site.policy(), caller)
      case 'requests':
        return desks.requests.mayOpen(caller)
      case 'productions':
        return desks.productions.mayOpen(caller)
      case 'holds': {
        const { places, hasNotices } = desks.holds.mayOpen(caller)
        return places || hasNotices
      }
      case 'dispositions':
        return desks.dispositions.mayOpen(caller)
      case 'transitory':
        return desks.series.mayOpen(caller)
      case 'access-log':
        return desks.accessLog.mayAsk(caller)
      case 'reports':
        return desks.reports.mayAsk(caller)
      case 'samples':
        return desks.samples.mayOpen(caller)
      case 'decisions':
        return desks.decisions.mayCount(caller)
      case 'incidents':
        return desks.incidents.mayOpen(caller)
    }
  }
  const sectionsFor = (caller: Principal) => CONSOLE_SECTIONS.filter((section) => mayOpen(section, caller))

  return {
    site,
    desks,
    sectionsFor,
    page(app, method, path, section, handler) {
      site.personPage(app, method, path, async (visit) => {
        const { principal: caller } = visit.session
        await heard()
        const sections = sectionsFor(caller)
        if (!sections.includes(section)) {
          // The console’s own address leads everybody to the first page that is theirs.
          const [first] = sections
          return path === SECTION_PATHS.records && first !== undefined
            ? visit.goTo(SECTION_PATHS[first])
            : visit.refuse(notYours())
        }
        const stated = statementOf(site, visit)
        const here = method === 'GET' ? visit.request.url : path
        if (stated === null && needsStatement(section, caller))
          return visit.goTo(`/console/access?return=${encodeURIComponent(method === 'GET' ? here : '/console')}`)
        const console = { sections, section, stated: named(stated), here }
        const when = whenIn(site.policy().profile.timezone, visit.language)
        try {
          return await handler({ ...visit, caller, asking: askingOf(caller, stated), console, when })
        } catch (error) {
          const refused = refusalOf(error)
          if (refused === null) throw error
          const back =
            visit.request.headers.referer === undefined ? '/console' : sameSite(visit.request.headers.referer)
          return visit.show('problem', { ...problemOf(refused), back }, REFUSALS[refused.code].status)
        }
      })
    },
  }

  function needsStatement(section: ConsoleSection, caller: Principal): boolean {
    return NEEDS_STATEMENT.has(section) || (section === 'holds' && desks.holds.mayOpen(caller).places)
  }

  function named(stated: Statement | null): ConsoleFrame['stated'] {
    if (stated === null) return null
    const purpose = site.policy().purposes[stated.purpose]
    return { ...stated, purpose: purpose?.name['en'] ?? stated.purpose }
  }
}

/** Remembered by the browser for the visit; it holds for who said it only. */
export function statementCookie(site: Site, caller: Principal, stated: Statement): string {
  const value = Buffer.from(JSON.stringify({ ...stated, by: caller.key })).toString('base64url')
  return site.jar.set(STATED, value)
}

export function statementOf(site: Site, { request, session }: PersonVisit): Statement | null {
  const value = readCookies(request.headers.cookie).get(site.jar.name(STATED))
  if (value === undefined) return null
  try {
    const said = JSON.parse(Buffer.from(value, 'base64url').toString()) as Partial<Statement> & { by?: string }
    const { purpose, matter, reason, by } = said
    if (typeof purpose !== 'string' || typeof matter !== 'string' || typeof reason !== 'string') return null
    return by === session.principal.key && site.policy().purposes[purpose] !== undefined
      ? { purpose, matter, reason }
      : null
  } catch {
    return null
  }
}

export function askingOf(principal: Principal, stated: Statement | null): Asking {
  if (stated === null) return { principal, headers: {} }
  return { principal, headers: { 'ai-purpose': stated.purpose, 'ai-matter': stated.matter }, reason: stated.reason }
}

/** A formatter for times, in a zone; its name tells apart the hour that comes twice, too. */
function whenIn(zone: string, language: string): (time: string | number) => string {
  const format = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'long',
  })
  return (time) => format.format(new Date(time))
}

function maySeeReveals({ access }: PolicySet, { roles }: Principal): boolean {
  if (access.noContent.roles.some((role) => roles.includes(role))) return false
  const named = [
    ...(access.parts.orig.reveal?.roles ?? []),
    ...(access.parts.out.reveal?.roles ?? []),
    ...access.emergency.roles,
    ...access.emergency.reviewers,
  ]
  return named.some((role) => roles.includes(role))
}

function sameSite(referer: string): string {
  try {
    const { pathname, search } = new URL(referer)
    return pathname.startsWith('/console') ? `${pathname}${search}` : '/console'
  } catch {
    return '/console'
  }
}

function notYours() {
  return refusal('audience_not_granted', {
    clause: 'MO-04',
    rule: 'access.yaml',
    message: 'This page is not for your role.',
    next: 'If you need it for your work, ask a records officer who may give you the role.',
  })
}
