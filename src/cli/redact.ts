import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { applyEdits } from '../core/edits.ts'
import { readJson } from '../core/read-json.ts'
import { createTextStream } from '../redaction/hold-back.ts'
import { labelLeft } from '../redaction/labels.ts'
import { createPeople } from '../redaction/names/people.ts'
import { createOutputScan } from '../redaction/output-scan.ts'
import type { Span } from '../redaction/recognizer.ts'
import { WHOLE_TEXT_ENTITIES } from '../redaction/whole-text.ts'
import { printDigests } from './redact-digests.ts'
import { agencySettings, type RedactSettings, shippedSettings } from './redact-settings.ts'

export const summary = 'takes personal data out of text, or tells where it stands'

export const usage = `redact [--spans] [--explain] [--profile DIR [--agency ID]]
redact --digest ENTITY

Reads text, or JSON lines {"id": …, "text": …}, from standard input. Writes the text with identifiers replaced by their
kind, or, for JSON lines and with --spans, JSON lines {"id", "spans": [{start, end, entity, score, recognizer}]} with
UTF-16 offsets. Line by line, as it comes.

  --spans          spans instead of text; the id of a plain line is its number
  --explain        also tells on standard error what found each span, how, how sure it is, and what is done with it;
                   never the value
  --profile DIR    an agency's settings: its own recognizers, its lists, and what its policy does with each entity
  --agency ID      whose settings, where the profile serves several agencies
  --digest ENTITY  for deny and allow lists: the digest of each line, a value of that entity, under the record key`

export interface RedactContext {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** Key file that digests of lists are made with. */
  readonly recordKeyFile?: string
}

interface Options {
  readonly spans?: boolean
  readonly explain?: boolean
  readonly profile?: string
  readonly agency?: string
  readonly digest?: string
  readonly help?: boolean
}

export async function run(args: readonly string[], context: RedactContext): Promise<0 | 1 | 2 | 3> {
  const options = optionsOf(args)
  if (options === null || options.help) {
    context.stderr(usage)
    return options === null ? 2 : 0
  }
  try {
    if (options.digest !== undefined) {
      await printDigests(options.digest, context)
      return 0
    }
    const settings =
      options.profile === undefined
        ? shippedSettings()
        : await agencySettings(options.profile, options.agency ?? null, context.recordKeyFile ?? null)
    await redactLines(settings, options, context)
    return 0
  } catch (error) {
    context.stderr(error instanceof Error ? error.message : String(error))
    return 2
  }
}

function optionsOf(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        spans: { type: 'boolean' },
        explain: { type: 'boolean' },
        profile: { type: 'string' },
        agency: { type: 'string' },
        digest: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    return values.agency !== undefined && values.profile === undefined ? null : values
  } catch {
    return null
  }
}

async function redactLines(settings: RedactSettings, options: Options, context: RedactContext): Promise<void> {
  const { engine, operators, replacement } = settings
  // Plain lines are one text: a private key goes over many of them.
  const plain = createTextStream(createOutputScan(engine, operators, replacement).transform())
  /** Names that earlier lines have shown. */
  const people = createPeople()
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
    const spans = engine.find(text, document === null ? { people } : {}).map((span) => settings.judged(span))
    const id = document?.id ?? number
    if (options.explain)
      for (const span of spans) context.stderr(explained(id, text, span, settings.operatorOf(span.entity)))
    if (document !== null || options.spans) context.stdout(JSON.stringify({ id, spans: spans.map(shown) }))
    else write(plain.push(`${withoutProse(line, spans, settings)}\n`))
  }
  write(plain.flush())
  if (unfinished !== '') context.stdout(unfinished)
}

/** A line without the names, addresses and dates of birth that streams are not searched for. */
function withoutProse(line: string, spans: readonly Span[], { operators, replacement }: RedactSettings): string {
  const prose = spans.filter(({ entity }) => WHOLE_TEXT_ENTITIES.has(entity) && operators[entity] === 'redact')
  const edits = prose.map(({ start, end, entity }) => ({
    start,
    end,
    text: replacement(entity, line.slice(start, end)),
  }))
  return applyEdits(line, edits)
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

/** The members that the contract names, in its order. */
function shown({ start, end, entity, score, recognizer }: Span): object {
  return { start, end, entity, score, recognizer }
}

/** Where, what, how sure, by what, on what grounds, and what is done with it. */
function explained(id: unknown, text: string, span: Span, operator: string): string {
  const { start, end, entity, score, recognizer, tier = 'shape', validated } = span
  const label = tier === 'label' ? labelLeft(text, start)?.kind : undefined
  const grounds = [tier, ...(label === undefined ? [] : [`near=${label}`]), ...(validated === true ? ['checked'] : [])]
  return `${String(id)}:${start}-${end} ${entity} ${score.toFixed(2)} ${recognizer} ${grounds.join(' ')} → ${operator}`
}
