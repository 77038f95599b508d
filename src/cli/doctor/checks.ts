import { checkClient, checkPlan } from '../../oversight/checks/check-plan.ts'
import { openSecrets } from '../../secrets.ts'
import { type DoctorCheck, fail, note, ok, reasonOf, warn } from './check.ts'

/** Whether the probes and canaries that the policy gives days to are run by anybody (MS-46, MS-54). */
export const checks: DoctorCheck = {
  name: 'checks',
  needs: ['policy'],
  run({ env, policy }) {
    const plan = checkPlan(policy!, Date.now())
    if (plan.length === 0) return [note('oversight.yaml gives no probe or canary days to run by itself')]
    const client = checkClient(policy!)
    const { probes, canaries } = policy!.oversight!
    const purposes = [...new Set([...probes, ...canaries].map(({ purpose }) => purpose))].join(', ')
    const names = [...new Set(plan.map(({ kind, check }) => `${kind} ${check}`))].join(', ')
    if (client === null)
      return [
        warn(
          `not running: ${names}; no client of clients.yaml has \`checks\`, so the gateway has nobody to ask as. ` +
            'Register an app of its own at the issuer; give it a client of kind app in clients.yaml, attended: false, with ' +
            'checks: { credential: env:CHECKS_APP_SECRET } and its acknowledged notices; have it approved for the purposes ' +
            `${purposes} of each system to be checked (a grant of catalog.yaml with subjectTypes: [service]), and set ` +
            'CHECKS_APP_SECRET. Until then `statehouse probe` and `statehouse canary` run them by hand',
        ),
      ]
    try {
      openSecrets(env).credential(client.checks!.credential)
    } catch (error) {
      return [fail(`not running: ${names}; ${client.id} has no credential: ${reasonOf(error)}`)]
    }
    return plan.map(({ kind, check, model, everyDays }) =>
      model === null
        ? warn(
            `${kind} ${check}: ${client.id} may use no model for its purpose, so it isn’t running; a grant of catalog.yaml ` +
              `with subjectTypes: [service] has to name the purpose, one of ${purposes}`,
          )
        : ok(`${kind} ${check} over ${model}: every ${everyDays} days as ${client.id}`),
    )
  },
}
