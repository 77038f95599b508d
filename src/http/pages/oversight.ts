import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayOf } from '../../core/calendar.ts'
import { REFUSALS, type Refusal } from '../../core/refusal-codes.ts'
import { oversees, unitsLedBy } from '../../oversight/accountability/readers.ts'
import { accountableSystems } from '../../oversight/accountability/systems.ts'
import { isLeaderless, unitLeaders } from '../../oversight/accountability/units.ts'
import type { BiasReport } from '../../oversight/bias/bias-reports.ts'
import type { CheckKind } from '../../oversight/checks/check-row.ts'
import type { ShownReview } from '../../oversight/reviews/policy-reviews.ts'
import { isRiskOverdue } from '../../oversight/risks/risk-row.ts'
import type { OversightView } from '../../pages/oversight-views.ts'
import { toldOf } from '../told.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const MINUTES_MAX = 20_000

/** Clauses MS-46, MS-65, MO-47: what is looked at again and again, and who signed for it. */
export function oversightPages(app: FastifyInstance, site: Site): void {
  const { oversight } = site

  site.personPage(app, 'GET', '/oversight', async (visit) => show(visit))

  site.personPage(app, 'POST', '/oversight/reviews/:id', async (visit) => {
    const { id } = visit.request.params as { id: string }
    const signed = await oversight.reviews.sign(visit.session.principal, id, {
      due: visit.form['due'] ?? '',
      seat: visit.form['seat'] ?? '',
      minutes: (visit.form['minutes'] ?? '').slice(0, MINUTES_MAX),
    })
    return 'code' in signed ? show(visit, signed) : visit.goTo('/oversight')
  })

  site.personPage(app, 'POST', '/oversight/checks/runs', async (visit) => {
    const { kind = '', check = '', model = '' } = visit.form
    const asked = await oversight.checks.request(visit.session.principal, { kind: kind as CheckKind, check, model })
    return 'code' in asked ? show(visit, asked) : visit.goTo('/oversight#checks')
  })

  async function show(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
    const bias = oversight.bias.list(visit.session.principal)
    const view: OversightView = {
      reviews: (await oversight.reviews.list()).map((one) => reviewView(visit, one)),
      bias: 'code' in bias ? null : bias.map((report) => biasView(visit, report)),
      risks: riskCount(visit),
      mayReadAssessments: oversight.assessments.mayRead(visit.session.principal),
      unanswered: unanswered(visit),
      checks: checksView(visit),
      error: refused === null ? null : toldOf(refused),
    }
    return visit.show('oversight', view, refused === null ? 200 : REFUSALS[refused.code].status)
  }

  /** What a review of the policy looks at beside use and incidents. */
  function riskCount({ session: { principal } }: PersonVisit): OversightView['risks'] {
    const rows = oversight.risks.list(principal)
    if ('code' in rows) return null
    const open = rows.filter(({ state }) => state !== 'closed')
    const today = dayOf(site.clock.now(), site.policy().profile.timezone)
    return { open: open.length, overdue: open.filter((row) => isRiskOverdue(row, today)).length }
  }

  function unanswered({ session: { principal } }: PersonVisit): OversightView['unanswered'] {
    const [policy, rows] = [site.policy(), site.ledger.state]
    const isOverseer = oversees(policy, principal)
    const led = unitsLedBy(policy, principal)
    if (!isOverseer && led.length === 0) return null
    const systems = isOverseer ? (accountableSystems(policy, rows) ?? []) : []
    const units = unitLeaders(policy, rows).filter(({ unit, agency }) =>
      isOverseer ? agency === principal.agency : led.includes(unit),
    )
    return {
      orphans: systems.filter(({ isOrphan }) => isOrphan).length,
      leaderless: units.filter(isLeaderless).length,
    }
  }

  function reviewView(
    { language, session: { principal } }: PersonVisit,
    { rule, row, state, missing, minutes }: ShownReview,
  ): OversightView['reviews'][number] {
    const words = policyWords(site.policy(), language)
    const { timezone } = site.policy().profile
    const hasSigned = row.signatures.some(({ by }) => by === principal.key)
    return {
      id: rule.id,
      name: words.text(rule.name),
      due: sayDay(row.due, language),
      dueDay: row.due,
      state,
      missing: missing.map((seat) => words.role(seat)),
      signatures: row.signatures.map(({ seat, name, at, policy }, place) => ({
        ...{ seat: words.role(seat), name, policy, minutes: minutes[place] ?? '' },
        at: sayTime(Date.parse(at), language, timezone),
      })),
      seats: hasSigned
        ? []
        : missing
            .filter((seat) => principal.roles.includes(seat))
            .map((seat) => ({ value: seat, label: words.role(seat) })),
    }
  }

  function checksView({ language, session: { principal } }: PersonVisit): OversightView['checks'] {
    const shown = oversight.checks.list(principal)
    if ('code' in shown) return null
    const { client, hasCredential, checks, versions } = shown
    const when = (at: string | null | undefined): string | null =>
      at == null ? null : sayTime(Date.parse(at), language, site.policy().profile.timezone)
    const missing = client === null ? 'client' : hasCredential ? null : 'credential'
    return {
      ...{ missing, client },
      lines: checks.map(({ kind, check, model, everyDays, state, next, row }) => ({
        ...{ kind, check, model, everyDays, state },
        last: when(row?.last?.at),
        outcome: row?.last?.outcome ?? null,
        next: when(next),
        failures: row?.failures ?? 0,
        fault: row?.fault ?? null,
        mayRun: state === 'waiting' || state === 'failing' || state === 'late',
      })),
      versions: versions.map(({ system, reason, since, refusedFrom, suspension, canaries }) => ({
        ...{ reason, suspension, since: when(since)!, refusedFrom: when(refusedFrom) },
        system: site.policy().systems.find(({ id }) => id === system)?.name ?? system,
        canaries: canaries.map(({ canary, model, version, faults, at }) => ({
          ...{ name: `${canary}, ${model}`, version, isExpected: faults.length === 0, at: when(at)! },
        })),
      })),
    }
  }

  function biasView({ language }: PersonVisit, report: BiasReport): NonNullable<OversightView['bias']>[number] {
    const { id, probe, model, at, sides, result, altered, alarm, falseAlarms } = report
    const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
    const percent = (share: number | undefined): string => (share === undefined ? '–' : format.format(share))
    return {
      ...{ id, probe, model, sides, altered, alarm, falseAlarms: percent(falseAlarms) },
      at: sayTime(Date.parse(at), language, site.policy().profile.timezone),
      first: percent(result?.first),
      second: percent(result?.second),
      gap: percent(result?.gap),
      interval: result === null ? '–' : `${percent(result.low)} – ${percent(result.high)}`,
      pairs: result?.pairs ?? 0,
      unclear: result?.unclear ?? 0,
    }
  }
}
