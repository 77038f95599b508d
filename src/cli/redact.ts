import { createInterface } from 'node:readline'
import { readJson } from '../core/read-json.ts'
import { createEngine, type RedactionEngine } from '../redaction/engine.ts'
import { createTextStream } from '../redaction/hold-back.ts'
import { createOutputScan } from '../redaction/output-scan.ts'
import type { Entity, Span } from '../redaction/recognizer.ts'

export const summary = 'takes personal data out of text, or tells where it stands'

export const usage = `redact [--spans] [--explain] [--profile DIR]

Reads text, or JSON lines {"id": …, "text": …}, from standard input. Writes the text with identifiers replaced by their
kind, or, for JSON lines and with --spans, JSON lines {"id", "spans": [{start, end, entity, score, recognizer}]} with
UTF-16 offsets. Line by line, as it comes.

  --spans        spans instead of text; the id of a plain line is its number
  --explain      also tells on standard error what found each span and how sure it is, never the value
  --profile DIR  only the entities that this profile's policy names`

export interface RedactContext {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** The entities a profile's policy names; rejects when the profile can't be loaded. */
  readonly entitiesOf?: (profile: string) => Promise<readonly Entity[]>
}

interface Options {
  spans: boolean
  explain: boolean
  profile: string | null
}

export async function run(args: readonly string[], context: RedactContext): Promise<0 | 1 | 2 | 3> {
  const options = optionsOf(args)
  if (options === null) {
    context.stderr(usage)
    return args.includes('--help') ? 0 : 2
  }
  const engine = await engineFor(options, context)
  if (engine === null) return 2
  await redactLines(engine, options, context)
  return 0
}

function optionsOf(args: readonly string[]): Options | null {
  const options: Options = { spans: false, explain: false, profile: null }
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--spans') options.spans = true
    else if (args[i] === '--explain') options.explain = true
    else if (args[i] === '--profile' && args[i + 1] !== undefined) options.profile = args[++i]!
    else return null
  }
  return options
}

async function engineFor(options: Options, context: RedactContext): Promise<RedactionEngine | null> {
  if (options.profile === null) return createEngine()
  if (context.entitiesOf === undefined) {
    context.stderr('--profile: profiles are not available here')
    return null
  }
  try {
    return createEngine({ entities: await context.entitiesOf(options.profile) })
  } catch (error) {
    context.stderr(`--profile: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

async function redactLines(engine: RedactionEngine, options: Options, context: RedactContext): Promise<void> {
  const operators = Object.fromEntries(engine.entities.map((entity) => [entity, 'redact' as const]))
  // Plain lines are one text: a private key goes over many of them.
  const plain = createTextStream(createOutputScan(engine, operators).transform())
  let unfinished = ''
  const write = (released: string): void => {
    const lines = (unfinished + released).split('\n')
    unfinished = lines.pop()!
    for (const line of lines) context.stdout(line)
  }
  let number = 0
  for await (const line of createInterface({ input: context.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    const document = documentOf(line)
    const text = document?.text ?? line
    const spans = document !== null || options.spans || options.explain ? engine.find(text) : []
    if (options.explain) for (const span of spans) context.stderr(explained(document?.id ?? number, span))
    if (document !== null || options.spans) context.stdout(JSON.stringify({ id: document?.id ?? number, spans }))
    else write(plain.push(`${line}\n`))
  }
  write(plain.flush())
  if (unfinished !== '') context.stdout(unfinished)
}

function documentOf(line: string): { readonly id: unknown; readonly text: string } | null {
  if (!line.startsWith('{')) return null
  try {
    const value = readJson(line) as { id?: unknown; text?: unknown }
    return typeof value.text === 'string' && 'id' in value ? { id: value.id, text: value.text } : null
  } catch {
    return null
  }
}

function explained(id: unknown, span: Span): string {
  return `${String(id)}:${span.start}-${span.end} ${span.entity} ${span.score.toFixed(2)} ${span.recognizer}`
}
