import { openSecrets } from '../../secrets.ts'
import { type DoctorCheck, fail, ok, reasonOf } from './check.ts'

/** Every credential that the catalog names can be had. Names only: no value is ever printed. */
export const credentials: DoctorCheck = {
  name: 'credentials',
  needs: ['policy'],
  run({ env, policy }) {
    const secrets = openSecrets(env)
    return policy!.systems
      .filter((system) => system.routable)
      .map((system) => {
        try {
          const value = secrets.credential(system.upstream.credential)
          return ok(`${system.id}: ${value === null ? 'needs none' : system.upstream.credential}`)
        } catch (error) {
          return fail(`${system.id}: ${reasonOf(error)}`)
        }
      })
  },
}
