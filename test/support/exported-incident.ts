import { createIncidentLog } from '../../src/incidents/incident-log.ts'
import { INCIDENT_CASE, type IncidentCase } from '../../src/incidents/incident-row.ts'
import { withWords } from '../../src/incidents/sealed-words.ts'
import { termsOf } from '../../src/incidents/terms.ts'
import type { GatewayStore } from '../../src/records/gateway-store.ts'
import { createLedger } from '../../src/records/ledger.ts'
import { proveListed } from '../../src/records/prove-listed.ts'
import { loadStateCache } from '../../src/records/state-cache.ts'
import { demoPrincipal } from './facts.ts'
import { loadDemoPolicy } from './policies.ts'
import { ids } from './record-store.ts'

const AT = '2026-11-23T15:00:00.000Z'
const reporter = demoPrincipal({ subject: 'ana' })

/** An incident of a report and a note in this log, as whoever decides about people is handed it: the text of its file. */
export async function exportedIncident(store: GatewayStore): Promise<string> {
  const ledger = createLedger(store, await loadStateCache(store, [INCIDENT_CASE]), ids, () => ({
    version: '1',
    series: 's',
  }))
  const log = createIncidentLog({ store, ledger, clock: { now: () => Date.parse(AT) }, ids })
  const terms = termsOf(loadDemoPolicy(), 'other', false, AT)!
  const begun = { number: 'INC-1', agency: 'MS-ITS', terms, receivedAt: AT, discoveredAt: AT, tasks: [] }
  const said = { reporter: reporter.key, unit: reporter.unit, supervisorInvolved: false, subjects: [] }
  const change = { kind: 'report' as const, ...begun, ...said, about: null, hold: null }
  const row = (await log.take(null, change, { reason: 'It named a road that is none' }, reporter)) as IncidentCase
  const noted = (await log.take(row, { kind: 'note' }, { reason: 'And a bridge' }, reporter)) as IncidentCase
  await store.checkpoint()
  const entries = noted.steps.map(({ entry }) => entry)
  const proofs = await withWords(store, noted, await proveListed(store, entries, []))
  return JSON.stringify({ incident: noted, steps: await log.steps(noted), proofs })
}
