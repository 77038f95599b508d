import { dueList } from '../../policy/due-list.ts'
import { formatProblem, PolicyError } from '../../policy/problem.ts'
import { policySource } from '../../policy-operations/policy-source.ts'
import { type DoctorCheck, fail, note, ok, warn } from './check.ts'

/** Loads, and says what runs out soon: an expiry refuses from one second to the next. */
export const policy: DoctorCheck = {
  name: 'policy',
  needs: ['config'],
  run({ config }) {
    try {
      const { policies, policySigners, shadowPolicies } = config!
      const prepared = policySource({ folder: policies, signersFile: policySigners, now: () => Date.now() }).prepare()
      const { policy: loaded, seal, tests, warnings } = prepared
      const soon = dueList(loaded, Date.now()).filter(({ stage }) => stage !== 'within 60 days')
      return [
        ok(`${policies}: version ${loaded.version}, ${tests} tests hold`),
        seal === null
          ? warn('the policy isn’t signed: whoever can write the folder decides; set STATEHOUSE_POLICY_SIGNERS')
          : ok(
              `bundle ${seal.sequence}, signed by ${seal.signers.map(({ name, role }) => `${name} (${role})`).join(', ')}`,
            ),
        ...(tests === 0 ? [warn('the policy has no tests: a mistake in it comes into force unnoticed')] : []),
        ...(shadowPolicies === null ? [] : [note(`candidate ${shadowPolicies} is asked beside it`)]),
        ...warnings.map((warning) => warn(formatProblem(warning))),
        ...soon.map(({ what, stage, dueAt, owner }) =>
          warn(`${what}: ${stage}, ${new Date(dueAt).toISOString().slice(0, 10)}; ${owner}`),
        ),
      ]
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return error.problems.map((problem) => fail(formatProblem(problem)))
    }
  },
}
