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
    const names = [...new Set(plan.map(({ kind, check }) => `${kind} ${check}`))].join(', ')
    if (client === null)
      return [
        warn(`not running: ${names}; no client of clients.yaml has \`checks\`, so the gateway has nobody to ask as`),
      ]
    try {
      openSecrets(env).credential(client.checks!.credential)
    } catch (error) {
      return [fail(`not running: ${names}; ${client.id} has no credential: ${reasonOf(error)}`)]
    }
    return plan.map(({ kind, check, model, everyDays }) =>
      model === null
        ? warn(`${kind} ${check}: ${client.id} may use no model for its purpose, so it isn’t running`)
        : ok(`${kind} ${check} over ${model}: every ${everyDays} days as ${client.id}`),
    )
  },
}
