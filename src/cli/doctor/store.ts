import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type DoctorCheck, fail, note, ok } from './check.ts'

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
