import { parseArgs } from 'node:util'
import { openRecordsApi } from './records-api.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { openRecordsLocally } from './records-local.ts'

export const summary = 'searches the records'
export const usage = `statehouse records search QUERY [--limit N] [--cursor CURSOR] [--json]

  QUERY  words, "phrases", prefix*, AND OR NOT, parentheses, and
         user: agency: system: decision: purpose: client: type: after: before:
Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE; without them the data folder is opened
and the search is recorded as os:<user>.`

const LIMIT = 50

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      limit: { type: 'string' },
      cursor: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const limit = Number(values.limit ?? LIMIT)
    if (values.help || positionals.length === 0 || !(limit >= 1)) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const records = (await openRecordsApi(context)) ?? (await openRecordsLocally(context))
    try {
      const page = await records.search(positionals.join(' '), limit, values.cursor)
      if (values.json) {
        context.stdout(JSON.stringify(page))
        return 0
      }
      for (const hit of page.hits) context.stdout(`${hit.time}  ${hit.type}  ${hit.ref ?? hit.id}  ${hit.snippet}`)
      context.stdout(
        `${page.hits.length} of ${page.total}; ${page.withRemovedWords} in scope hold removed words; index lag ${page.lag}`,
      )
      if (page.cursor !== null) context.stdout(`more: --cursor ${page.cursor}`)
      return 0
    } finally {
      await records.close()
    }
  })
}
