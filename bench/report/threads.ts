import { INDEX_THREAD, type ThreadTimes } from '../measure/cpu.ts'
import { number } from './table.ts'

/** Threads with less than this are not named, µs. */
const NAMED_FROM = 0.5
const NAMES: Readonly<Record<string, string>> = {
  V8Worker: 'compiler and collector threads',
  'libuv-worker': 'thread pool',
}

/** Where the time goes, the largest first: what a goal that isn't reached says. */
export function byThread({ cpuMicros, mainMicros, threadMicros }: ThreadTimes): string {
  const { [INDEX_THREAD]: _apart, ...others } = threadMicros
  const named = Object.entries({ 'main thread': mainMicros, ...others })
    .filter(([, micros]) => micros >= NAMED_FROM)
    .sort((a, b) => b[1] - a[1])
    .map(([name, micros]) => `${NAMES[name] ?? name} ${number(micros)}`)
  return `of ${number(cpuMicros)} µs CPU: ${named.join(', ')}`
}
