import { parseArgs } from 'node:util'
import { assess, type ClauseResult, type ClauseStatus } from '../conformance/assess.ts'
import { ownClauses } from '../conformance/clause-register.ts'
import { readEvidence } from '../conformance/evidence.ts'
import { type RmfRow, rmfEvidence } from '../conformance/rmf.ts'
import { loadPolicy } from '../policy/load.ts'
import type { CommandContext, ExitCode } from './context.ts'

export const summary = 'says of every clause whether it is kept, by which tests, or why not'

export const usage = `statehouse conformance [CLAUSE…] [--json]
statehouse conformance --rmf [--json]

  CLAUSE  such as MS-28; default: every clause of every policy that is a source
  --rmf   for subcategories of the NIST AI RMF 1.0: which clauses answer each, what is on file for it, what is missing
  --json  one object: policy, clauses, counts; with --rmf: policy, subcategories

pass: a test of this version ran · configured off: built, and not used by the policy in force · attested by people ·
out of reach: no gateway can · not built: names what is missing. Exit 1 when a clause has neither a test nor a reason.`

const OPTIONS = { json: { type: 'boolean' }, rmf: { type: 'boolean' }, help: { type: 'boolean' } } as const

export function run(args: string[], context: CommandContext): Promise<ExitCode> {
  return Promise.resolve(report(args, context))
}

function report(args: string[], { stdout, stderr, policies }: CommandContext): ExitCode {
  let asked: { values: { json?: boolean; rmf?: boolean; help?: boolean }; positionals: string[] }
  try {
    asked = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch {
    stderr(usage)
    return 2
  }
  if (asked.values.help) {
    stdout(usage)
    return 0
  }
  const clauses = ownClauses()
  const unknown = asked.positionals.find((id) => !clauses.some((clause) => clause.id === id))
  if (unknown !== undefined) {
    stderr(`no clause is called ${unknown}`)
    return 2
  }
  const policy = loadPolicy({ folder: policies })
  if (asked.values.rmf) {
    const rows = rmfEvidence(assess(clauses, readEvidence(), policy), policy)
    if (asked.values.json) stdout(JSON.stringify({ policy: policy.version, subcategories: rows }))
    else for (const line of rows.flatMap(describeRow)) stdout(line)
    return 0
  }
  const chosen = clauses.filter(({ id }) => asked.positionals.length === 0 || asked.positionals.includes(id))
  const results = assess(chosen, readEvidence(), policy)
  const counts = count(results)
  if (asked.values.json) stdout(JSON.stringify({ policy: policy.version, clauses: results, counts }))
  else for (const line of describe(results, counts)) stdout(line)
  return results.some(({ status }) => status === 'unexplained') ? 1 : 0
}

function describeRow({ id, says, evidence, held, gaps }: RmfRow): string[] {
  const kept = evidence.map((one) => `${one.id} ${one.status}`).join(', ')
  const last = held?.last == null ? '' : `, the last of ${held.last}`
  return [
    `${id.padEnd(12)} ${says}: ${kept}`,
    ...(held === null ? [] : [`             on file: ${held.count} ${held.what}${last}`]),
    ...gaps.map((gap) => `             missing: ${gap}`),
  ]
}

function count(results: readonly ClauseResult[]): Readonly<Partial<Record<ClauseStatus, number>>> {
  const counts: Partial<Record<ClauseStatus, number>> = {}
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

function describe(results: readonly ClauseResult[], counts: Readonly<Partial<Record<ClauseStatus, number>>>): string[] {
  return [
    ...results.flatMap(({ id, says, reach, status, reason, tests }) => [
      `${id}  ${status.padEnd(18)} ${says} (software’s reach: ${reach})`,
      ...(reason === null ? [] : [`       ${reason}`]),
      ...(tests.length === 0 ? [] : [`       ${tests.join(', ')}`]),
    ]),
    '',
    Object.entries(counts)
      .map(([status, number]) => `${number} ${status}`)
      .join(' · '),
  ]
}
