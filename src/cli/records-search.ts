import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import type { SearchPage } from '../core/ports.ts'
import { openRecordsApi, type RecordsAccess } from './records-api.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'
import { openRecordsLocally } from './records-local.ts'
import { searchOriginals } from './records-originals.ts'

export const summary = 'searches the records'
export const usage = `statehouse records search QUERY [--count FIELDS] [--limit N] [--cursor CURSOR] [--json]
       statehouse records search --saved NAME [--json]
       statehouse records search --value-of ENTITY --matter M [--purpose P] [--json] < VALUE
       statehouse records search --originals --request R --purpose P --reason WHY
                                 [--name "FIRST LAST"] … [--json] QUERY

  QUERY  words, "phrases", prefix*, NEAR(a b, 5), AND OR NOT, parentheses, and
         user: agency: unit: client: system: model: purpose: decision: class:
         series: hold: matter: has: label: reviewed: type: after: before:
  --count FIELDS  counts the hits by these fields, set apart by commas
  --originals     looks through the sealed originals, for the request R: fields and
                  times are the scope, words and names are looked for
  --value-of      finds records that held this identifier: the value is read from standard
                  input, for a matter; only its keyed token is written down
  --saved NAME    runs a saved search and prints what changed since the last time
Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE; without them the data folder is opened
and the search is recorded as os:<user>.`

const LIMIT = 50

interface SearchContext extends RecordsContext {
  readonly stdin?: NodeJS.ReadableStream
}

export async function run(args: string[], context: SearchContext): Promise<ExitCode> {
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
      'value-of': { type: 'string' },
      matter: { type: 'string' },
      name: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const limit = Number(values.limit ?? LIMIT)
    const ways = [positionals.length > 0, values.saved !== undefined, values['value-of'] !== undefined]
    const isOne = ways.filter(Boolean).length === 1
    if (values.help || !isOne || !(limit >= 1)) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const records = (await openRecordsApi(context)) ?? (await openRecordsLocally(context))
    try {
      if (values.saved !== undefined) return await runSaved(records, values.saved, values.json ?? false, context)
      const entity = values['value-of']
      if (entity !== undefined) return await lookUp(records, { ...values, entity, limit }, context)
      const query = positionals.join(' ')
      if (values.originals) return await originals(records, query, values, context)
      const page = await records.search(query, { limit, cursor: values.cursor, count: values.count })
      showPage(page, values.json ?? false, context)
      return 0
    } finally {
      await records.close()
    }
  })
}

function showPage(page: SearchPage, isJson: boolean, { stdout }: RecordsContext): void {
  if (isJson) return stdout(JSON.stringify(page))
  for (const hit of page.hits) stdout(`${hit.time}  ${hit.type}  ${hit.ref ?? hit.id}  ${hit.snippet}`)
  for (const line of pageLines(page)) stdout(line)
  if (page.cursor !== null) stdout(`more: --cursor ${page.cursor}`)
}

/** The value comes by standard input: what stands on a command line is seen by others and kept in histories. */
async function lookUp(
  { ask }: RecordsAccess,
  asked: { entity: string; limit: number; cursor?: string; matter?: string; purpose?: string; json?: boolean },
  context: SearchContext,
): Promise<ExitCode> {
  const { entity, limit, cursor, matter, purpose, json = false } = asked
  if (ask === null)
    throw new Error('values are looked up through the gateway: set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE')
  if (matter === undefined) throw new Error('--value-of needs --matter')
  const value = (await text(context.stdin ?? process.stdin)).trim()
  const headers = { 'ai-matter': matter, ...(purpose === undefined ? {} : { 'ai-purpose': purpose }) }
  const body = { entity, value, limit, ...(cursor === undefined ? {} : { cursor }) }
  const answer = await ask('/api/v1/records/lookups', 'POST', body, headers)
  showPage((await answer.json()) as SearchPage, json, context)
  return 0
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
