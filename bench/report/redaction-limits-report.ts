import type { RedactionLimits, Timed } from '../parts/redaction-limits.ts'
import { number, table } from './table.ts'

export function redactionLimitsReport(limits: RedactionLimits): string {
  const worst = ({ name, ms }: Timed): string => `${number(ms)} ms (${name})`
  return [
    'Redaction: limits (what the tables must keep to stands beside it)',
    table(
      ['', 'measured', 'at most'],
      [
        [`slowest of ${limits.probes} probes of 100 KB, first time`, worst(limits.cold), '50 ms'],
        [`slowest of ${limits.probes} probes of 100 KB, again`, worst(limits.warm), '50 ms'],
        ['slowest of 1 MB', worst(limits.long), '1,000 ms'],
        ['a prompt of 1 KB', `${number(limits.kilobyteMs)} ms`, '0.5 ms'],
        ['loading the tables of names', `${number(limits.tablesMs)} ms`, '30 ms'],
        ['from nothing to the first answer', `${number(limits.startMs)} ms`, '–'],
      ],
    ),
    table(
      ['4 KB', 'MB/s', 'at least'],
      limits.speeds.map(({ name, megabytesPerSecond }, at) => [
        name,
        number(megabytesPerSecond),
        ['60', '10', '3', '3'][at]!,
      ]),
    ),
  ].join('\n')
}
