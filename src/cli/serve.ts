import { once } from 'node:events'
import { createApp } from '../app.ts'
import { PolicyError } from '../policy/problem.ts'
import { policySource } from '../policy-operations/policy-source.ts'
import { OtherKeys } from '../records/commit/other-keys.ts'
import { createIdSource } from '../records/ids.ts'
import { fileKeyVault } from '../records/key-vault.ts'
import { StoreBehind } from '../records/outside/assert-reaches.ts'
import { TreeMoved } from '../records/sqlite/sqlite-record-store.ts'
import { openSecrets } from '../secrets.ts'
import type { CommandContext, ExitCode } from './context.ts'
import { isWorker, serveWorkers } from './serve-workers.ts'

export const summary = 'starts the gateway'
export const usage = `statehouse serve

Starts the gateway with the configuration in the environment; README.md lists the variables. Ends on SIGTERM or SIGINT:
open answers get ten seconds, then they are cut and recorded. A changed policy comes into force by itself, or on SIGHUP, once
it has passed every check; until then the one before stays. With STATEHOUSE_WORKERS above 1, and a database, it starts that
many gateways, replaces one that ends, and ends with all of them.`

export async function run(args: string[], { config, env, stdout, stderr }: CommandContext): Promise<ExitCode> {
  if (args.includes('--help')) {
    stdout(usage)
    return 0
  }
  if (config.workers > 1 && !isWorker()) return serveWorkers(config, stderr)
  try {
    const clock = { now: () => Date.now() }
    const now = (): number => clock.now()
    const keys = fileKeyVault({ recordKeyFile: config.recordKeyFile, logKeyFile: config.logSigningKeyFile })
    const source = policySource({ folder: config.policies, signersFile: config.policySigners, now })
    const { policy, seal, amended } = source.prepare()
    const secrets = openSecrets(env)
    // A system that could never be reached is found now, not by the first person who needs it.
    for (const system of policy.systems) if (system.routable) secrets.credential(system.upstream.credential)
    for (const { pages } of policy.clients) if (pages !== undefined) secrets.credential(pages.credential)
    for (const { to } of policy.siem.sinks) if (to.kind === 'https') secrets.credential(to.credential)
    const app = await createApp({
      config,
      policy,
      seal,
      policySource: source,
      amended,
      ...(config.shadowPolicies === null
        ? {}
        : { shadowSource: policySource({ folder: config.shadowPolicies, signersFile: null, now }) }),
      secrets,
      recordKey: await keys.ring(),
      signingKey: await keys.signingKey(),
      clock,
      ids: createIdSource(clock),
    })
    await app.server.listen({ host: config.host, port: config.port })
    if (app.applications !== null) {
      const { hostname, port } = new URL(config.appsOrigin!)
      await app.applications.listen({
        host: hostname === 'localhost' ? '127.0.0.1' : config.host,
        port: Number(port) || config.port + 1,
      })
    }
    process.on('SIGHUP', () => void app.policy.reload('signal'))
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    await app.close()
    return 0
  } catch (error) {
    if (error instanceof PolicyError) {
      for (const { file, line, column, problem, mend } of error.problems)
        stderr(`${file}:${line}:${column}: ${problem}; ${mend}`)
      return 2
    }
    if (error instanceof TreeMoved || error instanceof StoreBehind) {
      stderr(`refuses to serve: ${error.message}`)
      stderr(
        `The store is behind or beside what was signed. Find out why before anything is written: an older copy may have been put back. Restore what is missing${config.databaseUrl === null ? ', or go on as a new shard: statehouse log recover.' : ' from a standby or a backup of the database.'}`,
      )
      return 3
    }
    if (error instanceof OtherKeys) {
      stderr(`refuses to serve: ${error.message}`)
      return 2
    }
    const missing =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? (error as NodeJS.ErrnoException).path : undefined
    if (error instanceof Error && (missing === config.recordKeyFile || missing === config.logSigningKeyFile)) {
      stderr(`${error.message}\nThe keys are made once, with \`statehouse init\`.`)
      return 2
    }
    throw error
  }
}
