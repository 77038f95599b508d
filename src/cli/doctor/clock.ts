import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type DoctorCheck, fail, ok } from './check.ts'

const TOLERANCE_MS = 5_000

/** A clock behind the newest record would give entries a time before the last one's. */
export const clock: DoctorCheck = {
  name: 'clock',
  needs: ['config'],
  run({ config }) {
    const now = Date.now()
    const newest = ['records.db', 'records.db-wal'].map(
      (file) => statSync(join(config!.data, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    )
    const behind = Math.max(...newest) - now
    if (behind > TOLERANCE_MS)
      return [fail(`the clock is ${Math.round(behind / 1000)} s behind the newest record: set it, and keep it by NTP`)]
    return [ok(new Date(now).toISOString())]
  },
}
