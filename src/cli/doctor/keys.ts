import { stat } from 'node:fs/promises'
import { readKeyRingFile } from '../../records/key-ring.ts'
import { readSigningKeyFile } from '../../records/signing-key.ts'
import { type DoctorCheck, type Finding, fail, ok, reasonOf, warn } from './check.ts'

export const keys: DoctorCheck = {
  name: 'keys',
  needs: ['config'],
  async run({ config }) {
    const { logSigningKeyFile, recordKeyFile, logOrigin } = config!
    const signing = await look(logSigningKeyFile, async () => {
      const key = await readSigningKeyFile(logSigningKeyFile)
      return key.name === logOrigin
        ? ok(`log signing key of ${key.name}`)
        : fail(`${logSigningKeyFile} is of log ${key.name}, configured is ${logOrigin}`)
    })
    const record = await look(recordKeyFile, async () => ok(`record keys ${(await readKeyRingFile(recordKeyFile)).id}`))
    return [
      ...signing,
      ...record,
      warn('the keys are not sealed to custodians: keep a copy of both files on another machine'),
    ]
  },
}

async function look(path: string, read: () => Promise<Finding>): Promise<Finding[]> {
  try {
    const { mode } = await stat(path)
    const open = process.platform !== 'win32' && (mode & 0o077) !== 0
    return [await read(), ...(open ? [fail(`${path} can be read by others: chmod 600 ${path}`)] : [])]
  } catch (error) {
    return [
      fail(
        (error as NodeJS.ErrnoException).code === 'ENOENT' ? `${path} is missing: statehouse init` : reasonOf(error),
      ),
    ]
  }
}
