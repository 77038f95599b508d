import { openSecrets } from '../../secrets.ts'
import { type DoctorCheck, fail, ok, reasonOf } from './check.ts'

/** Every credential that the policy names can be had. Names only: no value is ever printed. */
export const credentials: DoctorCheck = {
  name: 'credentials',
  needs: ['policy'],
  run({ env, policy }) {
    const secrets = openSecrets(env)
    const systems = policy!.systems
      .filter((system) => system.routable)
      .map(({ id, upstream }) => ({ id, reference: upstream.credential }))
    // The pages sign people in as clients of their own; a page for residents asks as its app.
    const clients = policy!.clients.flatMap(({ id, pages, surface, checks }) => [
      ...(pages === undefined ? [] : [{ id: `pages as ${id}`, reference: pages.credential }]),
      ...(surface === undefined ? [] : [{ id: `/public/${id}`, reference: surface.credential }]),
      ...(checks === undefined ? [] : [{ id: `checks as ${id}`, reference: checks.credential }]),
    ])
    return [...systems, ...clients].map(({ id, reference }) => {
      try {
        const value = secrets.credential(reference)
        return ok(`${id}: ${value === null ? 'needs none' : reference}`)
      } catch (error) {
        return fail(`${id}: ${reasonOf(error)}`)
      }
    })
  },
}
