import { join, relative } from 'node:path'
import { describeIssue } from '../policy/describe-issue.ts'
import { parseYaml } from '../policy/parse-yaml.ts'
import type { Problem } from '../policy/problem.ts'
import { type BundleFiles, TESTS_FOLDER } from './bundle-files.ts'
import { EXPECTATION_KEYS, type Expectation, expectationSchema, policyTestFile } from './policy-test-file.ts'

type Path = readonly PropertyKey[]
type Given = Readonly<Record<string, unknown>>

/** One test as it is run, and where it stands. */
export type PolicyTest = {
  readonly name: string
  problemAt(problem: string, mend: string): Problem
} & (
  | { readonly kind: 'decision'; readonly given: Given; readonly expected: Expectation }
  | { readonly kind: 'setting'; readonly at: string; readonly is: unknown }
)

/** The members of `principal`: a table names them without it. */
const PRINCIPAL_KEYS: ReadonlySet<string> = new Set([
  'issuer',
  'subject',
  'subjectType',
  'client',
  'agency',
  'unit',
  'roles',
  'assurance',
  'training',
])

/** Reads every test of a bundle. What can’t be read is a problem with its place. */
export function readPolicyTests(folder: string, files: BundleFiles): { tests: PolicyTest[]; problems: Problem[] } {
  const tests: PolicyTest[] = []
  const problems: Problem[] = []
  for (const [path, text] of files.texts) {
    if (!path.startsWith(`${TESTS_FOLDER}/`)) continue
    const file = relative(process.cwd(), join(folder, path)) || path
    const located = parseYaml(file, text, null, problems)
    if (located === null) continue
    const problemAt = (at: Path, problem: string, mend: string): Problem => ({
      file,
      ...located.locate(at),
      problem,
      mend,
    })
    const parsed = policyTestFile.safeParse(located.value)
    if (!parsed.success) {
      for (const { path: at, problem, mend } of parsed.error.issues.flatMap(describeIssue))
        problems.push(problemAt(at, problem, mend))
      continue
    }
    const { given, cases, tables, settings } = parsed.data
    cases.forEach(({ name, given: own, ...expected }, index) => {
      tests.push({
        kind: 'decision',
        name,
        given: merge(given, own),
        expected,
        problemAt: (...what) => problemAt(['cases', index, 'name'], ...what),
      })
    })
    tables.forEach(({ name, given: own, columns, rows }, tableIndex) => {
      rows.forEach((row, index) => {
        const at = ['tables', tableIndex, 'rows', index]
        const read = readRow(columns, row)
        if ('problem' in read) {
          problems.push(problemAt(at, `${name}: ${read.problem}`, 'columns name facts and expectations'))
          return
        }
        tests.push({
          kind: 'decision',
          name: `${name}: ${row.filter((cell) => cell !== null).join(', ')}`,
          given: merge(merge(given, own), read.given),
          expected: read.expected,
          problemAt: (...what) => problemAt(at, ...what),
        })
      })
    })
    settings.forEach(({ name, at, is }, index) => {
      const place = ['settings', index, 'name']
      tests.push({ kind: 'setting', name, at, is, problemAt: (...what) => problemAt(place, ...what) })
    })
  }
  return { tests, problems }
}

/** An empty cell (`~`, or a row that ends early) says nothing. */
function readRow(
  columns: readonly string[],
  row: readonly unknown[],
): { given: Given; expected: Expectation } | { problem: string } {
  if (row.length > columns.length) return { problem: 'the row is longer than its columns' }
  const given: Record<string, unknown> = {}
  const principal: Record<string, unknown> = {}
  const expected: Record<string, unknown> = {}
  for (const [index, value] of row.entries()) {
    const column = columns[index]!
    if (value === null) continue
    if (EXPECTATION_KEYS.includes(column)) expected[column] = value
    else if (PRINCIPAL_KEYS.has(column)) principal[column] = value
    else given[column] = value
  }
  const parsed = expectationSchema.safeParse(expected)
  if (!parsed.success)
    return { problem: parsed.error.issues.map(({ path, message }) => `${path}: ${message}`).join('; ') }
  return { given: Object.keys(principal).length === 0 ? given : { ...given, principal }, expected: parsed.data }
}

/** Facts laid over facts; `principal` member by member, everything else whole. */
function merge(base: Given, over: Given): Given {
  const principal = { ...(base['principal'] as Given | undefined), ...(over['principal'] as Given | undefined) }
  return { ...base, ...over, ...(Object.keys(principal).length === 0 ? {} : { principal }) }
}
