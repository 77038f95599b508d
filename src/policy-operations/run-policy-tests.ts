import { canonicalJson } from '../core/canonical-json.ts'
import type { Decision } from '../core/decision.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { decide } from '../policy/decide.ts'
import type { DeepReadonly } from '../policy/deep-freeze.ts'
import type { Documents } from '../policy/documents.ts'
import { dueNotice, noticeKey } from '../policy/due-notice.ts'
import type { Facts } from '../policy/facts.ts'
import { labelStyle } from '../policy/label-style.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Problem } from '../policy/problem.ts'
import { quotasFor } from '../policy/quotas-for.ts'
import { readFacts } from '../policy/read-facts.ts'
import { rulesIn } from './not-a-rule.ts'
import type { Expectation } from './policy-test-file.ts'
import type { PolicyTest } from './policy-tests.ts'
import { valueAt } from './value-at.ts'

const MEND = 'correct the policy, or the test if the policy is right'

/** Runs tests against a policy: one problem for each that doesn’t hold. */
export function runPolicyTests(policy: PolicySet, tests: readonly PolicyTest[]): Problem[] {
  return tests.flatMap((test) => {
    const wrong = failureOf(policy, test)
    return wrong === null ? [] : [test.problemAt(`${test.name}: ${wrong}`, MEND)]
  })
}

/** Whether every test holds; stops at the first that doesn’t. */
export function holdsAll(policy: PolicySet, tests: readonly PolicyTest[]): boolean {
  return tests.every((test) => failureOf(policy, test) === null)
}

/** Whether every setting among the tests holds; stops at the first that doesn’t. */
export function holdsInDocuments(documents: DeepReadonly<Documents>, tests: readonly PolicyTest[]): boolean {
  return tests.every((test) => test.kind !== 'setting' || settingFailure(documents, test) === null)
}

type SettingTest = Extract<PolicyTest, { kind: 'setting' }>

function settingFailure(documents: DeepReadonly<Documents>, { at, is }: SettingTest): string | null {
  // Texts and citations needn’t be repeated in a test.
  const found = rulesIn(valueAt(documents, at), at.replaceAll('.', '/'))
  if (found !== undefined && canonicalJson(found) === canonicalJson(is)) return null
  return `${at} is ${found === undefined ? 'not there' : canonicalJson(found)}`
}

function failureOf(policy: PolicySet, test: PolicyTest): string | null {
  if (test.kind === 'setting') return settingFailure(policy.documents, test)
  const read = readFacts(policy, test.given)
  switch (read.kind) {
    case 'wrong':
      return `the facts can’t be read: ${read.problems.join('; ')}`
    case 'refuse':
      return compareRefusal(read.refusal, test.expected)
    case 'facts':
      return compare(policy, read.facts, decide(policy, read.facts), test.expected)
  }
}

function compareRefusal(refused: Refusal, expected: Expectation): string | null {
  const { expect, code, rule, clause } = expected
  const was = `it is refused (${refused.code}, rule ${refused.rule}, clause ${refused.clause})`
  if (expect === 'allow') return was
  if (code !== undefined && code !== refused.code) return `${was}, not for ${code}`
  if (rule !== undefined && rule !== refused.rule) return `${was}, not by rule ${rule}`
  return clause !== undefined && clause !== refused.clause ? `${was}, not under clause ${clause}` : null
}

function compare(policy: PolicySet, facts: Facts, decision: Decision, expected: Expectation): string | null {
  const { principal, system, purpose, now } = facts
  const shared = [
    differs('quotas', expected.quotas && [...expected.quotas].sort(), () =>
      quotasFor(policy, principal, system.id, purpose.id)
        .map(({ limit }) => limit.id)
        .sort(),
    ),
    differs('notice', expected.notice, () => {
      const due = dueNotice(policy, principal, { at: () => null }, now)
      return due === null ? 'none' : noticeKey(due.notice)
    }),
  ]
  if (decision.kind === 'refuse') return compareRefusal(decision.refusal, expected) ?? shared.find(isText) ?? null
  if (expected.expect === 'refuse') return 'it is allowed'
  const { obligations, steps } = decision
  const obliged = (): string[] => steps.filter(({ result }) => result === 'oblige').map(({ rule }) => rule)
  const own = [
    differs('obliges', expected.obliges && [...expected.obliges].sort(), () => obliged().sort()),
    differs('series', expected.series, () => obligations.series),
    differs('review', expected.review, () => obligations.review),
    differs('showsLabel', expected.showsLabel, () => obligations.label),
    differs('label', expected.label, () => labelStyle(policy, system, principal).id),
  ]
  return [...shared, ...own].find(isText) ?? null
}

function differs(name: string, expected: unknown, actual: () => unknown): string | null {
  if (expected === undefined) return null
  const found = canonicalJson(actual())
  return found === canonicalJson(expected) ? null : `${name} is ${found}, not ${canonicalJson(expected)}`
}

function isText(value: string | null): value is string {
  return value !== null
}
