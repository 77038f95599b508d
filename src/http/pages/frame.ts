import type { FastifyRequest } from 'fastify'
import { SESSION_IDLE_MS } from '../../core/session.ts'
import { openIn, REVISIT, type RevisitRow } from '../../oversight/revisits/revisit-row.ts'
import type { Frame, FramePerson, HelpContact } from '../../pages/frame.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Session } from '../session/sessions.ts'
import { pagesClient } from './pages-client.ts'
import type { SiteParts } from './site.ts'

/** Relay service for people who don’t hear or speak: one number everywhere in the country. */
const RELAY = '711'

/** What stands around a page. */
export function frameFor(
  site: SiteParts,
  { request, language, session }: { request: FastifyRequest; language: string; session: Session | null },
): Frame {
  const policy = site.policy()
  const path = request.url.split('?', 1)[0]!
  return {
    language,
    languages: policy.disclosures.languages
      .filter((one) => one !== language && site.pages.languages[one] !== undefined)
      .map((one) => ({ language: one, label: site.pages.languages[one]!, href: inLanguage(request.url, one) })),
    product: 'Statehouse',
    agency: policy.profile.agency,
    path,
    person: session === null ? null : personOf(site, session),
    contact: contactOf(policy, language),
    version: site.version,
    policyVersion: policy.version,
    assets: site.assets,
  }
}

/** Whose work is with records or with numbers about them; what each page of the console shows them, it asks for itself. */
const CONSOLE_ROLES = [
  'auditor',
  'records-officer',
  'attorney',
  'privacy-officer',
  'security-officer',
  'executive-director',
  'cto',
  'hr',
  'supervisor',
  'unit-leader',
]

function inLanguage(url: string, language: string): string {
  const { pathname, searchParams } = new URL(url, 'http://page')
  searchParams.set('language', language)
  return `${pathname}?${searchParams}`
}

function personOf(site: SiteParts, { principal, csrf, row }: Session): FramePerson {
  const policy = site.policy()
  const unit = policy.units.units.find(({ id }) => id === principal.unit)
  const drawn = site.ledger.state.get(REVISIT, principal.key) as RevisitRow | undefined
  const life = Math.max(0, Math.floor((row.endsAt - site.clock.now()) / 1_000))
  return {
    name: principal.email ?? principal.subject,
    unit: unit?.name ?? principal.unit,
    csrf,
    idleSeconds: Math.min(SESSION_IDLE_MS / 1_000, life),
    lifeSeconds: life,
    roles: principal.roles,
    opensConsole: CONSOLE_ROLES.some((role) => principal.roles.includes(role)),
    hasRevisits: drawn !== undefined && openIn(drawn) > 0,
  }
}

/** How to reach a person: the contact that a registration names, or else the pages’ own. */
export function contactOf(policy: PolicySet, language: string, named = pagesClient(policy)?.humanContact): HelpContact {
  const { humanContacts } = policy.disclosures
  const contact = (named === undefined ? undefined : humanContacts[named]) ?? Object.values(humanContacts)[0]!
  const fallback = policy.disclosures.languages[0]!
  return {
    text: contact.text[language] ?? contact.text[fallback]!,
    phone: contact.phone,
    relay: contact.relay ?? RELAY,
    email: contact.email ?? null,
    url: contact.url,
    hours: contact.hours[language] ?? contact.hours[fallback]!,
  }
}
