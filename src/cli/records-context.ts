import { hostname, userInfo } from 'node:os'

/** What a records or log command is given. Exit codes: 0, 1 the thing checked doesn't hold, 2 wrong use, 3 refuses to serve. */
export interface RecordsContext {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  readonly dataFolder: string
  /** Where the log is when it isn't in the folder. */
  readonly databaseUrl?: string | null
  readonly recordKeyFile: string
  readonly logKeyFile: string
}

export type ExitCode = 0 | 1 | 2 | 3

/** Runs a command's work; a thrown error is one line on stderr and `code`. */
export async function guarded(
  context: RecordsContext,
  code: ExitCode,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    context.stderr(error instanceof Error ? error.message : String(error))
    return code
  }
}

/**
 * Under which name a command writes entries. In the embedded store the gateway's own, since none is running; over
 * PostgreSQL one that no gateway has, since others may be.
 */
export function shellInstance({ databaseUrl, env }: RecordsContext): string {
  return databaseUrl == null ? (env['STATEHOUSE_INSTANCE'] ?? 'cli') : `cli-${userInfo().username}@${hostname()}`
}
