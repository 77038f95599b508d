import cluster, { type Worker } from 'node:cluster'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { ExitCode } from './context.ts'

/** So long after one has ended another is started, milliseconds. */
const AGAIN_MS = 1_000

/**
 * Several gateways of this machine on one port and one log, each a process: `serve` with `WORKERS` above 1. They are gateways
 * as those of other machines are, each with a name and a folder of its own; the first keeps this one's, with the anchor and
 * the operator's socket. One that ends is replaced; where one can't even start at the beginning, all end, with its code.
 */
export function serveWorkers(config: Config, stderr: (line: string) => void): Promise<ExitCode> {
  const { promise, resolve } = Promise.withResolvers<ExitCode>()
  const running = new Set<Worker>()
  let ending: ExitCode | null = null

  const end = (code: ExitCode): void => {
    ending ??= code
    for (const worker of running) worker.process.kill('SIGTERM')
    if (running.size === 0) resolve(ending)
  }
  const begin = (number: number, isFirst: boolean): void => {
    const worker = cluster.fork(environmentOf(config, number))
    running.add(worker)
    let hasServed = false
    worker.once('listening', () => {
      hasServed = true
      stderr(`worker ${number} serves (process ${worker.process.pid})`)
    })
    worker.once('exit', (code: number | null, signal: string | null) => {
      running.delete(worker)
      if (ending !== null) return end(ending)
      if (isFirst && !hasServed) return end(code === 3 ? 3 : 2)
      stderr(`worker ${number} ended (${signal ?? code}); another one takes its place`)
      setTimeout(() => ending === null && begin(number, false), AGAIN_MS)
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(0))
  process.on('SIGHUP', () => {
    for (const worker of running) worker.process.kill('SIGHUP')
  })
  for (let number = 1; number <= config.workers; number++) begin(number, true)
  return promise
}

/** Whether this process is one of them. */
export function isWorker(): boolean {
  return cluster.isWorker
}

function environmentOf({ instance, data, recordKeyFile, logSigningKeyFile }: Config, number: number): object {
  return {
    STATEHOUSE_INSTANCE: `${instance}-${number}`,
    STATEHOUSE_RECORD_KEY: recordKeyFile,
    STATEHOUSE_LOG_SIGNING_KEY: logSigningKeyFile,
    ...(number === 1 ? {} : { STATEHOUSE_DATA: join(data, 'workers', String(number)), STATEHOUSE_ANCHOR: '' }),
  }
}
