import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isObjectAddress, parseObjectAddress } from '../../records/objects/object-address.ts'
import { type DoctorCheck, type Finding, fail, ok, warn } from './check.ts'

/** One disk is one accident. */
export const mirror: DoctorCheck = {
  name: 'mirror',
  needs: ['config'],
  run({ config }) {
    const { data, mirror: place } = config!
    if (place === null) return [warn('no second disk has the records: STATEHOUSE_MIRROR, or frequent backups')]
    if (isObjectAddress(place)) return [judgeAddress(place)]
    const there = nearest(place)
    if (there !== resolve(place) && existsSync(data)) return [fail(`${place} isn’t there: is its disk mounted?`)]
    return [
      statSync(there).dev === statSync(nearest(data)).dev
        ? warn(`${place} is on the same disk as ${data}`)
        : ok(`${place} is on another disk than ${data}`),
    ]
  },
}

function judgeAddress(place: string): Finding {
  try {
    const { origin, bucket } = parseObjectAddress(place)
    return ok(`${origin} keeps a copy in ${bucket}; whether it answers, /readyz says`)
  } catch (error) {
    return fail(`STATEHOUSE_MIRROR: ${(error as Error).message}`)
  }
}

function nearest(path: string): string {
  const folder = resolve(path)
  return existsSync(folder) ? folder : nearest(dirname(folder))
}
