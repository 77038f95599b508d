import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { loadPolicy } from '../policy/load.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { CLOCKS_APART_MS, compareCalls, type Reconciliation } from '../records/reconcile/compare-calls.ts'
import { EXPORT_FORMS } from '../records/reconcile/exports/index.ts'
import { ownCalls } from '../records/reconcile/own-calls.ts'
import { readExport } from '../records/reconcile/read-export.ts'
import type { VendorCall } from '../records/reconcile/vendor-call.ts'
import { openMetaFolder } from '../records/sqlite/meta-folder.ts'
import { withLogFolder } from './log-folder.ts'
import { openOperator } from './operator-access.ts'
import { recordTheLook } from './record-the-look.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'holds a vendor’s usage export against the log'
export const usage = `statehouse reconcile --vendor NAME --usage FILE [--form ${Object.keys(EXPORT_FORMS).join('|')}] [--from TIME --to TIME] [--json]

  --vendor  the vendor, as the catalog names it
  --usage   its export: JSON lines or CSV, a request a line, with its id and time
  --form    how the export is written (openai)
  --from, --to  the span that the export covers, RFC 3339; default: from its first call to its last

Reads facts of records, never content, beside a running gateway or without one, and writes the look down. Calls that the
log doesn’t know open an incident: 1. Calls that the vendor doesn’t know are listed.`

/** The longest that an exchange runs: its prompt may stand so far before what the vendor calls its time. */
const REACH_MS = 3_600_000
/** So many calls are named in the incident; all are counted. */
const NAMED_MAX = 100

interface ReconcileContext extends RecordsContext {
  readonly policies: string
}

export function run(args: string[], context: ReconcileContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      vendor: { type: 'string' },
      usage: { type: 'string' },
      form: { type: 'string', default: 'openai' },
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    const { vendor, usage: file, form } = values
    if (values.help || vendor === undefined || file === undefined) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const readRow = Object.hasOwn(EXPORT_FORMS, form) ? EXPORT_FORMS[form] : undefined
    if (readRow === undefined) throw new Error(`no form ‘${form}’; there are ${Object.keys(EXPORT_FORMS).join(', ')}`)
    const { profile, systems } = loadPolicy({ folder: context.policies })
    const ofVendor = new Set(systems.filter((system) => system.vendor.name === vendor).map(({ id }) => id))
    if (ofVendor.size === 0) {
      const names = [...new Set(systems.map((system) => system.vendor.name))].join(', ')
      throw new Error(`the catalog has no vendor ‘${vendor}’; it has ${names}`)
    }
    const bytes = await readFile(file)
    const calls = readExport(bytes.toString('utf8'), readRow)
    const span = spanOf(calls, values)
    await recordTheLook(context, { action: 'reconcile', vendor })
    const ring = await readKeyRingFile(context.recordKeyFile)
    const result = await withLogFolder(context, (dataFolder) => {
      const folder = openMetaFolder(dataFolder, ring)
      try {
        return compareCalls(calls, ownCalls(folder, ofVendor, span.from - REACH_MS, span.to + CLOCKS_APART_MS), span)
      } finally {
        folder.close()
      }
    })
    const digest = createHash('sha256').update(bytes).digest('hex')
    const incident = await raise(context, result, { vendor, agency: profile.agency, export: digest })
    if (values.json) context.stdout(JSON.stringify({ vendor, ...result, incident }))
    else for (const line of lines(result, incident)) context.stdout(line)
    return result.unknownToLog.length === 0 ? 0 : 1
  })
}

function spanOf(calls: readonly VendorCall[], asked: { from?: string; to?: string }): { from: number; to: number } {
  const times = calls.map(({ at }) => at)
  const [from, to] = [
    asked.from === undefined ? times.reduce((a, b) => Math.min(a, b), Infinity) : Date.parse(asked.from),
    asked.to === undefined ? times.reduce((a, b) => Math.max(a, b), -Infinity) : Date.parse(asked.to),
  ]
  if (!Number.isFinite(from) || !Number.isFinite(to))
    throw new Error('the export holds no call, so say what it covers: --from and --to, as 2026-11-01T00:00:00Z')
  if (from > to) throw new Error('--from is later than --to')
  return { from, to }
}

/** One incident for the same calls, however often they are found. Null: there is nothing to raise. */
async function raise(
  context: RecordsContext,
  { unknownToLog, from, to }: Reconciliation,
  about: { readonly vendor: string; readonly agency: string; readonly export: string },
): Promise<string | null> {
  if (unknownToLog.length === 0) return null
  const ids = unknownToLog.map(({ id }) => id).toSorted()
  const name = createHash('sha256')
    .update(JSON.stringify([about.vendor, ids]))
    .digest('hex')
    .slice(0, 32)
  const incident = `unrecorded:${name}`
  const calls = unknownToLog
    .slice(0, NAMED_MAX)
    .map(({ id, at }) => ({ id: id.slice(0, 200), at: new Date(at).toISOString() }))
  const operator = await openOperator(context)
  try {
    await operator.send('POST', '/api/v1/incidents', { incident, ...about, from, to, count: ids.length, calls })
  } finally {
    await operator.close()
  }
  return incident
}

function lines(result: Reconciliation, incident: string | null): string[] {
  const { from, to, vendorCalls, ownCalls: own, matchedById, matchedByTime, unknownToLog, unknownToVendor } = result
  return [
    ...unknownToLog.map(
      ({ id, at, model }) => `not in the log     ${new Date(at).toISOString()}  ${id}  ${model ?? ''}`,
    ),
    ...unknownToVendor.map((call) => `not in the export  ${new Date(call.from).toISOString()}  ${call.exchange}`),
    `${from} to ${to}: ${vendorCalls} calls of the vendor, ${own} of the log; ${matchedById} matched by id, ${matchedByTime} by time`,
    incident === null ? 'the log knows every call of the export' : `incident ${incident}: ${unknownToLog.length} calls`,
  ].map((line) => line.trimEnd())
}
