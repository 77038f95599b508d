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

/** Processor time of one request, chunk or record, µs, by thread. */
export interface ThreadTimes {
  /** All threads but the search index, which is not on the way of an exchange. */
  readonly cpuMicros: number
  readonly mainMicros: number
  readonly threadMicros: Readonly<Record<string, number>>
}

/** Over all rounds: in a short one what is under way at its ends weighs too much. */
export function threadTimes(rounds: readonly CpuTime[], units: number): ThreadTimes {
  const micros = (of: (cpu: CpuTime) => number): number =>
    (rounds.reduce((total, cpu) => total + of(cpu), 0) * 1_000) / Math.max(1, units)
  const names = new Set(rounds.flatMap(({ threads }) => Object.keys(threads)))
  return {
    cpuMicros: micros(({ all, threads }) => all - (threads[INDEX_THREAD] ?? 0)),
    mainMicros: micros(({ main }) => main),
    threadMicros: Object.fromEntries([...names].map((name) => [name, micros(({ threads }) => threads[name] ?? 0)])),
  }
}

/** The search index works beside the gateway and could have a core of its own. */
export const INDEX_THREAD = 'search-index'
