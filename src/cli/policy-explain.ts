import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readJson } from '../core/read-json.ts'
import { formatReceipt, formatRefusal } from '../policy/format-decision.ts'
import { loadPolicy } from '../policy/load.ts'
import { readFacts } from '../policy/read-facts.ts'
import { receiptOf } from '../policy/receipt.ts'
import { THOROUGH } from '../policy/way-out.ts'
import type { PolicyContext } from './policy-check.ts'
import { explainRecorded } from './policy-explain-record.ts'
import type { RecordsContext } from './records-context.ts'

export const summary = 'tells what the policy answers to given facts, and why'

export const usage = `statehouse policy explain --as FACTS.json [--policies DIR] [--json]
statehouse policy explain --record ID [--json]

  FACTS.json  {"principal": {"issuer", "subjectType", "client", "agency", "unit", "roles", "assurance", "training"},
              "now", "model", "wire", "purpose", "declaredClass", "detectedClass", "decisionMode", "entities",
              "unscannable", "fields", "attended", "suspensions", "uses", "seats", "classCeiling"}; only principal, now and
              model are needed
  --policies  profile folder; default: STATEHOUSE_POLICIES
  --record    an exchange (its AI-Record): the decision is made again from the facts on record and the policy that was in
              force, which the log holds, and compared with what was recorded

Exit 0 when the answer is allow, 1 when it is refuse; with --record: 0 when the decision is the one on record, else 1.`

const OPTIONS = {
  as: { type: 'string' },
  record: { type: 'string' },
  policies: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

interface ExplainContext extends PolicyContext, RecordsContext {}

export function run(args: readonly string[], context: ExplainContext): Promise<0 | 1 | 2 | 3> {
  let options: { record?: string; json?: boolean } = {}
  try {
    options = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch {
    // Told below, with the usage.
  }
  if (options.record !== undefined) return explainRecorded(options.record, options.json === true, context)
  return Promise.resolve(explain(args, context))
}

function explain(args: readonly string[], context: PolicyContext): 0 | 1 | 2 {
  let options: { as?: string; policies?: string; json?: boolean; help?: boolean }
  try {
    options = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch {
    options = {}
  }
  if (options.help || options.as === undefined) {
    ;(options.help ? context.stdout : context.stderr)(usage)
    return options.help ? 0 : 2
  }
  let read: ReturnType<typeof readFacts>
  let policy: ReturnType<typeof loadPolicy>
  try {
    policy = loadPolicy({ folder: options.policies ?? context.policies })
    read = readFacts(policy, readJson(readFileSync(options.as, 'utf8')))
  } catch (error) {
    context.stderr(error instanceof Error ? error.message : String(error))
    return 2
  }
  switch (read.kind) {
    case 'wrong':
      for (const problem of read.problems) context.stderr(`${options.as}: ${problem}`)
      return 2
    case 'refuse':
      // No system, so no question was put to the policy: what a receipt has, as far as there is any.
      context.stdout(
        options.json
          ? JSON.stringify({ decision: 'refuse', rule: read.refusal.rule, refusal: read.refusal, steps: [] })
          : formatRefusal(read.refusal).join('\n'),
      )
      return 1
    case 'facts': {
      const receipt = receiptOf(policy, read.facts, THOROUGH)
      context.stdout(options.json ? JSON.stringify(receipt) : formatReceipt(receipt))
      return receipt.decision === 'allow' ? 0 : 1
    }
  }
}
