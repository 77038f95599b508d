import { operatorSocketPath } from '../../http/operator-api.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { ACCOUNTABLE_PARTS } from '../../policy/schema/oversight.ts'
import { operatorHeaders, throughSocket } from '../operator-access.ts'
import { type DoctorCheck, type Finding, note, ok, warn } from './check.ts'

/** As the operator's socket answers (`showAccountability` of openapi.yaml). */
interface Answered {
  readonly systems: readonly { readonly system: string; readonly orphan: boolean }[] | null
  readonly units: readonly { readonly unit: string; readonly standing: string }[]
}

/**
 * Clauses MS-52, MO-03: every system and every unit has somebody who answers. Files say who is named; only the running
 * gateway, which is asked by its socket, knows who has left.
 */
export const accountability: DoctorCheck = {
  name: 'accountability',
  needs: ['config', 'policy'],
  async run({ config, policy, env }) {
    const inFiles = named(policy!)
    const socket = throughSocket(operatorSocketPath(config!.data), operatorHeaders({ env }))
    const answer = (await socket.answers())
      ? await socket.send('GET', '/api/v1/accountability').catch(() => null)
      : null
    if (answer === null)
      return [
        ...inFiles,
        note(
          'no gateway runs on this data folder, so nobody can say who has left; it shows that at /oversight/accountability',
        ),
      ]
    const { systems, units } = answer.body as unknown as Answered
    const orphans = (systems ?? []).filter(({ orphan }) => orphan)
    const left = units.filter(({ standing }) => standing === 'gone')
    return [
      ...inFiles,
      ...orphans.map(({ system }) =>
        warn(
          `system ${system} is an orphan: whoever owned or monitored it has left; name somebody in oversight.yaml, accountable`,
        ),
      ),
      ...left.map(({ unit }) => warn(`the leader of unit ${unit} has left; name somebody in units.yaml`)),
      ...(inFiles.length + orphans.length + left.length === 0
        ? [ok('somebody answers for every system and unit')]
        : []),
    ]
  },
}

function named({ oversight, units, issuers }: PolicySet): Finding[] {
  const rule = oversight?.accountable
  const given = new Set(issuers.flatMap(({ roles }) => Object.values(roles)))
  return [
    ...(rule === undefined
      ? [warn('oversight.yaml doesn’t say who answers for systems: nobody is told when whoever did has left')]
      : ACCOUNTABLE_PARTS.filter((part) => !rule[part].some((role) => given.has(role))).map((part) =>
          warn(`no issuer gives a duty of ${part} of systems: map a role in issuers.yaml, or name somebody for each`),
        )),
    ...units.units
      .filter(({ leader, leaderRole }) => leader === undefined && leaderRole === undefined)
      .map(({ id }) => warn(`unit ${id} has no leader, so nothing new is approved for it; name one in units.yaml`)),
  ]
}
