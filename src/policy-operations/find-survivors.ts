import type { DeepReadonly } from '../policy/deep-freeze.ts'
import { identifyPolicy } from '../policy/digest.ts'
import type { Documents } from '../policy/documents.ts'
import { compileDocuments } from './compile-documents.ts'
import { mutantsOf } from './mutants.ts'
import type { PolicyTest } from './policy-tests.ts'
import { holdsAll } from './run-policy-tests.ts'

export interface Mutation {
  /** Changes that were made. */
  readonly mutants: number
  /** Changes that load and that no test notices. */
  readonly survivors: readonly string[]
}

/** Changes each rule, one at a time, and asks the tests: a rule that may go unnoticed isn’t tested. */
export function findSurvivors(documents: DeepReadonly<Documents>, tests: readonly PolicyTest[]): Mutation {
  const sound = documents as Documents
  const { digest } = identifyPolicy(sound)
  const survivors: string[] = []
  let mutants = 0
  for (const { what, document, documents: changed } of mutantsOf(sound)) {
    mutants++
    const policy = compileDocuments(changed, document)
    if (policy !== null && policy.digest !== digest && holdsAll(policy, tests)) survivors.push(what)
  }
  return { mutants, survivors }
}
