import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

/** One disk is one accident. */
export const mirror: DoctorCheck = {
  name: 'mirror',
  needs: ['config'],
  run({ config }) {
    const { data, mirror: folder } = config!
    if (folder === null) return [warn('no second disk has the records: STATEHOUSE_MIRROR, or frequent backups')]
    const there = nearest(folder)
    if (there !== resolve(folder) && existsSync(data)) return [fail(`${folder} isn’t there: is its disk mounted?`)]
    return [
      statSync(there).dev === statSync(nearest(data)).dev
        ? warn(`${folder} is on the same disk as ${data}`)
        : ok(`${folder} is on another disk than ${data}`),
    ]
  },
}

function nearest(path: string): string {
  const folder = resolve(path)
  return existsSync(folder) ? folder : nearest(dirname(folder))
}
