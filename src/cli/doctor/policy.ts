import { dueList } from '../../policy/due-list.ts'
import { checkPolicy } from '../../policy/load.ts'
import { formatProblem, PolicyError } from '../../policy/problem.ts'
import { type DoctorCheck, fail, ok, warn } from './check.ts'

/** Loads, and says what runs out soon: an expiry refuses from one second to the next. */
export const policy: DoctorCheck = {
  name: 'policy',
  needs: ['config'],
  run({ config }) {
    try {
      const { policy: loaded, warnings } = checkPolicy({ folder: config!.policies })
      return [
        ok(`${config!.policies}: version ${loaded.version}`),
        ...warnings.map((warning) => warn(formatProblem(warning))),
        ...dueList(loaded, Date.now())
          .filter(({ stage }) => stage !== 'in 60 days')
          .map(({ what, stage, dueAt, owner }) =>
            warn(`${what}: ${stage}, ${new Date(dueAt).toISOString().slice(0, 10)}; ${owner}`),
          ),
      ]
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return error.problems.map((problem) => fail(formatProblem(problem)))
    }
  },
}
