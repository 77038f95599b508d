import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

const GIB = 2 ** 30

/** A full disk stops every call, because a call that can't be recorded isn't made. */
export const disk: DoctorCheck = {
  name: 'disk space',
  needs: ['config'],
  async run({ config }) {
    const { bavail, bsize, blocks } = await statfs(nearestFolder(config!.data))
    const free = bavail * bsize
    const share = Math.round((bavail / blocks) * 100)
    const detail = `${(free / GIB).toFixed(1)} GiB free (${share} %) for ${config!.data}`
    if (free < GIB) return [fail(`${detail}: make room, or every call will be refused`)]
    return [share < 10 ? warn(detail) : ok(detail)]
  },
}

function nearestFolder(path: string): string {
  const folder = resolve(path)
  return existsSync(folder) ? folder : nearestFolder(dirname(folder))
}
