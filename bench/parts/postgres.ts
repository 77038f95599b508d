import { join } from 'node:path'
import { startPostgres } from '#test/support/postgres-server.ts'
import { type Child, startChild } from '../child.ts'
import { median } from '../measure/statistics.ts'

const WRITERS = 4
const ROUNDS = 5
const ROUND_MS = 1_500

export interface PostgresFigures {
  readonly perSecond: number
  readonly plainPerSecond: number
}

/**
 * Durable records a second of four gateway processes on one PostgreSQL of this machine, turn by turn with four processes
 * that insert rows of the same bytes and nothing else: no order, no encryption, no tree, no index.
 */
export async function measurePostgres(folder: string): Promise<PostgresFigures> {
  const server = await startPostgres()
  try {
    const databaseUrl = await server.createDatabase()
    const start = (isPlain: boolean): Promise<Child[]> =>
      Promise.all(
        Array.from({ length: WRITERS }, (_, i) =>
          startChild('postgres-writer', {
            core: null,
            settings: { databaseUrl, folder: join(folder, 'postgres'), instance: `gw-${i}`, isPlain },
          }),
        ),
      )
    const [gateways, plain] = [await start(false), await start(true)]
    const rates: number[] = []
    const plainRates: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const [fast, slow] = [await rateOf(plain), await rateOf(gateways)]
      // The first round warms up.
      if (round === 0) continue
      plainRates.push(fast)
      rates.push(slow)
    }
    await Promise.all([...gateways, ...plain].map((child) => child.stop()))
    return { perSecond: median(rates), plainPerSecond: median(plainRates) }
  } finally {
    await server.stop()
  }
}

async function rateOf(writers: readonly Child[]): Promise<number> {
  const since = performance.now()
  const records = await Promise.all(writers.map((writer) => writer.ask<number>({ kind: 'write', ms: ROUND_MS })))
  return (records.reduce((sum, one) => sum + one, 0) * 1_000) / (performance.now() - since)
}
