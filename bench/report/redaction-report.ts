import type { RedactionRow } from '../parts/redaction.ts'
import { number, table } from './table.ts'

export function redactionReport(rows: readonly RedactionRow[]): string {
  const isCompared = rows.some(({ baseline }) => baseline !== null)
  const cells = rows.map(({ size, text, megabytesPerSecond, baseline }) => [
    `${size} ${text}`,
    number(megabytesPerSecond),
    ...(baseline === null ? [] : [number(baseline), number(megabytesPerSecond / baseline)]),
  ])
  return [
    'Redaction: MB of text a second, all shipped recognizers',
    table(['', 'MB/s', ...(isCompared ? ['redact-pii', 'x'] : [])], cells),
    ...(isCompared ? [] : ['redact-pii is not installed (npm ci in bench/baselines): not compared.']),
  ].join('\n')
}
