import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decide } from '#src/policy/decide.ts'
import { formatDecision, formatRefusal, formatWayOut } from '#src/policy/format-decision.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { readFacts } from '#src/policy/read-facts.ts'
import { THOROUGH, wayOut } from '#src/policy/way-out.ts'
import { loadDemoPolicy, PROFILES } from '#test/support/policies.ts'

/** Each file: facts, a line of dashes, and the decision with the reasons of every check. GOLDEN=write rewrites the second half. */
const FOLDER = 'test/golden/policies'
const SEPARATOR = '\n----------\n'

describe.each(PROFILES)('%s', (profile) => {
  const policy = loadDemoPolicy(profile)
  for (const file of readdirSync(join(FOLDER, profile))) {
    const path = join(FOLDER, profile, file)
    const [facts, expected] = readFileSync(path, 'utf8').split(SEPARATOR) as [string, string]
    test(file, { tags: clausesShown(expected) }, () => {
      const actual = `${answer(policy, JSON.parse(facts))}\n`
      if (process.env['GOLDEN'] === 'write') writeFileSync(path, facts + SEPARATOR + actual)
      else expect(actual).toBe(expected)
    })
  }
})

test('both profiles are asked the same calls', () => {
  const [mississippi, missouri] = PROFILES.map((profile) => readdirSync(join(FOLDER, profile)))
  expect(missouri).toEqual(mississippi)
})

/** The clauses that a golden file shows at work: those that refuse or oblige in it. */
function clausesShown(expected: string): string[] {
  const lines = expected.split('\n').filter((line) => /^( {2}(refuse|oblige)|refuse) /.test(line))
  return [...new Set(lines.flatMap((line) => line.match(/\bM[SO]-\d{2}\b/g) ?? []))]
}

function answer(policy: PolicySet, facts: unknown): string {
  const read = readFacts(policy, facts)
  switch (read.kind) {
    case 'facts':
      return [formatDecision(decide(policy, read.facts)), ...formatWayOut(wayOut(policy, read.facts, THOROUGH))].join(
        '\n',
      )
    case 'refuse':
      return formatRefusal(read.refusal).join('\n')
    case 'wrong':
      throw new Error(read.problems.join('; '))
  }
}
