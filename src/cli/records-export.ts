import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { exportQuery } from './export-query.ts'
import { type AskGateway, openRecordsApi } from './records-api.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'builds the package of a production, fetches a sealed one, or writes what a query finds'
export const usage = `statehouse records export PRODUCTION [--build] [--out FILE] [--json]
statehouse records export QUERY --format jsonl|csv --out FOLDER --purpose PURPOSE --reason WHY

  PRODUCTION  its id, as POST /api/v1/productions gave it
  --build     has its package built, and tells how far it is; what is undecided is told
  --out FILE  fetches the sealed package, a tar archive, and holds it against the digest that the gateway recorded
  --json      prints the production as the API has it
  QUERY       what to find, in the language of records search: redacted bodies as you may read them, with a manifest and
              SHA256SUMS; each look is recorded with purpose and reason
Through the gateway at STATEHOUSE_URL with the token in STATEHOUSE_TOKEN_FILE. Between building and fetching, somebody else
seals it (POST /api/v1/productions/{id}/seal). Exit code 1 when something is undecided, not sealed, or isn’t what was recorded.`

interface Production {
  readonly status: string
  readonly fault: string | null
  readonly records: number | null
  readonly progress: { readonly phase: string; readonly percent: number } | null
  readonly package: { readonly manifest_sha256: string; readonly sha256: string; readonly bytes: number } | null
}

const LOOK_EVERY_MS = 300

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      build: { type: 'boolean' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      format: { type: 'string' },
      purpose: { type: 'string' },
      reason: { type: 'string' },
      help: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const id = positionals[0]
    if (values.help || id === undefined || positionals.length > 1) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const ask = (await openRecordsApi(context))?.ask
    if (ask == null) throw new Error('an export is the gateway’s: set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE')
    const { format, out, purpose, reason } = values
    if (format !== undefined) {
      if ((format !== 'jsonl' && format !== 'csv') || out === undefined || !purpose || !reason)
        throw new Error('an export of a query needs --format jsonl or csv, --out, --purpose and --reason')
      return exportQuery(ask, { query: id, format, out, purpose, reason }, context)
    }
    const path = `/api/v1/productions/${encodeURIComponent(id)}`
    return guarded(context, 1, async () => {
      if (values.build) await ask(`${path}/build`, 'POST')
      const production = await whenBuilt(ask, path, context)
      if (values.json) context.stdout(JSON.stringify(production))
      else tell(production, context)
      if (out !== undefined) return await fetchPackage(ask, path, out, context)
      return production.status === 'failed' ? 1 : 0
    })
  })
}

async function whenBuilt(ask: AskGateway, path: string, context: RecordsContext): Promise<Production> {
  for (let told = ''; ; await setTimeout(LOOK_EVERY_MS)) {
    const answer = await ask(path)
    if (answer.status === 404) throw new Error('there is no such production for you')
    const production = (await answer.json()) as Production
    if (production.status !== 'building') return production
    const { phase, percent } = production.progress ?? { phase: 'records', percent: 0 }
    const line = `${phase}: ${percent} %`
    if (line !== told) context.stderr(line)
    told = line
  }
}

function tell({ status, fault, records, package: built }: Production, { stdout }: RecordsContext): void {
  stdout(`${status}${fault === null ? '' : `: ${fault}`}${records === null ? '' : `; ${records} records in scope`}`)
  if (built !== null) stdout(`manifest ${built.manifest_sha256}; ${built.bytes} bytes`)
}

/** Nothing of another digest is left under the name that was asked for. */
async function fetchPackage(ask: AskGateway, path: string, out: string, context: RecordsContext): Promise<ExitCode> {
  const answer = await ask(`${path}/package`)
  if (answer.status === 404 || answer.body === null) throw new Error('there is no such package for you')
  const digest = createHash('sha256')
  const hashing = new Transform({
    transform(piece: Buffer, _encoding, done) {
      digest.update(piece)
      done(null, piece)
    },
  })
  const part = `${out}.part`
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), hashing, createWriteStream(part, { mode: 0o600 }))
  if (`sha-256=:${digest.digest('base64')}:` !== answer.headers.get('repr-digest'))
    throw new Error(`what came isn’t what was sealed; it was left as ${part}`)
  await rename(part, out)
  context.stdout(`wrote ${out}`)
  return 0
}
