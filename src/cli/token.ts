import { parseArgs } from 'node:util'
import { requestPersonaToken } from '../demo/persona-token.ts'
import { PERSONAS } from '../demo/personas.ts'

export const summary = 'gets an access token for a persona of the demo'

export const usage = `statehouse token --persona NAME [--issuer URL]

  NAME      ${PERSONAS.map(({ name }) => name).join(', ')}
  --issuer  the demo's identity provider; default http://127.0.0.1:8082

Prints the token and nothing else. The demo must be running (npm start).`

const DEMO_ISSUER = 'http://127.0.0.1:8082'
const OPTIONS = { persona: { type: 'string' }, issuer: { type: 'string' }, help: { type: 'boolean' } } as const

export interface TokenContext {
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
}

export async function run(args: readonly string[], context: TokenContext): Promise<0 | 1 | 2 | 3> {
  let options: { persona?: string; issuer?: string; help?: boolean }
  try {
    options = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch {
    options = {}
  }
  if (options.help || options.persona === undefined || !PERSONAS.some(({ name }) => name === options.persona)) {
    ;(options.help ? context.stdout : context.stderr)(usage)
    return options.help ? 0 : 2
  }
  const issuer = options.issuer ?? DEMO_ISSUER
  try {
    context.stdout(await requestPersonaToken(issuer, options.persona))
    return 0
  } catch (error) {
    // `fetch failed` says nothing; what to do about it does.
    const reason =
      error instanceof TypeError
        ? `nothing answers at ${issuer}; start the demo with npm start`
        : String((error as Error).message)
    context.stderr(reason)
    return 1
  }
}
