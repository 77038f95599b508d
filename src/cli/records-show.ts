import { parseArgs } from 'node:util'
import { openRecordsApi } from './records-api.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { openRecordsLocally } from './records-local.ts'

export const summary = 'shows one exchange'
export const usage = `statehouse records show ID [--json]

  ID  the exchange, as in the AI-Record header
Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE; without them the data folder is opened
and the look is recorded as os:<user>. Exit code 1 when there is no such exchange.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const id = positionals[0]
    if (values.help || id === undefined || positionals.length > 1) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const records = (await openRecordsApi(context)) ?? (await openRecordsLocally(context))
    try {
      const exchange = await records.show(id)
      if (exchange === null) {
        context.stderr(`there is no exchange ${id}`)
        return 1
      }
      if (values.json) {
        context.stdout(JSON.stringify(exchange))
        return 0
      }
      for (const { index, type, time, parts } of exchange.entries) {
        context.stdout(`${index}  ${time}  ${type}`)
        for (const [name, content] of Object.entries(parts)) context.stdout(`  ${name}: ${text(content)}`)
      }
      return 0
    } finally {
      await records.close()
    }
  })
}

function text(content: unknown): string {
  if (content === null) return '(destroyed or withheld)'
  return typeof content === 'string' ? content : JSON.stringify(content)
}
