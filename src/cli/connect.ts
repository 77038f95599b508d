import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { connect } from './connect/connection.ts'
import { ConnectProblem } from './connect/find-issuer.ts'
import type { CommandContext, ExitCode } from './context.ts'

export const summary = 'signs you in and serves a local address for tools that know only a static key'
export const usage = `statehouse connect [--issuer URL] [--client ID] [--scope "…"] [--port N]

Signs you in with the state account in your browser, then serves the gateway at a loopback address and prints a key for
it. An editor or a notebook is given both; the token behind them is always a fresh one of yours, and is kept nowhere.

  STATEHOUSE_URL  the gateway; default http://127.0.0.1:8080
  --issuer        where you sign in, if the gateway trusts several
  --client        id of the client that is registered for this command; not needed with the demo
  --scope         what to ask for, if not what the gateway says
  --port          of the local address; default 8787

Ctrl-C ends it, and the key with it.`

const OPTIONS = {
  issuer: { type: 'string' },
  client: { type: 'string' },
  scope: { type: 'string' },
  port: { type: 'string', default: '8787' },
  help: { type: 'boolean', default: false },
} as const

export async function run(args: string[], context: CommandContext): Promise<ExitCode> {
  const options = read(args)
  if (options === null || options.help) {
    ;(options === null ? context.stderr : context.stdout)(usage)
    return options === null ? 2 : 0
  }
  const { issuer, client, scope, port } = options
  try {
    const local = await connect({
      gateway: context.env['STATEHOUSE_URL'] || 'http://127.0.0.1:8080',
      issuer,
      client,
      scope,
      port: Number(port),
      caFile: context.config.caFile,
      open: (url) => {
        context.stdout(`Sign in here, if no page opens by itself:\n\n  ${url}\n`)
        openBrowser(url)
      },
    })
    context.stdout(`Signed in at ${local.issuer}.\n\n  base URL  ${local.origin}/v1\n  key       ${local.key}\n`)
    context.stdout('The key is shown once and works on this machine until Ctrl-C.')
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    await local.close()
    return 0
  } catch (error) {
    if (error instanceof ConnectProblem) {
      context.stderr(error.message)
      return 1
    }
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      context.stderr(`port ${port} is taken; choose another with --port`)
      return 2
    }
    throw error
  }
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS })
    return /^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536 ? values : null
  } catch {
    return null
  }
}

/** Best effort: the address is printed too. */
function openBrowser(url: string): void {
  const [command, ...words] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : ['xdg-open']
  const child = spawn(command!, [...words, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
