import type { DeepReadonly } from '../policy/deep-freeze.ts'
import type { Documents } from '../policy/documents.ts'
import { documentCompiler } from './compile-documents.ts'
import { mutantsOf } from './mutants.ts'
import type { PolicyTest } from './policy-tests.ts'
import { holdsAll, holdsInDocuments } from './run-policy-tests.ts'

export interface Mutation {
  /** Changes that were made. */
  readonly mutants: number
  /** Changes that load and that no test notices. */
  readonly survivors: readonly string[]
}

/** Changes each rule, one at a time, and asks the tests: a rule that may go unnoticed isn’t tested. */
export function findSurvivors(documents: DeepReadonly<Documents>, tests: readonly PolicyTest[]): Mutation {
  const results = [...tryMutants(documents, tests)]
  return { mutants: results.length, survivors: results.filter((one) => one !== null) }
}

/**
 * For each change in turn, what it was where no test notices it, else null. Throws where the documents don’t compile or the
 * tests don’t hold as things are: then everything would look noticed.
 */
export function* tryMutants(
  documents: DeepReadonly<Documents>,
  tests: readonly PolicyTest[],
): Generator<string | null, void> {
  const sound = documents as Documents
  const compile = documentCompiler(sound)
  const unchanged = compile(sound, 'profile')
  if (unchanged === null || !holdsAll(unchanged, tests)) throw new Error('the tests don’t hold for the policy as it is')
  const settings = Map.groupBy(
    tests.filter((test) => test.kind === 'setting'),
    ({ at }) => at.split('.')[0]!,
  )
  const decisions = tests.filter(({ kind }) => kind === 'decision')
  for (const { what, document, documents: changed } of mutantsOf(sound)) {
    // What a setting tells needs no policy to be made of it.
    const policy = holdsInDocuments(changed, settings.get(document) ?? []) ? compile(changed, document) : null
    const isUnnoticed = policy !== null && policy.digest !== unchanged.digest && holdsAll(policy, decisions)
    yield isUnnoticed ? what : null
  }
}
