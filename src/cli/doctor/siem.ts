import { openSecrets } from '../../secrets.ts'
import type { SinkStatus } from '../../siem/siem-link.ts'
import { type DoctorCheck, fail, note, ok, reasonOf, warn } from './check.ts'

const TIMEOUT_MS = 3_000

/** Whether security events can leave, and how far each sink is behind the log. */
export const siem: DoctorCheck = {
  name: 'siem',
  needs: ['config', 'policy'],
  async run({ config, env, policy }) {
    const { sinks } = policy!.siem
    if (sinks.length === 0) return [note('no sink is named in siem.yaml: no SIEM hears of the records')]
    const secrets = openSecrets(env)
    const running = await reportOf(config!.publicUrl)
    return sinks.map(({ id, to }) => {
      try {
        if (to.kind === 'https') secrets.credential(to.credential)
      } catch (error) {
        return fail(`${id}: ${reasonOf(error)}`)
      }
      const status = running?.find((one) => one.id === id)
      if (status === undefined) return note(`${id}: the gateway isn’t running, or doesn’t tell this address`)
      if (status.fault !== null) return warn(`${id}: ${status.fault}; ${status.behind} entries behind`)
      return ok(`${id}: ${status.behind} entries behind`)
    })
  },
}

async function reportOf(publicUrl: string): Promise<readonly SinkStatus[] | null> {
  try {
    const answer = await fetch(`${publicUrl}/readyz`, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
    return ((await answer.json()) as { siem?: SinkStatus[] }).siem ?? null
  } catch {
    return null
  }
}
