import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { quantile } from './statistics.ts'

const WRITES = 60

/** Milliseconds that one write of 4 KB takes to be durable in this folder, p50. */
export function syncMs(folder: string): number {
  const file = join(folder, 'sync-probe')
  const descriptor = openSync(file, 'w')
  const block = Buffer.alloc(4_096, 7)
  const times: number[] = []
  for (let i = 0; i < WRITES; i++) {
    const start = performance.now()
    writeSync(descriptor, block)
    fdatasyncSync(descriptor)
    times.push(performance.now() - start)
  }
  closeSync(descriptor)
  rmSync(file)
  return quantile(times, 0.5)
}
