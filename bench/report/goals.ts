import { number } from './table.ts'

/** One goal: what must be, what is aimed at, what was measured. */
export interface Goal {
  readonly name: string
  readonly unit: string
  readonly floor: number
  readonly aim: number
  readonly measured: number
  /** Whether more is better. */
  readonly more: boolean
  /** Said where the floor isn't reached: where the time goes; where nothing could be measured: why. */
  readonly because: string
}

export function goalRow(goal: Goal): string[] {
  const { name, unit, floor, aim, measured, more, because } = goal
  const holds = (bound: number): boolean => (more ? measured >= bound : measured <= bound)
  const verdict = !Number.isFinite(measured)
    ? because
    : holds(aim)
      ? 'reached, aim too'
      : holds(floor)
        ? 'reached'
        : `not reached: ${because}`
  const sign = more ? '≥' : '≤'
  return [name, `${sign} ${number(floor)}`, `${sign} ${number(aim)}`, `${number(measured)}${unit}`, verdict]
}

/** The largest parts of a breakdown, for a goal's `because`. */
export function largest(parts: Readonly<Record<string, number>>, count = 4): string {
  return Object.entries(parts)
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([part, micros]) => `${part} ${number(micros)} µs`)
    .join(', ')
}
