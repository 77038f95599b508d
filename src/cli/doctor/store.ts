import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { examineDatabase } from '../../records/postgres/examine-database.ts'
import { type DoctorCheck, type Finding, fail, note, ok, reasonOf, warn } from './check.ts'

const TIMEOUT_MS = 3_000

/** The running gateway knows best whether it can record; without one, the files must at least be there and writable. */
export const store: DoctorCheck = {
  name: 'store',
  needs: ['config'],
  async run({ config }) {
    const ready = await fetch(`${config!.publicUrl}/readyz`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    }).catch(() => null)
    if (ready !== null) {
      await ready.body?.cancel()
      return [
        ready.ok
          ? ok(`the gateway at ${config!.publicUrl} can record`)
          : fail(`the gateway at ${config!.publicUrl} isn’t ready (${ready.status})`),
      ]
    }
    if (config!.databaseUrl !== null) return await database(config!.databaseUrl)
    const file = join(config!.data, 'records.db')
    const reason = await access(file, constants.R_OK | constants.W_OK).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code ?? 'unknown',
    )
    if (reason === 'ENOENT') return [note(`no records yet at ${file}; the gateway isn’t running`)]
    return [
      reason === null
        ? ok(`${file} is there; the gateway isn’t running`)
        : fail(`${file} can’t be written (${reason})`),
    ]
  },
}

/** What can be told of a database without writing to it. The address is never shown, it may hold a password. */
async function database(url: string): Promise<Finding[]> {
  try {
    const { schema, owns, size } = await examineDatabase(url)
    const found =
      schema === 0
        ? note('the database answers and is set to keep what it acknowledges; it holds no log yet')
        : ok(`the database answers and is set to keep what it acknowledges; ${size} entries; the gateway isn’t running`)
    return owns
      ? [found, warn('the login owns the log’s tables; serve as a member of statehouse_app that doesn’t')]
      : [found]
  } catch (error) {
    return [fail(`the database can’t be used: ${reasonOf(error)}`)]
  }
}
