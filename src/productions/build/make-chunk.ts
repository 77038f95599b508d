import { formatTlogProof } from '../../core/tlog-proof.ts'
import { csvRow } from '../formats/csv.ts'
import { htmlPage, htmlRecord } from '../formats/html.ts'
import { datRow, optRow } from '../formats/load-file.ts'
import { type Decided, judgeRecord } from '../judge-record.ts'
import { isHidden, outcomeOf, type RecordStanding } from '../outcome.ts'
import type { PackageCounts, ProductionRow } from '../production-row.ts'
import { type ReleasedText, releaseText } from '../release-text.ts'
import { FACTS, type RecordPartName, type ShownRecord, showRecord } from '../show-record.ts'
import { type Chunk, TABLES, type TableName } from './chunk-files.ts'
import type { SoundEntry, SoundReader, SoundRecord } from './read-record.ts'
import type { BuildTerms } from './terms.ts'

/** Thrown where somebody has still to decide: a package of it would not be what people decided. */
export class Undecided extends Error {
  override readonly name = 'Undecided'
}

export interface ChunkParts {
  readonly production: ProductionRow
  readonly terms: BuildTerms
  readonly decided: Decided
  readonly reader: SoundReader
}

const VOLUME = 'VOL001'

/** The records of one chunk as they go out; `released` have gone out before it. */
export async function makeChunk(
  { production, terms, decided, reader }: ChunkParts,
  number: number,
  standings: readonly RecordStanding[],
  released: number,
): Promise<Chunk> {
  const { mode } = production
  const tables = Object.fromEntries(TABLES.map((table) => [table, ''])) as Record<TableName, string>
  const files: { path: string; content: Buffer }[] = []
  const counts: { -readonly [Name in keyof PackageCounts]: number } = {
    released: 0,
    withheld: 0,
    privileged: 0,
    notResponsive: 0,
    destroyed: 0,
    redactions: 0,
    restored: 0,
  }
  const folder = String(number).padStart(4, '0')
  const pageRecords: string[] = []
  let first = ''
  let last = ''
  const names = new Set(terms.entities)

  for (const standing of standings) {
    const { exchange } = standing.line
    const outcome = outcomeOf(standing, mode)
    if (outcome === 'uncoded') throw new Undecided(`record ${exchange} is not coded`)
    if (outcome === 'not-responsive') {
      counts.notResponsive++
      continue
    }
    const record = await reader.read(exchange)
    if (outcome === 'privileged') {
      counts.privileged++
      tables['privilege-log.csv'] += withheldRow(record, standing)
    } else if (record.destroyed !== null) {
      counts.destroyed++
      tables['destroyed.csv'] += destroyedRow(record)
    } else if (outcome === 'withheld') {
      counts.withheld++
      tables['exemption-log.csv'] += withheldRow(record, standing)
    } else release(record, standing)
  }
  const href = `html/${folder}.html`
  const page = first === '' ? null : { href, first, last }
  if (page !== null)
    files.unshift({
      path: href,
      content: Buffer.from(htmlPage(`Records ${first} to ${last}`, pageRecords.join(''))),
    })
  return { number, tables, files, counts, page }

  function release(record: SoundRecord, standing: RecordStanding): void {
    const { coding } = standing
    const shown = showRecord(
      record.entries.map(({ entry }) => entry),
      names,
    )
    const { redactions, open, restored } = judgeRecord(shown, decided, mode)
    if (open.length > 0)
      throw new Undecided(
        isHidden(standing)
          ? 'something is undecided that isn’t yours to decide: ask counsel'
          : `record ${shown.exchange} has ${open.length} places that nobody has decided about`,
      )
    counts.released++
    counts.redactions += redactions.length
    counts.restored += restored.length
    const bates = batesLabel(production, released + counts.released - 1)
    first ||= bates
    last = bates
    const texts = shown.texts.map((text) =>
      releaseText(
        text,
        redactions.filter(({ part }) => part === text.part),
        new Set(restored.flatMap(({ part, start }) => (part === text.part ? [start] : []))),
      ),
    )
    const path = `text/${folder}/${bates}.txt`
    tables['records.jsonl'] += jsonLine(bates, shown, texts, record.entries)
    tables['records.csv'] += csvRow([bates, shown.exchange, shown.time, ...texts.map(({ text }) => text)])
    tables['load/production.dat'] += datLine(bates, shown, texts, path)
    tables['load/production.opt'] += optRow(bates, VOLUME, path)
    tables['exemption-log.csv'] += redactionRows(bates, shown, texts)
    tables['chain-of-custody.csv'] += custodyRows(bates, record)
    if (coding !== undefined)
      tables['chain-of-custody.csv'] += csvRow([
        bates,
        shown.exchange,
        'coded',
        coding.at,
        coding.by,
        coding.coding,
        null,
      ])
    for (const { by, at, exemption } of distinct(redactions))
      tables['chain-of-custody.csv'] += csvRow([bates, shown.exchange, 'redacted', at, by, exemption, null])
    pageRecords.push(htmlRecord(bates, shown.time, texts, isFact))
    files.push({ path, content: Buffer.from(plainText(bates, shown, texts)) })
    for (const entry of record.entries) files.push(...proofFiles(entry, redactions.length === 0))
  }

  /** One entry as `log check` reads it; contents only of a record of which nothing is withheld. */
  function proofFiles({ entry, salts, proof }: SoundEntry, isWhole: boolean): { path: string; content: Buffer }[] {
    const name = `proofs/${folder}/${entry.index}`
    const proven = formatTlogProof({ index: entry.index, hashes: proof as Buffer[], checkpoint: production.checkpoint })
    const given: { path: string; content: Buffer }[] = [
      { path: `${name}.tlog-proof`, content: Buffer.from(proven) },
      { path: `${name}.entry.json`, content: Buffer.from(entry.entry) },
    ]
    if (!isWhole) return given
    const opened = mode === 'legal-process' ? Object.keys(entry.parts).toSorted() : ['body']
    for (const part of opened) {
      const [content, salt] = [entry.parts[part], salts.get(part)]
      if (!content || !salt) continue
      given.push({ path: `${name}.${part}`, content }, { path: `${name}.${part}.salt`, content: salt })
    }
    return given
  }

  function withheldRow({ entries, exchange }: SoundRecord, { coding, mark }: RecordStanding): string {
    const exemptions = coding?.exemptions ?? []
    const [entry] = entries
    return csvRow([
      null,
      exchange,
      entry!.entry.time,
      'whole record',
      null,
      exemptions.length === 0 ? 'privileged' : exemptions.join('; '),
      exemptions.map((id) => terms.exemptions[id]?.citation ?? id).join('; '),
      exemptions.map((id) => terms.exemptions[id]?.name ?? '').join('; '),
      coding?.by ?? (mark === undefined ? 'policy' : 'counsel'),
      coding?.at ?? null,
      'record',
    ])
  }

  function redactionRows(bates: string, { exchange, time }: ShownRecord, texts: readonly ReleasedText[]): string {
    return texts
      .flatMap(({ part, gaps }) =>
        gaps.flatMap(({ at, redactions }) =>
          distinct(redactions).map(({ exemption, by, at: when, how }) =>
            csvRow([
              bates,
              exchange,
              time,
              part,
              at,
              exemption,
              terms.exemptions[exemption]?.citation ?? exemption,
              terms.exemptions[exemption]?.name ?? '',
              by,
              when,
              how,
            ]),
          ),
        ),
      )
      .join('')
  }
}

