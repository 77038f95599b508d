import { formatProblem, PolicyError } from '../../policy/problem.ts'
import { endOfDay } from '../../policy/zoned-day.ts'
import { policySource } from '../../policy-operations/policy-source.ts'
import { type DoctorCheck, fail, note, ok, warn } from './check.ts'

const MONTH_MS = 30 * 86_400_000

/** Loads, and says what runs out soon: an expiry refuses from one second to the next. */
export const policy: DoctorCheck = {
  name: 'policy',
  needs: ['config'],
  run({ config }) {
    try {
      const { policies, policySigners, shadowPolicies } = config!
      const prepared = policySource({ folder: policies, signersFile: policySigners, now: () => Date.now() }).prepare()
      const { policy: loaded, seal, tests } = prepared
      const now = Date.now()
      const soon = [
        ...loaded.systems.map(({ id, expiresAt }) => ({ what: `approval of system ${id}`, expiresAt })),
        ...loaded.clients.map(({ id, expiresAt }) => ({ what: `registration of client ${id}`, expiresAt })),
        { what: 'review of the policy', expiresAt: endOfDay(loaded.profile.reviewBy, loaded.profile.timezone) },
      ].filter(({ expiresAt }) => expiresAt - now < MONTH_MS)
      return [
        ok(`${policies}: version ${loaded.version}, ${tests} tests hold`),
        seal === null
          ? warn('the policy isn’t signed: whoever can write the folder decides; set STATEHOUSE_POLICY_SIGNERS')
          : ok(
              `bundle ${seal.sequence}, signed by ${seal.signers.map(({ name, role }) => `${name} (${role})`).join(', ')}`,
            ),
        ...(tests === 0 ? [warn('the policy has no tests: a mistake in it comes into force unnoticed')] : []),
        ...(shadowPolicies === null ? [] : [note(`candidate ${shadowPolicies} is asked beside it`)]),
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
