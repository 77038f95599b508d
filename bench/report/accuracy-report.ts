import { shareWithInterval } from '../measure/wilson.ts'
import type { Accuracy } from '../parts/accuracy.ts'
import { table } from './table.ts'

export function accuracyReport({ rows, leaked, cleanWords, falseAlarms }: Accuracy): string {
  const cells = rows.map(({ entity, labelled, found, covered, reported, right }) => [
    entity,
    String(labelled),
    shareWithInterval(found, labelled),
    shareWithInterval(covered, labelled),
    shareWithInterval(right, reported),
  ])
  const alarms = [...falseAlarms].map(([entity, count]) => `${entity} ${((1_000 * count) / cleanWords).toFixed(2)}`)
  return [
    'Accuracy on the labelled development set (95 % Wilson intervals; half a value covered counts as found)',
    table(['', 'labelled', 'recall', 'covered by any', 'precision'], cells),
    `Characters of labelled values left readable: ${(100 * leaked).toFixed(2)} %`,
    `False alarms per 1,000 words of texts that name nobody (${cleanWords} words): ${alarms.join(', ') || 'none'}`,
  ].join('\n')
}
