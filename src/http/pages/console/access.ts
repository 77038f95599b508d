import type { FastifyInstance } from 'fastify'
import { Refused } from '../../governance-api.ts'
import { returnPath } from '../../session/same-site.ts'
import { type ConsoleSite, statementCookie, statementOf } from './console-site.ts'

const TEXT_MAX = 200

/** Clauses MS-10, MO-04, MO-19: what for, before anything; remembered for the visit and written down with each look. */
export function accessStatementPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { site } = consoleSite
  const { origin } = new URL(site.publicUrl)

  site.personPage(app, 'GET', '/console/access', async (visit) => {
    const sections = consoleSite.sectionsFor(visit.session.principal)
    if (sections.length === 0) return visit.refuse(nothingHere().refusal)
    const stated = statementOf(site, visit)
    const policy = site.policy()
    return visit.show('console-access', {
      console: { sections, section: null, stated, here: visit.request.url },
      purposes: Object.values(policy.purposes).flatMap((purpose) =>
        purpose === undefined
          ? []
          : [{ value: purpose.id, label: purpose.name[visit.language] ?? purpose.name['en'] ?? purpose.id }],
      ),
      returnTo: returnPath(visit.query['return'] ?? '/console', origin),
    })
  })

  site.personPage(app, 'POST', '/console/access', async (visit) => {
    const { form, session, reply } = visit
    if (consoleSite.sectionsFor(session.principal).length === 0) return visit.refuse(nothingHere().refusal)
    const [purpose, matter, reason] = ['purpose', 'matter', 'reason'].map((name) => (form[name] ?? '').trim()) as [
      string,
      string,
      string,
    ]
    if (site.policy().purposes[purpose] === undefined || matter === '' || reason === '' || matter.length > TEXT_MAX)
      return visit.refuse(incomplete().refusal)
    const stated = { purpose, matter, reason: reason.slice(0, 500) }
    reply.header('set-cookie', statementCookie(site, session.principal, stated))
    return visit.goTo(returnPath(form['return'] ?? '/console', origin))
  })
}

function nothingHere(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-04',
    rule: 'access.yaml',
    message: 'The console is for people whose role is to keep, review or answer for records.',
    next: 'If that is your work, ask a records officer who may give you the role.',
  })
}

function incomplete(): Refused {
  return new Refused('malformed_body', {
    clause: 'MS-10',
    rule: 'purpose-of-access',
    message: 'Say what for, for which case, request or audit, and why.',
    next: 'Go back and fill in all three.',
  })
}
