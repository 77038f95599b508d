import { compilePolicy } from '../policy/compile.ts'
import type { DeepReadonly } from '../policy/deep-freeze.ts'
import type { Documents } from '../policy/documents.ts'
import { documentCompiler } from './compile-documents.ts'
import { mutantsOf } from './mutants.ts'
import type { PolicyTest } from './policy-tests.ts'
import { holdsAll } from './run-policy-tests.ts'

export interface Mutation {
  /** Changes that were made. */
  readonly mutants: number
  /** Those of them that load and say something else. */
  readonly loaded: number
  /** Those of these that no test notices. */
  readonly survivors: readonly string[]
}

/**
 * Changes each rule, one at a time, and asks the tests: a rule that may go unnoticed isn’t tested. Throws where the tests
 * don’t hold as things are: then they would notice everything.
 */
export function findSurvivors(documents: DeepReadonly<Documents>, tests: readonly PolicyTest[]): Mutation {
  const sound = documents as Documents
  const unchanged = compilePolicy(sound)
  if (!holdsAll(unchanged, tests)) throw new Error('the tests don’t hold for the policy as it is')
  const compile = documentCompiler(sound)
  const survivors: string[] = []
  let mutants = 0
  let loaded = 0
  for (const { what, document, documents: changed } of mutantsOf(sound)) {
    mutants++
    const policy = compile(changed, document)
    if (policy === null || policy.digest === unchanged.digest) continue
    loaded++
    if (holdsAll(policy, tests)) survivors.push(what)
  }
  return { mutants, loaded, survivors }
}
