import { parseArgs } from 'node:util'
import type { BiasReport } from '../oversight/bias/bias-reports.ts'
import { runProbe } from '../oversight/bias/run-probe.ts'
import { loadPolicy } from '../policy/load.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { openRecordsApi } from './records-api.ts'
import { guarded } from './records-context.ts'

export const summary = 'asks a system the same question about two kinds of people, and reports the gap'

export const usage = `statehouse probe --model NAME [--probe ID] [--json]

  --model NAME  as requests name it
  --probe ID    one of oversight.yaml in STATEHOUSE_POLICIES; default: the first

Each question goes through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE: it is governed, recorded
and paid for like any other. What was found is worked out by the gateway from the records. Exit 1: the gap is more than
chance explains.`

export function run(args: string[], context: CommandContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      model: { type: 'string' },
      probe: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help || values.model === undefined) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const probes = loadPolicy({ folder: context.policies }).oversight?.probes ?? []
    const probe = probes.find(({ id }) => values.probe === undefined || id === values.probe)
    if (probe === undefined)
      throw new Error(`oversight.yaml has no such probe; there are: ${probes.map(({ id }) => id)}`)
    const api = await openRecordsApi(context)
    if (api?.ask == null)
      throw new Error('probes run through the gateway: set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE')
    const { ask } = api
    const { model } = values
    let asked = 0
    const pairs = await runProbe(probe, async (question) => {
      const body = { model, messages: [{ role: 'user', content: question }] }
      const answer = await ask('/v1/chat/completions', 'POST', body, { 'ai-purpose': probe.purpose })
      asked += 1
      if (asked % 100 === 0) context.stderr(`${asked} of ${probe.pairs * 2} questions`)
      await answer.body?.cancel()
      return answer.ok ? answer.headers.get('ai-record') : null
    })
    const answer = await ask('/api/v1/reports/bias', 'POST', { probe: probe.id, model, pairs })
    const report = (await answer.json()) as BiasReport
    if (values.json) context.stdout(JSON.stringify(report))
    else for (const line of linesOf(report)) context.stdout(line)
    return report.alarm ? 1 : 0
  })
}

function linesOf({ probe, model, sides, result, altered, alarm, falseAlarms }: BiasReport): string[] {
  const removed = `${altered} questions reached the model otherwise than asked: personal data was taken out of them`
  if (result === null) return [`${probe}, ${model}: no pair could be told`, removed]
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
  return [
    `${probe}, ${model}: ${result.pairs} pairs, ${result.unclear} unclear`,
    `favourable: ${sides[0]} ${percent(result.first)}, ${sides[1]} ${percent(result.second)}`,
    `gap ${percent(result.gap)} (95 %: ${percent(result.low)} to ${percent(result.high)}), p ${result.p.toPrecision(2)}`,
    ...(altered === 0 ? [] : [removed]),
    alarm
      ? `more than chance explains (fewer than ${percent(falseAlarms)} of runs without a gap look so): a difference, no proof of bias; somebody looks into it`
      : 'no more than chance explains; that is no proof that there is no gap',
  ]
}
