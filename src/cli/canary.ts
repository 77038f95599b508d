import { parseArgs } from 'node:util'
import { faultsOf } from '../oversight/canaries/judge-canary.ts'
import { loadPolicy } from '../policy/load.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { openRecordsApi } from './records-api.ts'
import { guarded } from './records-context.ts'

export const summary = 'asks a system questions with known answers, to notice when it changes'

export const usage = `statehouse canary --model NAME [--json]

  --model NAME  as requests name it

Asks every canary of oversight.yaml in STATEHOUSE_POLICIES through the gateway at STATEHOUSE_URL with the token in
STATEHOUSE_TOKEN_FILE; each question and answer is recorded. Run it on a schedule. Exit 1: an answer isn’t as expected.`

interface Sung {
  readonly canary: string
  readonly record: string | null
  readonly faults: readonly string[]
}

export function run(args: string[], context: CommandContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = { model: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values } = parseArgs({ args, options })
    if (values.help || values.model === undefined) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const canaries = loadPolicy({ folder: context.policies }).oversight?.canaries ?? []
    if (canaries.length === 0) throw new Error('oversight.yaml has no canary')
    const api = await openRecordsApi(context)
    if (api?.ask == null)
      throw new Error('canaries ask through the gateway: set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE')
    const sung: Sung[] = []
    for (const canary of canaries) {
      const body = { model: values.model, messages: [{ role: 'user', content: canary.ask }] }
      const answer = await api.ask('/v1/chat/completions', 'POST', body, { 'ai-purpose': canary.purpose })
      const { choices } = (await answer.json()) as { choices?: { message?: { content?: string | null } }[] }
      const faults = faultsOf(canary, choices?.[0]?.message?.content ?? '')
      sung.push({ canary: canary.id, record: answer.headers.get('ai-record'), faults })
    }
    if (values.json) context.stdout(JSON.stringify(sung))
    else
      for (const { canary, record, faults } of sung)
        context.stdout(`${canary}: ${faults.length === 0 ? 'as expected' : faults.join(', ')} (record ${record})`)
    return sung.some(({ faults }) => faults.length > 0) ? 1 : 0
  })
}
