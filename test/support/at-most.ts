import { expect } from 'vitest'

/**
 * What a promise allows, milliseconds. Held in the long form only, which runs on a machine of its own: in `npm test` that
 * it happened is asserted, and how fast depends on whatever else the machine does.
 */
export function expectAtMost(ms: number, took: number): void {
  if (process.env['STATEHOUSE_TEST_FULL'] === '1') expect(took).toBeLessThan(ms)
}
