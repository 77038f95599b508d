import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decide } from '#src/policy/decide.ts'
import { formatDecision, formatRefusal } from '#src/policy/format-decision.ts'
import { readFacts } from '#src/policy/read-facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

/** Each file: facts, a line of dashes, and the decision with the reasons of every check. GOLDEN=write rewrites the second half. */
const FOLDER = 'test/golden/policies'
const SEPARATOR = '\n----------\n'

const policy = loadDemoPolicy()

test.each(readdirSync(FOLDER))(
  '%s',
  { tags: ['MS-01', 'MS-28', 'MS-29', 'MS-30', 'MS-31', 'MS-40', 'MS-44', 'MS-56'] },
  (file) => {
    const path = join(FOLDER, file)
    const [facts, expected] = readFileSync(path, 'utf8').split(SEPARATOR) as [string, string]
    const actual = `${answer(JSON.parse(facts))}\n`
    if (process.env['GOLDEN'] === 'write') writeFileSync(path, facts + SEPARATOR + actual)
    else expect(actual).toBe(expected)
  },
)

function answer(facts: unknown): string {
  const read = readFacts(policy, facts)
  switch (read.kind) {
    case 'facts':
      return formatDecision(decide(policy, read.facts))
    case 'refuse':
      return formatRefusal(read.refusal).join('\n')
    case 'wrong':
      throw new Error(read.problems.join('; '))
  }
}
