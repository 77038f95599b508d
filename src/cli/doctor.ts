import { parseArgs } from 'node:util'
import type { Environment } from '../config.ts'
import { examine } from './doctor/examine.ts'
import { CHECKS } from './doctor/index.ts'

export const summary = 'checks configuration, policy, keys, clock, disk, store, identity providers and upstreams'

export const usage = `statehouse doctor [--json]

Each check says ok, note, warn or fail, and what to do. Exit 1 when one fails. Nothing is changed.`

export interface DoctorContext {
  readonly env: Environment
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
}

export async function run(args: readonly string[], context: DoctorContext): Promise<0 | 1 | 2 | 3> {
  let options: { json?: boolean; help?: boolean }
  try {
    options = parseArgs({ args: [...args], options: { json: { type: 'boolean' }, help: { type: 'boolean' } } }).values
  } catch {
    context.stderr(usage)
    return 2
  }
  if (options.help) {
    context.stdout(usage)
    return 0
  }
  const results = await examine(CHECKS, context.env)
  const failed = results.some(({ state }) => state === 'fail')
  if (options.json) context.stdout(JSON.stringify({ ok: !failed, checks: results }))
  else for (const { state, name, detail } of results) context.stdout(`${state.padEnd(5)} ${name.padEnd(18)} ${detail}`)
  return failed ? 1 : 0
}
