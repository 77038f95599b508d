/** What a records or log command is given. Exit codes: 0, 1 the thing checked doesn't hold, 2 wrong use, 3 refuses to serve. */
export interface RecordsContext {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  readonly dataFolder: string
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
