import { once } from 'node:events'
import { narrate, StepFailed } from '../demo/narrate.ts'
import { PERSONAS } from '../demo/personas.ts'
import { type Demo, startDemo } from '../demo/start-demo.ts'
import type { CommandContext, ExitCode } from './context.ts'

export const summary = 'starts a demo on this machine and tells one governed exchange'
export const usage = `statehouse demo [--once]

Starts the gateway with a made-up directory, a sandbox model and an application, all on loopback, sends one exchange
through it and prints what happened at each step; then it stays up. --once ends after the exchange: 0 when each step
held, 1 when one didn't.`

export async function run(args: string[], { env, stdout, stderr }: CommandContext): Promise<ExitCode> {
  if (args.includes('--help')) {
    stdout(usage)
    return 0
  }
  let demo: Demo
  try {
    demo = await startDemo(env)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      stderr(
        'A port of the demo is taken (it uses five from STATEHOUSE_PORT, 8080, upwards). End what listens there, or set STATEHOUSE_PORT.',
      )
      return 2
    }
    throw error
  }
  try {
    stdout('\nStatehouse: one governed exchange\n')
    await narrate(demo, stdout)
    if (args.includes('--once')) return 0
    stdout(welcome(demo))
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    return 0
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    stderr(error.message)
    return 1
  } finally {
    await demo.close()
  }
}

function welcome({ url, applicationsUrl, identityProvider, upstream, vkey, config }: Demo): string {
  return `
It stays up. The chat is at

  ${config.publicUrl}/

Choose "employee" to sign in; nobody here has a password. In another shell:

  TOKEN=$(npm run -s statehouse -- token --persona employee${identityProvider.issuer.endsWith(':8082') ? '' : ` --issuer ${identityProvider.issuer}`})
  curl ${url}/v1/chat/completions -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"model":"general-drafting","messages":[{"role":"user","content":"Call me at 601-555-0123"}]}'

  OpenAI-compatible  ${url}/v1            models: general-drafting, quick-drafting, text-embedding …
  approved systems   ${url}/catalog       who may use what, and “can I use this?”
  public chat        ${url}/public/app-public  for residents, without an account
  approved app       ${applicationsUrl}/apps/notes/  opens from the catalog, by the same sign-in
  log checkpoint     ${url}/log/checkpoint
  log key            ${vkey}
  model              ${upstream.describe}
  static-key tools   npm run -s statehouse -- connect
  directory          ${identityProvider.issuer}
  records            ${config.data}
  personas           ${PERSONAS.map((persona) => persona.name).join(', ')}

Ctrl-C ends it.`
}
