import { parseArgs } from 'node:util'
import type { SearchPage } from '../core/ports.ts'
import { openRecordsApi } from './records-api.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { openRecordsLocally } from './records-local.ts'

export const summary = 'searches the records'
export const usage = `statehouse records search QUERY [--count FIELDS] [--limit N] [--cursor CURSOR] [--json]

  QUERY  words, "phrases", prefix*, NEAR(a b, 5), AND OR NOT, parentheses, and
         user: agency: unit: client: system: model: purpose: decision: class:
         series: hold: matter: has: label: reviewed: type: after: before:
  --count FIELDS  counts the hits by these fields, set apart by commas
Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE; without them the data folder is opened
and the search is recorded as os:<user>.`

const LIMIT = 50

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      limit: { type: 'string' },
      cursor: { type: 'string' },
      count: { type: 'string' },
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
      const page = await records.search(positionals.join(' '), { limit, cursor: values.cursor, count: values.count })
      if (values.json) {
        context.stdout(JSON.stringify(page))
        return 0
      }
      for (const hit of page.hits) context.stdout(`${hit.time}  ${hit.type}  ${hit.ref ?? hit.id}  ${hit.snippet}`)
      for (const line of pageLines(page)) context.stdout(line)
      if (page.cursor !== null) context.stdout(`more: --cursor ${page.cursor}`)
      return 0
    } finally {
      await records.close()
    }
  })
}

/** What a page says of itself; a search that found nothing says what it looked at. */
function pageLines({ hits, total, withRemovedWords, lag, scope, counts }: SearchPage): string[] {
  const times = `${scope.after ?? 'the beginning'} to ${scope.before ?? 'now'}`
  return [
    ...Object.entries(counts).flatMap(([field, values]) =>
      values.map(({ value, count }) => `${String(count).padStart(8)}  ${field}:${value}`),
    ),
    `${hits.length} of ${total ?? 'not counted'}; ${withRemovedWords} in scope hold removed words; index lag ${lag}`,
    `searched ${scope.records} records of ${scope.agencies.join(', ')}, ${times}; words of ${scope.unindexed} are not indexed`,
  ]
}
