import { loadPolicy } from '../policy/load.ts'
import type { ReplayReport } from '../policy-operations/replay.ts'
import { withLogFolder } from './log-folder.ts'
import { type PolicyCommandContext, pairsOf, textOf, withArguments } from './policy-arguments.ts'
import { recordTheLook } from './record-the-look.ts'
import type { RecordsContext } from './records-context.ts'
import { replayRecords } from './replay-records.ts'

export const summary = 'tells what a candidate policy would have answered to what is recorded'

export const usage = `statehouse policy replay --candidate DIR [--since TIME] [--overlay DIR] [--set NAME=VALUE …] [--json]

  --candidate  profile folder to ask
  --since      a day (2026-11-01), a time, or a number of days (30d); default: everything
  --overlay    folder that adds to the candidate, as the demo's does
  --set        value for \${NAME} in overlay files

Reads the recorded facts, never the content, beside a running gateway or without one. Prints how many answers would turn,
by department and purpose, with a few record ids. Systems that the candidate adds show no traffic: nobody could ask them.
Looking is recorded where no gateway holds the store.`

interface ReplayContext extends PolicyCommandContext, RecordsContext {}

const DAY_MS = 86_400_000

export function run(args: readonly string[], context: ReplayContext): Promise<0 | 1 | 2 | 3> {
  const options = {
    since: { type: 'string' },
    candidate: { type: 'string' },
    overlay: { type: 'string' },
    set: { type: 'string', multiple: true },
  } as const
  return withArguments(args, context, { usage, options, positions: 0 }, async (values) => {
    const folder = textOf(values, 'candidate')
    const since = sinceOf(textOf(values, 'since'), Date.now())
    if (folder === undefined || since === null) {
      context.stderr(usage)
      return 2
    }
    const overlay = textOf(values, 'overlay')
    const candidate = loadPolicy({ folder, values: pairsOf(values), ...(overlay === undefined ? {} : { overlay }) })
    await recordTheLook(context, { action: 'replay', candidate: candidate.digest, since })
    const { recordKeyFile } = context
    const report = await withLogFolder(context, (dataFolder) =>
      replayRecords({ dataFolder, recordKeyFile, candidate, since }),
    )
    if (values['json'] === true) context.stdout(JSON.stringify(report))
    else for (const line of lines(report)) context.stdout(line)
    return 0
  })
}

/** RFC 3339 UTC; null where it can’t be read. */
function sinceOf(text: string | undefined, now: number): string | null {
  if (text === undefined) return ''
  const days = /^(\d{1,5})d$/.exec(text)
  const time = days === null ? Date.parse(text) : now - Number(days[1]) * DAY_MS
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

function lines(report: ReplayReport): string[] {
  const { candidate, replayed, withoutFacts, destroyed, allowToRefuse, refuseToAllow, rows } = report
  return [
    `candidate ${candidate.version}: ${replayed} exchanges asked about, ${allowToRefuse} allow→refuse, ${refuseToAllow} refuse→allow`,
    `not asked about: ${withoutFacts} that ended before a decision, ${destroyed} destroyed`,
    ...rows.map(
      ({ direction, agency, unit, purpose, code, count, samples }) =>
        `  ${direction}  ${String(count).padStart(7)}  ${agency} ${unit}, ${purpose} (${code}), for example ${samples.slice(0, 2).join(', ')}`,
    ),
  ]
}
