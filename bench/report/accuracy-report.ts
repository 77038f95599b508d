import type { Accuracy } from '../parts/accuracy.ts'
import { table } from './table.ts'

/** 95 % of a normal distribution. */
const Z = 1.96

export function accuracyReport({ rows, leaked, cleanWords, falseAlarms }: Accuracy): string {
  const cells = rows.map(({ entity, labelled, found, covered, reported, right }) => [
    entity,
    String(labelled),
    interval(found, labelled),
    interval(covered, labelled),
    interval(right, reported),
  ])
  const alarms = [...falseAlarms].map(([entity, count]) => `${entity} ${((1_000 * count) / cleanWords).toFixed(2)}`)
  return [
    'Accuracy on the labelled development set (95 % Wilson intervals; half a value covered counts as found)',
    table(['', 'labelled', 'recall', 'covered by any', 'precision'], cells),
    `Characters of labelled values left readable: ${(100 * leaked).toFixed(2)} %`,
    `False alarms per 1,000 words of texts that name nobody (${cleanWords} words): ${alarms.join(', ') || 'none'}`,
  ].join('\n')
}

/** A share with its Wilson interval: `.953 (.941–.963)`. */
function interval(hits: number, of: number): string {
  if (of === 0) return '–'
  const share = hits / of
  const centre = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of)
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  return `${decimals(share)} (${decimals(centre - half)}–${decimals(centre + half)})`
}

function decimals(share: number): string {
  return share.toFixed(3).replace(/^0/, '')
}
