import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Moves one thread of a process, by its name, to a core; false where that isn't possible. */
export function pinThread(pid: number, name: string, core: number): boolean {
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    if (readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim() !== name) continue
    return spawnSync('taskset', ['-p', '-c', String(core), thread], { stdio: 'ignore' }).status === 0
  }
  return false
}
