import { readdirSync, readFileSync } from 'node:fs'

/** Processor time of a process so far, milliseconds. */
export interface CpuTime {
  /** Its main thread alone. */
  readonly main: number
  /** All threads. */
  readonly all: number
  /** By thread name, main excluded. */
  readonly threads: Readonly<Record<string, number>>
}

/** Reads the scheduler's own count. Threads that ended in between are lost, so measure while nothing starts or ends. */
export function cpuTime(pid: number): CpuTime {
  let main = 0
  let all = 0
  const threads: Record<string, number> = {}
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const run = Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6
    all += run
    if (thread === String(pid)) main = run
    else {
      const name = readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim()
      threads[name] = (threads[name] ?? 0) + run
    }
  }
  return { main, all, threads }
}

export function since(before: CpuTime, after: CpuTime): CpuTime {
  const threads = Object.fromEntries(
    Object.entries(after.threads).map(([name, time]) => [name, time - (before.threads[name] ?? 0)]),
  )
  return { main: after.main - before.main, all: after.all - before.all, threads }
}
