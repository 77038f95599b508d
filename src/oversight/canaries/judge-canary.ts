import type { Canary } from '../../policy/policy-set.ts'

/** What an answer lacks of what its canary expects; empty: nothing. */
export function faultsOf({ contains, excludes }: Pick<Canary, 'contains' | 'excludes'>, answer: string): string[] {
  const said = answer.toLowerCase()
  return [
    ...contains.filter((word) => !said.includes(word.toLowerCase())).map((word) => `lacks “${word}”`),
    ...excludes.filter((word) => said.includes(word.toLowerCase())).map((word) => `has “${word}”`),
  ]
}
