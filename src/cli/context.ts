import type { Config } from '../config.ts'

/** What every command is given; a command takes of it what it needs. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  readonly config: Config
  readonly dataFolder: string
  readonly databaseUrl?: string | null
  readonly recordKeyFile: string
  readonly logKeyFile: string
  readonly logOrigin: string
  readonly publicUrl: string
  readonly policies: string
}

/** 0 done · 1 the thing checked doesn't hold · 2 wrong use or configuration · 3 refuses to serve. */
export type ExitCode = 0 | 1 | 2 | 3

/** One command: a file of this folder. */
export interface Command {
  readonly summary: string
  readonly usage: string
  run(args: string[], context: CommandContext): Promise<ExitCode>
}
