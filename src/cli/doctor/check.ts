import type { Config, Environment } from '../../config.ts'
import type { PolicySet } from '../../policy/policy-set.ts'

/** `note`: a fact worth knowing. `warn`: works, but not as it should. `fail`: mend it before serving. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'warn' | 'fail'
  readonly detail: string
}

/** What the checks look at. Null where it couldn't be had: the check that should have got it says why. */
export interface Subject {
  readonly env: Environment
  readonly config: Config | null
  readonly policy: PolicySet | null
}

export interface DoctorCheck {
  readonly name: string
  /** What it can't do without; it isn't run where that is missing. */
  readonly needs: readonly ('config' | 'policy')[]
  run(subject: Subject): Promise<readonly Finding[]> | readonly Finding[]
}

export const ok = (detail: string): Finding => ({ state: 'ok', detail })
export const note = (detail: string): Finding => ({ state: 'note', detail })
export const warn = (detail: string): Finding => ({ state: 'warn', detail })
export const fail = (detail: string): Finding => ({ state: 'fail', detail })

export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
