import { type Config, type Environment, readConfig } from '../../config.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type DoctorCheck, type Finding, fail, reasonOf, type Subject } from './check.ts'

export interface NamedFinding extends Finding {
  readonly name: string
}

/** Makes all checks; one that throws has failed, and the others are made all the same. */
export async function examine(checks: readonly DoctorCheck[], env: Environment): Promise<NamedFinding[]> {
  const config = attempt(() => readConfig(env))
  const policy = config === null ? null : attempt(() => loadPolicy({ folder: config.policies }))
  const subject: Subject = { env, config, policy }
  const results = await Promise.all(
    checks.map(async (check) => {
      if (check.needs.some((need) => subject[need] === null)) return []
      const findings = await perform(check, subject)
      return findings.map((finding) => ({ name: check.name, ...finding }))
    }),
  )
  return results.flat()
}

async function perform(check: DoctorCheck, subject: Subject): Promise<readonly Finding[]> {
  try {
    return await check.run(subject)
  } catch (error) {
    return [fail(reasonOf(error))]
  }
}

function attempt<T extends Config | PolicySet>(get: () => T): T | null {
  try {
    return get()
  } catch {
    // The check `configuration` or `policy` tries again and says why.
    return null
  }
}
