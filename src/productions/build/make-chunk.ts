import { formatTlogProof } from '../../core/tlog-proof.ts'
import { csvRow } from '../formats/csv.ts'
import { htmlPage, htmlRecord } from '../formats/html.ts'
import { optRow } from '../formats/load-file.ts'
import { type Decided, judgeRecord } from '../judge-record.ts'
import { isHidden, outcomeOf, type RecordStanding } from '../outcome.ts'
import type { PackageCounts, ProductionRow } from '../production-row.ts'
import { releaseText } from '../release-text.ts'
import { showRecord } from '../show-record.ts'
import { type Chunk, TABLES, type TableName } from './chunk-files.ts'
import {
  batesLabel,
  custodyRows,
  datLine,
  destroyedRow,
  isFact,
  jsonLine,
  plainText,
  redactionRows,
  withheldRow,
} from './chunk-rows.ts'
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
      tables['privilege-log.csv'] += withheldRow(record, standing, terms)
    } else if (record.destroyed !== null) {
      counts.destroyed++
      tables['destroyed.csv'] += destroyedRow(record)
    } else if (outcome === 'withheld') {
      counts.withheld++
      tables['exemption-log.csv'] += withheldRow(record, standing, terms)
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
    tables['exemption-log.csv'] += redactionRows(bates, shown, texts, terms)
    tables['chain-of-custody.csv'] += custodyRows(bates, record, coding, redactions)
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
}
