import { goalRow } from './goals.ts'
import { number, table } from './table.ts'

const MEGABYTE = 1_048_576

export interface MemoryFigures {
  /** Resident memory before the first exchange and after all that was measured, MB. */
  readonly idle: number
  readonly after: number
  /** What the main thread holds afterwards; the other threads have heaps of their own. */
  readonly held: NodeJS.MemoryUsage
}

export function memoryReport({ idle, after, held }: MemoryFigures): string {
  const because = heldLine(held)
  const rows = [
    { name: 'resident memory, idle', floor: 120, aim: 90, measured: idle },
    { name: 'resident memory, after all of the above', floor: 350, aim: 250, measured: after },
  ].map((goal) => goalRow({ ...goal, unit: ' MB', more: false, because }))
  return `Memory of the gateway\n${table(['goal', 'floor', 'aim', 'measured', ''], rows)}`
}

/** Where a gateway's memory is after what was measured. */
export function heldLine({ heapTotal, heapUsed, arrayBuffers }: NodeJS.MemoryUsage): string {
  const megabytes = (bytes: number): string => `${number(bytes / MEGABYTE)} MB`
  return `the main thread’s heap had ${megabytes(heapTotal)} afterwards, ${megabytes(heapUsed)} of it in use, buffers ${megabytes(arrayBuffers)}; the rest is Node itself and three threads`
}
