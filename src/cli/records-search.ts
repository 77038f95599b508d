import { parseArgs } from 'node:util'
import type { SearchPage } from '../core/ports.ts'
import { openRecordsApi, type RecordsAccess } from './records-api.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { openRecordsLocally } from './records-local.ts'
import { searchOriginals } from './records-originals.ts'

export const summary = 'searches the records'
export const usage = `statehouse records search QUERY [--count FIELDS] [--limit N] [--cursor CURSOR] [--json]
       statehouse records search --saved NAME [--json]
       statehouse records search --originals --request R --purpose P --reason WHY
                                 [--name "FIRST LAST"] … [--json] QUERY

  QUERY  words, "phrases", prefix*, NEAR(a b, 5), AND OR NOT, parentheses, and
         user: agency: unit: client: system: model: purpose: decision: class:
         series: hold: matter: has: label: reviewed: type: after: before:
  --count FIELDS  counts the hits by these fields, set apart by commas
  --originals     looks through the sealed originals, for the request R: fields and
                  times are the scope, words and names are looked for
  --saved NAME    runs a saved search and prints what changed since the last time
Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE; without them the data folder is opened
and the search is recorded as os:<user>.`

const LIMIT = 50

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      limit: { type: 'string' },
      cursor: { type: 'string' },
      count: { type: 'string' },
      saved: { type: 'string' },
      originals: { type: 'boolean' },
      request: { type: 'string' },
      purpose: { type: 'string' },
      reason: { type: 'string' },
      name: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const limit = Number(values.limit ?? LIMIT)
    const isOne = positionals.length > 0 !== (values.saved !== undefined)
    if (values.help || !isOne || !(limit >= 1)) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const records = (await openRecordsApi(context)) ?? (await openRecordsLocally(context))
    try {
      if (values.saved !== undefined) return await runSaved(records, values.saved, values.json ?? false, context)
      const query = positionals.join(' ')
      if (values.originals) return await originals(records, query, values, context)
      const page = await records.search(query, { limit, cursor: values.cursor, count: values.count })
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

async function runSaved(
  records: RecordsAccess,
  name: string,
  isJson: boolean,
  context: RecordsContext,
): Promise<ExitCode> {
  const run = await records.runSaved(name)
  if (run === null) {
    context.stderr(`there is no saved search ‘${name}’`)
    return 1
  }
  if (isJson) {
    context.stdout(JSON.stringify(run))
    return 0
  }
  const { changes } = run
  for (const { time, ref, id, snippet } of changes?.added ?? [])
    context.stdout(`added       ${time}  ${ref ?? id}  ${snippet}`)
  for (const { time, id } of changes?.destroyed ?? []) context.stdout(`destroyed   ${time}  ${id}`)
  for (const { time, ref, id } of changes?.newlyHeld ?? []) context.stdout(`newly held  ${time}  ${ref ?? id}`)
  const compared =
    changes === null ? 'too many to compare' : `compared with ${changes.since ?? 'nothing, as it ran first'}`
  context.stdout(`${run.total} found by ${run.query}; ${compared}; index lag ${run.lag}`)
  return 0
}

async function originals(
  { ask }: RecordsAccess,
  query: string,
  values: { request?: string; purpose?: string; reason?: string; name?: string[]; json?: boolean },
  context: RecordsContext,
): Promise<ExitCode> {
  const { request, purpose, reason, name: names = [], json: isJson = false } = values
  if (ask === null)
    throw new Error('originals are searched through the gateway: set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE')
  if (request === undefined || purpose === undefined || reason === undefined)
    throw new Error('--originals needs --request, --purpose and --reason')
  return searchOriginals(ask, { query, request, names, purpose, reason, isJson }, context)
}
