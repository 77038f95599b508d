import { readFileSync, realpathSync, statSync } from 'node:fs'
import { type DoctorCheck, ok, warn } from './check.ts'

const ADVICE = 'the search index holds clear text, so the volume must be encrypted'

/** Asks for volume encryption; what it can see of it depends on the system. */
export const encryption: DoctorCheck = {
  name: 'volume encryption',
  needs: ['config'],
  run({ config }) {
    const uuid = deviceMapperId(config!.data)
    if (uuid?.startsWith('CRYPT-')) return [ok(`${config!.data} is on an encrypted volume`)]
    return [warn(`can’t see that ${config!.data} is on an encrypted volume; ${ADVICE}`)]
  },
}

/** Linux: what the device mapper says the folder's device is; null where there is none or it can't be told. */
function deviceMapperId(folder: string): string | null {
  try {
    const device = statSync(realpathSync(folder)).dev
    const major = (device >> 8) & 0xfff
    const minor = (device & 0xff) | ((device >> 12) & 0xfff00)
    return readFileSync(`/sys/dev/block/${major}:${minor}/dm/uuid`, 'utf8').trim()
  } catch {
    return null
  }
}