/** First row of each table that has one. */
export const TABLE_HEADERS: Readonly<Record<TableName, string>> = {
  'records.jsonl': '',
  'records.csv': csvRow(['bates', 'record', 'time', ...FACTS, 'fields', 'prompt', 'response']),
  'load/production.dat': datRow([
    'BEGDOC',
    'ENDDOC',
    'CUSTODIAN',
    'DATESENT',
    'TIMESENT',
    'RECORDID',
    'UNIT',
    'SYSTEM',
    'PURPOSE',
    'TEXTPATH',
  ]),
  'load/production.opt': '',
  'exemption-log.csv': logHeader(),
  'privilege-log.csv': logHeader(),
  'destroyed.csv': csvRow([
    'record',
    'time',
    'entries',
    'disposition',
    'rule',
    'authority',
    'schedule',
    'destroyed_at',
  ]),
  'chain-of-custody.csv': csvRow(['bates', 'record', 'step', 'at', 'by', 'detail', 'entry']),
}

function logHeader(): string {
  return csvRow([
    'bates',
    'record',
    'time',
    'part',
    'place_in_released_text',
    'exemption',
    'citation',
    'name',
    'reviewer',
    'decided_at',
    'how',
  ])
}

/** `PREFIX-000042`. */
export function batesLabel({ batesPrefix, batesDigits, batesFirst }: ProductionRow, offset: number): string {
  return `${batesPrefix}-${String((batesFirst ?? 1) + offset).padStart(batesDigits, '0')}`
}

