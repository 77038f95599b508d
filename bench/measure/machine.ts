import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release } from 'node:os'

/** What else the machine did while something was measured. */
export interface MachineWatch {
  /** One line: cores that were busy with processes other than the given ones, and time the host took away. */
  report(own: readonly number[]): string
}

/** Microseconds that all processes together ran and that the host took, so far. */
function totals(): { readonly busyMs: number; readonly stolenMs: number } {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .trim()
    .split(/ +/)
    .slice(1)
    .map((ticks) => Number(ticks) * 10)
  return { busyMs: user + nice + system + irq + softirq, stolenMs: steal }
}

function ownMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

export function watchMachine(own: readonly number[]): MachineWatch {
  const start = performance.now()
  const before = totals()
  const ownBefore = own.reduce((sum, pid) => sum + ownMs(pid), 0)
  return {
    report(pids) {
      const ms = performance.now() - start
      const after = totals()
      const ours = pids.reduce((sum, pid) => sum + ownMs(pid), 0) - ownBefore
      const foreign = Math.max(0, (after.busyMs - before.busyMs - ours) / ms)
      const stolen = (after.stolenMs - before.stolenMs) / ms
      const quoted = foreign > 0.3 ? ' — too busy to be quoted: absolute figures are worse than the truth' : ''
      return `foreign load ${foreign.toFixed(2)} cores, stolen by the host ${stolen.toFixed(2)}${quoted}`
    },
  }
}

export function machineLine(): string {
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${process.platform} ${release()}`
}
