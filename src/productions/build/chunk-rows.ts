import type { CodingRow } from '../../core/records-request.ts'
import { csvRow } from '../formats/csv.ts'
import { datRow } from '../formats/load-file.ts'
import type { Redaction } from '../judge-record.ts'
import type { RecordStanding } from '../outcome.ts'
import type { ProductionRow } from '../production-row.ts'
import type { ReleasedText } from '../release-text.ts'
import { FACTS, type RecordPartName, type ShownRecord } from '../show-record.ts'
import type { TableName } from './chunk-files.ts'
import type { SoundEntry, SoundRecord } from './read-record.ts'
import type { BuildTerms } from './terms.ts'

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

/** Whether a part is one of the facts that go out as a table. */
export function isFact(part: string): boolean {
  return (FACTS as readonly string[]).includes(part)
}

function of(texts: readonly ReleasedText[], part: RecordPartName): string {
  return texts.find((text) => text.part === part)?.text ?? ''
}

/** A released record as a line of JSON. */
export function jsonLine(
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

/** A released record as a row of the load file. */
export function datLine(
  bates: string,
  { exchange, time }: ShownRecord,
  texts: readonly ReleasedText[],
  path: string,
): string {
  const [day, clock] = [time.slice(0, 10), time.slice(11, 19)]
  const facts = (['unit', 'system', 'purpose'] as const).map((part) => of(texts, part))
  return datRow([bates, bates, of(texts, 'custodian'), day, clock, exchange, ...facts, path])
}

/** A released record as a text of its own. */
export function plainText(bates: string, { time }: ShownRecord, texts: readonly ReleasedText[]): string {
  const facts = texts.filter(({ part }) => isFact(part)).map(({ part, text }) => `${part}: ${text}\n`)
  const others = texts
    .filter(({ part, text }) => !isFact(part) && text !== '')
    .map(({ part, text }) => `\n${part}\n\n${text}\n`)
  return `${bates}\ntime: ${time}\n${facts.join('')}${others.join('')}`
}

/** Each step of a record from its recording to this package. */
export function custodyRows(
  bates: string,
  { exchange, entries }: SoundRecord,
  coding: CodingRow | undefined,
  redactions: readonly Redaction[],
): string {
  const rows = [
    ...entries.map(({ entry }) => [bates, exchange, 'recorded', entry.time, 'gateway', entry.type, entry.index]),
    ...(coding === undefined ? [] : [[bates, exchange, 'coded', coding.at, coding.by, coding.coding, null]]),
    ...distinct(redactions).map(({ by, at, exemption }) => [bates, exchange, 'redacted', at, by, exemption, null]),
  ]
  return rows.map((row) => csvRow(row)).join('')
}

/** A record that was destroyed since, and by what authority. */
export function destroyedRow({ exchange, entries, destroyed }: SoundRecord): string {
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

/** A record that is withheld whole, as the logs of exemptions and of privilege have it. */
export function withheldRow(
  { entries, exchange }: SoundRecord,
  { coding, mark }: RecordStanding,
  terms: BuildTerms,
): string {
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

/** What is withheld of a released record: where in the released text, by what law, decided by whom. */
export function redactionRows(
  bates: string,
  { exchange, time }: ShownRecord,
  texts: readonly ReleasedText[],
  terms: BuildTerms,
): string {
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
