import { COMMANDS } from './cli/commands.ts'
import type { CommandContext, ExitCode } from './cli/context.ts'
import { ConfigError, readConfig } from './config.ts'

const { argv, env, stdin, stdout, stderr } = process

/** The process: finds the command by its first one or two words, gives it its context, turns errors into exit codes. */
async function main(words: string[]): Promise<ExitCode> {
  const command = COMMANDS.find(
    (candidate) => candidate.words === words.slice(0, 2).join(' ') || candidate.words === words[0],
  )
  if (!command) {
    const asked = words.length === 0 || words[0] === '--help' || words[0] === 'help'
    await listCommands(asked ? stdout : stderr)
    return asked ? 0 : 2
  }
  // What is wrong with the configuration is told at once, before all that a gateway is made of is read.
  const config = readConfig(env)
  const loaded = await command.load()
  const context: CommandContext = {
    env,
    stdin,
    stdout: (line) => stdout.write(`${line}\n`),
    stderr: (line) => stderr.write(`${line}\n`),
    config,
    dataFolder: config.data,
    databaseUrl: config.databaseUrl,
    recordKeyFile: config.recordKeyFile,
    logKeyFile: config.logSigningKeyFile,
    logOrigin: config.logOrigin,
    publicUrl: config.publicUrl,
    policies: config.policies,
  }
  return loaded.run(words.slice(command.words.split(' ').length), context)
}

async function listCommands(out: NodeJS.WriteStream): Promise<void> {
  out.write('statehouse <command> [--help]\n\n')
  for (const { words, load } of COMMANDS) {
    // An image without the demo has no such command.
    const command = await load().catch(() => null)
    if (command) out.write(`  ${words.padEnd(16)} ${command.summary}\n`)
  }
}

// A reader that closes our output (`| head`) ends the command, not with a stack trace.
stdout.on('error', () => process.exit(0))

// Ends also when a command failed half-way and left something listening.
main(argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    stderr.write(
      `${error instanceof ConfigError || !(error instanceof Error) ? String(error) : `${error.name}: ${error.message}`}\n`,
    )
    process.exit(2)
  },
)