function isFact(part: string): boolean {
  return (FACTS as readonly string[]).includes(part)
}

function of(texts: readonly ReleasedText[], part: RecordPartName): string {
  return texts.find((text) => text.part === part)?.text ?? ''
}

function jsonLine(
  bates: string,
  { exchange, time }: ShownRecord,
  texts: readonly ReleasedText[],
  entries: readonly SoundEntry[],
): string {
  const said = Object.fromEntries(texts.map(({ part, text }) => [part, text]))
  const redactions = texts.flatMap(({ part, gaps }) =>
    gaps.map(({ at, redactions: here }) => ({
      part,
      at,
      exemptions: distinct(here).map(({ exemption }) => exemption),
    })),
  )
  const listed = entries.map(({ entry }) => ({ index: entry.index, id: entry.id, type: entry.type, time: entry.time }))
  return `${JSON.stringify({ bates, record: exchange, time, ...said, redactions, entries: listed })}\n`
}

function datLine(bates: string, { exchange, time }: ShownRecord, texts: readonly ReleasedText[], path: string): string {
  const [day, clock] = [time.slice(0, 10), time.slice(11, 19)]
  const facts = (['unit', 'system', 'purpose'] as const).map((part) => of(texts, part))
  return datRow([bates, bates, of(texts, 'custodian'), day, clock, exchange, ...facts, path])
}

function plainText(bates: string, { time }: ShownRecord, texts: readonly ReleasedText[]): string {
  const facts = texts.filter(({ part }) => isFact(part)).map(({ part, text }) => `${part}: ${text}\n`)
  const others = texts
    .filter(({ part, text }) => !isFact(part) && text !== '')
    .map(({ part, text }) => `\n${part}\n\n${text}\n`)
  return `${bates}\ntime: ${time}\n${facts.join('')}${others.join('')}`
}

function custodyRows(bates: string, { exchange, entries }: SoundRecord): string {
  return entries
    .map(({ entry }) => csvRow([bates, exchange, 'recorded', entry.time, 'gateway', entry.type, entry.index]))
    .join('')
}

function destroyedRow({ exchange, entries, destroyed }: SoundRecord): string {
  const { disposition, rule, citation, schedule, finishedAt } = destroyed!
  const indexes = entries.map(({ entry }) => entry.index).join(' ')
  return csvRow([exchange, entries[0]!.entry.time, indexes, disposition, rule, citation, schedule, finishedAt])
}

/** One of each exemption and reviewer. */
function distinct<T extends { readonly exemption: string; readonly by: string; readonly at: string }>(
  all: readonly T[],
): T[] {
  return [...new Map(all.map((one) => [`${one.exemption} ${one.by} ${one.at}`, one])).values()].toSorted((a, b) =>
    `${a.exemption} ${a.by}` < `${b.exemption} ${b.by}` ? -1 : 1,
  )
}
