import type { FastifyInstance } from 'fastify'
import type { ProductionView } from '../../../../pages/production-views.ts'
import { DELIVERED, type Delivered } from '../../../../productions/production-row.ts'
import type { TellProduction } from '../../../desks/production-desk.ts'
import { Refused } from '../../../governance-api.ts'
import { sendDelivery } from '../../../send-delivery.ts'
import type { ConsoleSite, ConsoleVisit } from '../console-site.ts'
import { JOB_REFRESH_SECONDS } from '../job-seconds.ts'
import { exemptionChoices } from '../requests/step-fields.ts'

/** How much of a build’s time is reading and redacting; the rest is packing. */
const RECORDS_SHARE = 0.75

const KINDS = ['literal', 'regex', 'placeholder'] as const
export const DECISIONS = ['withhold', 'restore', 'keep'] as const

/** Clauses MS-24, MO-06: a production from its decisions to its seal; its build is a job that nobody has to wait for. */
export function productionPages(app: FastifyInstance, consoleSite: ConsoleSite): void {
  const { desks, site } = consoleSite
  const pathOf = (id: string): string => `/console/productions/${id}`

  consoleSite.page(app, 'GET', '/console/productions', 'productions', async (visit) =>
    visit.show('console-productions', {
      console: visit.console,
      productions: desks.productions
        .list(visit.asking)
        .toReversed()
        .map((one) => ({
          id: one.id,
          request: one.request_number,
          number: one.number,
          mode: one.mode,
          status: one.status,
          records: one.records,
          created: visit.when(one.created_at),
        })),
      mayMake: desks.productions.modes(visit.caller).length > 0,
    }),
  )

  consoleSite.page(app, 'GET', '/console/productions/:id', 'productions', async (visit) => {
    const shown = desks.productions.show(visit.asking, productionId(visit))
    const isRefreshed = shown.status === 'building' && visit.query['still'] !== '1'
    return visit.show('console-production', productionView(visit, shown, isRefreshed))
  })

  consoleSite.page(app, 'POST', '/console/productions/:id/patterns', 'productions', async (visit) => {
    const id = productionId(visit)
    const { kind = '', find = '', exemption = '' } = visit.form
    await desks.productions.addPattern(visit.asking, id, {
      kind: KINDS.find((one) => one === kind) ?? 'literal',
      find: find.trim().slice(0, 500),
      ...(exemption === '' ? {} : { exemption }),
    })
    return visit.goTo(pathOf(id))
  })

  consoleSite.page(app, 'POST', '/console/productions/:id/patterns/:pattern', 'productions', async (visit) => {
    const id = productionId(visit)
    const { pattern } = visit.request.params as { pattern: string }
    const { decision = '', exemption = '', hits = '' } = visit.form
    await desks.productions.decidePattern(visit.asking, id, pattern, {
      decision: DECISIONS.find((one) => one === decision) ?? 'withhold',
      hits: Number(hits),
      ...(exemption === '' ? {} : { exemption }),
    })
    return visit.goTo(pathOf(id))
  })

  consoleSite.page(app, 'POST', '/console/productions/:id/build', 'productions', async (visit) => {
    await desks.productions.build(visit.asking, productionId(visit))
    return visit.goTo(pathOf(productionId(visit)))
  })

  consoleSite.page(app, 'POST', '/console/productions/:id/cancellation', 'productions', async (visit) => {
    await desks.productions.cancel(visit.asking, productionId(visit))
    return visit.goTo(pathOf(productionId(visit)))
  })

  consoleSite.page(app, 'POST', '/console/productions/:id/seal', 'productions', async (visit) => {
    await desks.productions.seal(visit.asking, productionId(visit), visit.form['manifest'] ?? '')
    return visit.goTo(pathOf(productionId(visit)))
  })

  consoleSite.page(app, 'GET', '/console/productions/:id/files/:what', 'productions', async (visit) => {
    const { what: name } = visit.request.params as { what: string }
    const what = DELIVERED.find((one) => one === name)
    if (what === undefined)
      throw new Refused('route_not_governed', { rule: 'file', message: 'The production has no such file.' })
    return sendDelivery(visit.reply, await desks.productions.deliver(visit.asking, productionId(visit), what))
  })

  function productionView(visit: ConsoleVisit, shown: TellProduction, isRefreshed: boolean): ProductionView {
    const mode = shown.mode
    const mayChange = desks.productions.modes(visit.caller).includes(mode)
    const isOpen = ['open', 'built', 'failed'].includes(shown.status)
    const isOwn = [shown.created_by, shown.built_by].includes(visit.caller.key)
    const { package: built } = shown
    const files: readonly Delivered[] = shown.status === 'sealed' ? DELIVERED : []
    return {
      console: visit.console,
      id: shown.id,
      request: { id: shown.request, number: shown.request_number },
      number: shown.number,
      mode,
      status: shown.status,
      reason: shown.reason,
      records: shown.records,
      created: visit.when(shown.created_at),
      createdBy: nameOf(shown.created_by),
      progress: shown.status === 'building' ? progressOf(shown) : null,
      refreshSeconds: isRefreshed ? JOB_REFRESH_SECONDS : null,
      fault: shown.fault,
      package:
        built === null
          ? null
          : {
              bytes: built.bytes,
              sha256: built.sha256,
              manifest: built.manifest_sha256,
              counts: Object.entries<number>({ ...built.counts }).map(([name, count]) => ({ name, count })),
              built: visit.when(shown.built_at!),
              builtBy: nameOf(shown.built_by),
            },
      sealed: shown.sealed_at === null ? null : { by: nameOf(shown.sealed_by), at: visit.when(shown.sealed_at) },
      files: files
        .filter((what) => what !== 'privilege-log' || desks.codings.isCounsel(visit.caller))
        .map((what) => ({ what, href: `${pathOf(shown.id)}/files/${what}` })),
      downloads: desks.productions
        .downloads(visit.asking, shown.id)
        .map(({ what, by, at }) => ({ what, by: nameOf(by), at: visit.when(at) })),
      patterns: shown.patterns.map(({ id, kind, find, exemption, hits, decided }) => ({
        id,
        kind,
        find,
        exemption,
        hits,
        decided:
          decided === null
            ? null
            : {
                decision: decided.decision,
                exemption: decided.decision === 'withhold' ? decided.exemption : null,
                by: nameOf(decided.by),
              },
      })),
      exemptions: exemptionChoices(site.policy()),
      mayChange: mayChange && isOpen,
      mayBuild: mayChange && isOpen,
      mayCancel: mayChange && shown.status !== 'sealed' && shown.status !== 'cancelled',
      maySeal: shown.status === 'built' && !isOwn && desks.productions.maySeal(visit.caller, mode),
      isOwn: shown.status === 'built' && isOwn,
      isRedacted: mode === 'open-records',
    }
  }

  /** Counted in records that the reader may know of: the share is all that is told of the others. */
  function progressOf({ progress, records, built_at: begun }: TellProduction): ProductionView['progress'] {
    const { phase, percent } = progress ?? { phase: 'records' as const, percent: 0 }
    const of = records ?? 0
    const spent = begun === null ? 0 : site.clock.now() - Date.parse(begun)
    const left = percent < 5 || phase === 'package' ? null : (spent * (100 - percent)) / percent
    return {
      phase,
      percent: Math.floor(phase === 'records' ? percent * RECORDS_SHARE : 100 - (100 - percent) * (1 - RECORDS_SHARE)),
      done: Math.floor((of * percent) / 100),
      of,
      minutes: left === null ? null : Math.ceil(left / 60_000),
    }
  }
}

export function productionId({ request }: ConsoleVisit): string {
  return (request.params as { id: string }).id
}

function nameOf(key: string | null): string {
  return key?.split('|').at(-1) ?? ''
}
