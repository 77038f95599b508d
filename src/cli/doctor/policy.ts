import { loadPolicy } from '../../policy/load.ts'
import { formatProblem, PolicyError } from '../../policy/problem.ts'
import { endOfDay } from '../../policy/zoned-day.ts'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

const MONTH_MS = 30 * 86_400_000

/** Loads, and says what runs out soon: an expiry refuses from one second to the next. */
export const policy: DoctorCheck = {
  name: 'policy',
  needs: ['config'],
  run({ config }) {
    try {
      const loaded = loadPolicy({ folder: config!.policies })
      const now = Date.now()
      const soon = [
        ...loaded.systems.map(({ id, expiresAt }) => ({ what: `approval of system ${id}`, expiresAt })),
        ...loaded.clients.map(({ id, expiresAt }) => ({ what: `registration of client ${id}`, expiresAt })),
        { what: 'review of the policy', expiresAt: endOfDay(loaded.profile.reviewBy, loaded.profile.timezone) },
      ].filter(({ expiresAt }) => expiresAt - now < MONTH_MS)
      return [
        ok(`${config!.policies}: version ${loaded.version}`),
        ...soon.map(({ what, expiresAt }) =>
          warn(`${what}: ${expiresAt <= now ? 'expired' : 'due'} ${new Date(expiresAt).toISOString().slice(0, 10)}`),
        ),
      ]
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return error.problems.map((problem) => fail(formatProblem(problem)))
    }
  },
}
