import { stat } from 'node:fs/promises'
import type { Config } from '../../config.ts'
import { isDemoFolder } from '../../records/demo-folder.ts'
import { isCovered, readEscrowReceipt } from '../../records/escrow/escrow-receipt.ts'
import { keyServiceOf } from '../../records/key-file.ts'
import { readKeyRingFile } from '../../records/key-ring.ts'
import { readSigningKeyFile } from '../../records/signing-key.ts'
import { nameOf } from '../keys-wrap.ts'
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
    const record = await look(recordKeyFile, async () => {
      const { id } = await readKeyRingFile(recordKeyFile)
      const kms = await keyServiceOf(recordKeyFile)
      return ok(`record keys ${id}${kms === null ? '' : `, wrapped by ${nameOf(kms)}`}`)
    })
    return [...signing, ...record, await escrowOf(config!)]
  },
}

/** Without an escrow the only keys to six years of records go with one disk. A demo has no custodians. */
async function escrowOf({ data, logSigningKeyFile, recordKeyFile }: Config): Promise<Finding> {
  const bad = isDemoFolder(data) ? warn : fail
  const receipt = await readEscrowReceipt(data)
  if (receipt === null) return bad('the keys are not sealed to custodians: statehouse keys escrow')
  const ring = await readKeyRingFile(recordKeyFile).catch(() => null)
  const signingKey = await readSigningKeyFile(logSigningKeyFile).catch(() => null)
  const names = receipt.custodians.map(({ name }) => name).join(' and ')
  // Missing keys have been told already.
  if (ring === null || signingKey === null) return ok(`escrowed with ${names} on ${receipt.at}`)
  return isCovered(receipt, { ring, signingKey })
    ? ok(`escrowed with ${names} on ${receipt.at}`)
    : bad('the keys changed since they were sealed to custodians: statehouse keys escrow')
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
