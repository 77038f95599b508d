import type { FastifyInstance } from 'fastify'
import { WIZARD_STEPS, type WizardStep, type WizardView } from '../../../../pages/production-views.ts'
import { PRODUCTION_MODES } from '../../../../policy/record-access.ts'
import { refusalOf } from '../../../governance-api.ts'
import { toldOf } from '../../../told.ts'
import type { ConsoleSite, ConsoleVisit } from '../console-site.ts'
import { exemptionChoices } from '../requests/step-fields.ts'

const PATH = '/console/productions/new'
const REASON_MAX = 500

/**
 * Clauses MS-24, MO-06: a production put together page by page. What was said stands in the address, so that going back asks
 * nothing twice, and nothing is made before the last page.
 */
export function productionWizard(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite

  consoleSite.page(app, 'GET', PATH, 'productions', async (visit) =>
    visit.show('console-production-new', wizardView(visit, visit.query, stepOf(visit.query['step']), null)),
  )

  consoleSite.page(app, 'POST', '/console/productions', 'productions', async (visit) => {
    const { request, mode, prefix, bom, plan, reason } = valuesOf(visit.form)
    try {
      const { id } = await desks.productions.create(visit.asking, {
        request,
        mode: PRODUCTION_MODES.find((one) => one === mode) ?? 'open-records',
        reason,
        csvBom: bom,
        withPlan: plan,
        ...(prefix === '' ? {} : { batesPrefix: prefix }),
      })
      return visit.goTo(`/console/productions/${id}`)
    } catch (error) {
      const refused = refusalOf(error)
      if (refused?.code !== 'production_refused' && refused?.code !== 'malformed_body') throw error
      const view = wizardView(visit, visit.form, 'check', toldOf(refused))
      return visit.show('console-production-new', view, 400)
    }
  })

  function wizardView(
    visit: ConsoleVisit,
    given: Readonly<Record<string, string>>,
    asked: WizardStep,
    error: WizardView['error'],
  ): WizardView {
    const values = valuesOf(given)
    const open = desks.requests
      .list(visit.asking)
      .requests.filter(({ status, frozen_at }) => (status === 'open' || status === 'paused') && frozen_at !== null)
    const chosen = open.find(({ id }) => id === values.request)
    const step = chosen === undefined || values.reason === '' ? 'scope' : asked
    const at = WIZARD_STEPS.indexOf(step)
    return {
      console: visit.console,
      step,
      values,
      requests: open.map(({ id, number }) => ({ value: id, label: number })),
      modes: desks.productions.modes(visit.caller),
      request: chosen === undefined ? null : { id: chosen.id, number: chosen.number },
      scope: chosen === undefined ? null : scopeOf(visit, chosen.id, chosen.hold !== null),
      back: at === 0 ? null : addressOf(values, WIZARD_STEPS[at - 1]!),
      error,
    }
  }

  function scopeOf(visit: ConsoleVisit, id: string, isHeld: boolean): NonNullable<WizardView['scope']> {
    const { counts, people, exempt, sample } = desks.codings.overview(visit.asking, id)
    const records = `/console/requests/${id}/records`
    const named = new Map(exemptionChoices(site.policy()).map(({ value, label }) => [value, label]))
    return {
      counts: Object.entries(counts).map(([coding, count]) => ({
        coding,
        count,
        href: coding === 'records' ? records : `${records}?coding=${coding}`,
      })),
      uncoded: counts['uncoded'] ?? 0,
      people,
      isHeld,
      exempt: [...exempt].map(([one, count]) => ({ exemption: named.get(one) ?? one, count })),
      sample: sample.map(({ exchange, index }) => ({ exchange, index })),
    }
  }
}

function stepOf(name: string | undefined): WizardStep {
  return WIZARD_STEPS.find((one) => one === name) ?? 'scope'
}

function valuesOf(given: Readonly<Record<string, string>>): WizardView['values'] {
  const text = (name: string): string => (given[name] ?? '').trim()
  const mode = PRODUCTION_MODES.find((one) => one === text('mode')) ?? 'open-records'
  return {
    request: text('request'),
    mode,
    prefix: text('prefix')
      .replace(/[^A-Za-z0-9-]/g, '-')
      .slice(0, 30),
    // Until somebody has said otherwise on the page that asks.
    bom: given['formats'] === undefined || given['bom'] === 'yes',
    plan: given['formats'] === undefined ? mode === 'legal-process' : given['plan'] === 'yes',
    reason: text('reason').slice(0, REASON_MAX),
  }
}

function addressOf({ request, mode, prefix, bom, plan, reason }: WizardView['values'], step: WizardStep): string {
  const marks = { ...(bom ? { bom: 'yes' } : {}), ...(plan ? { plan: 'yes' } : {}) }
  return `${PATH}?${new URLSearchParams({ step, request, mode, reason, prefix, formats: '1', ...marks })}`
}
